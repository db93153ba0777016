const F = `printf 'one\\ntwo 2\\nthree 3 3\\n\\nfive\\nsix\\n' > /tmp/f; `;

const SCRIPTS = [
  's/*a//', 's/)/x/', 's/a{2,1}//', 's/(/x/', 's/[/x/', 's/\\1/x/', 's/a/\\1/', 's/a/b', 's/a/b/gg', 's/a/b/0', 's/a/b/k',
  'k', 'p p', 'y/a/bc/', 'y/a/b', '{p', 'p}', '1,p', ',p', 'b x', ':', 'a', '/x', 'r', 'w', '1,2q', '+1p', '0p', '1!!p', '}', '1}',
  '1:a', '1', 's', 's/a', 'c', 'i', 'd;x y', 's/a/b/ppp', 's/a/b/w', 't;t;x3', 's/a/b/1 2', '0,5p', '$!{p', 'q x', '/a/,/b',
  's,a,b', '\\,a', 'yabc', 'h;G;k', 's/[[:foo:]]/x/', 's/[b-a]/x/', 's/a\\/x/', '1#', 's/x/\\', '//p', 'y/a/', 's/a/b/e5',
].map((script) => `${F}sed -E '${script}' /tmp/f; echo $?`);

/** Lines that the real sed of this machine is asked for. */
export const SED_LINES: readonly string[] = [
  ...SCRIPTS,
  ...[
    `sed -n 2p /tmp/f; sed 2d /tmp/f; sed '$d' /tmp/f; sed -n '$=' /tmp/f; sed -n '2,4p' /tmp/f; sed '2,$d' /tmp/f`,
    `sed -n '/two/,/five/p' /tmp/f; sed -n '/t/p' /tmp/f; sed '/^$/d' /tmp/f; sed -n '/THREE/Ip' /tmp/f; sed '/t/!d' /tmp/f`,
    `sed -n '2,+1p' /tmp/f; sed -n '0~2p' /tmp/f; sed -n '1~3p' /tmp/f; sed -n '2,~3p' /tmp/f; sed -n '0,/o/p' /tmp/f; sed -n '1,/o/p' /tmp/f`,
    `sed -n '/t/,2p' /tmp/f; echo; sed -n '3,1p' /tmp/f; sed -n '/two/,+2p' /tmp/f; sed -n '/three/,$p' /tmp/f; sed -n '5,/one/p' /tmp/f`,
    `sed 's/e/E/' /tmp/f; sed 's/e/E/g' /tmp/f; sed 's/e/E/2' /tmp/f; sed 's/3/X/2g' /tmp/f; sed -n 's/t/T/p' /tmp/f; sed 's/T/x/I' /tmp/f`,
    `sed 's/\\(t\\)\\(.\\)/\\2\\1/' /tmp/f; sed -E 's/(t)(.)/\\2\\1/' /tmp/f; sed 's/[a-z]*/<&>/' /tmp/f; sed 's/x*/-/g' /tmp/f; sed 's|/|#|;s#o#/#' /tmp/f`,
    `sed 's/o/a\\nb/' /tmp/f; sed 's/ /\\t/g' /tmp/f; sed 's/.*/\\U&/' /tmp/f; sed -E 's/(.)(.*)/\\u\\1\\U\\2\\E!/' /tmp/f; sed 's/\\w\\+/\\u&/g' /tmp/f; sed 's/.*/\\Uab\\lCD\\Eef/' /tmp/f`,
    `sed -E 's/^[[:space:]]+|[[:space:]]+$//g' <<< '  a b  '; sed 's/a\\|b/X/g' <<< 'cabbage'; sed -E 's/a|ab/X/' <<< 'abc'; sed -E 's/(a|ab)(c|bcd)/<\\1,\\2>/' <<< 'abcd'`,
    `sed '2a added' /tmp/f; sed '2i\\  before' /tmp/f; sed '2c changed' /tmp/f; sed '2,3c changed' /tmp/f; sed '$a last' /tmp/f; sed '1i\\\nfirst\\\nsecond' /tmp/f`,
    `sed -e '2a\\' -e 'text' /tmp/f; sed '2!c x' /tmp/f; sed '/t/a\\  indented' /tmp/f; sed 'a\\ttab' /tmp/f; sed 'a a\\tb' /tmp/f`,
    `sed -n 'H;\${x;s/\\n/,/g;p}' /tmp/f; sed ':a;N;$!ba;s/\\n/ /g' /tmp/f; sed '1!G;h;$!d' /tmp/f; sed 'N;P;D' /tmp/f; sed '$!N;s/\\n/+/' /tmp/f; sed N /tmp/f`,
    `sed -n 'n;p' /tmp/f; sed 'n;d' /tmp/f; sed G /tmp/f; sed = /tmp/f | sed 'N;s/\\n/\\t/'; sed 3q /tmp/f; sed -n '2{p;q}' /tmp/f; sed 2q5 /tmp/f; echo $?; sed 2Q /tmp/f`,
    `sed 'y/abcdeo/ABCDEO/' /tmp/f; sed 's/e/&&/;ta;s/$/ none/;:a' /tmp/f; sed ':a;s/^.\\{1,7\\}$/ &/;ta' /tmp/f; sed 's/x/y/;T;s/^/!/' /tmp/f`,
    `sed -n l /tmp/f; printf 'a\\tb\\\\c\\001\\n' | sed -n l; printf '%0100d\\n' 7 | sed -n l; sed -n 'l 10' <<< 'abcdefghijklmnop'; echo 한글 | sed -n l; sed -n -l 5 l /tmp/f`,
    `sed -n '/t/w /tmp/o' /tmp/f; cat /tmp/o; sed 's/t/T/w /tmp/o2' /tmp/f > /dev/null; cat /tmp/o2; echo R > /tmp/r; sed '2r /tmp/r' /tmp/f; sed 'r /tmp/none' /tmp/f; sed 'R /tmp/r' /tmp/f`,
    `sed -i 's/o/0/' /tmp/f; cat /tmp/f; sed -i.bak 2d /tmp/f; cat /tmp/f; cat /tmp/f.bak; sed -n -i p /tmp/f; sed -i -e 1d -e 's/x/y/' /tmp/f; cat /tmp/f; sed -Ei 's/(t)/\\1\\1/' /tmp/f; cat /tmp/f; sed -i 2q /tmp/f; cat /tmp/f`,
    `sed -s -n '$p;1p' /tmp/f /tmp/f; sed -n '$p' /tmp/f /tmp/f; sed -n '$=' /tmp/f /tmp/f; sed F /tmp/f; sed -n 3p < /tmp/f; cat /tmp/f | sed 1d -`,
    `sed p /tmp/none; echo $?; sed -n p /tmp/none /tmp/f; echo $?; sed -f /tmp/none; sed; sed -k; sed -i p; echo $?`,
    `printf 's/o/0/\\n# comment\\n2d\\n' > /tmp/s; sed -f /tmp/s /tmp/f; printf '#n\\n2p\\n' > /tmp/s; sed -f /tmp/s /tmp/f; printf 'p\\nkk\\n' > /tmp/s; sed -f /tmp/s /tmp/f`,
    `printf 'no end' | sed p; printf 'a\\nb' | sed -n '$p'; printf 'a' | sed 'a x'; printf 'a\\nb' | sed 's/b/c/'; printf 'x' | sed 's/x//'`,
    `sed 's/one/a&b\\&c/' /tmp/f; sed 's/one/a/;s//b/' /tmp/f; sed '/two/s//2/' /tmp/f; sed -n '\\,o,p' /tmp/f; sed -n '\\|t|{s|t|/|g;p}' /tmp/f; sed 's,/,\\,,' <<< a/b; sed 's|a\\|b|x|' <<< 'a|b'`,
    `sed 's/a.b/x/' <<< a.b; sed 's/a\\.b/x/' <<< acb; sed 's/^\\*/x/' <<< '*a'; sed 's/a*\\*/x/' <<< 'aa*'; sed -E 's/a+\\+/x/' <<< 'aa+'; sed 's/[]]/x/;s/[^]]/y/' <<< ']a'; sed 's/[\\n]/x/;s/[\\.]/z/' <<< 'n\\.'`,
    `sed -E 's/([0-9]+)\\.([0-9]+)/\\2.\\1/' <<< '172.20.1.5'; sed 's/\\b./X/g' <<< 'ab cd'; sed 's/\\</[/g;s/\\>/]/g' <<< 'ab cd'; sed -E 's/(.)\\1/<\\1>/g' <<< 'aabbc'; sed 's/\\(ab\\)*\\1/x/' <<< 'ababab'`,
    `sed -n '/one/{n;p}' /tmp/f; sed '/t/{s/t/T/;s/$/!/}' /tmp/f; sed -e '1{' -e 'd' -e '}' /tmp/f; sed '1{d};2{d}' /tmp/f; sed -n '2{/two/{p}}' /tmp/f; sed '1d;n;d' /tmp/f`,
    `sed 'N;N;s/\\n/,/g' /tmp/f; sed '$!N;$!D' /tmp/f; sed -n '$!{h;d};H;x;p' /tmp/f; sed '/^$/N;/\\n$/D' /tmp/f; sed 's/^/  /;1s/^ *//' /tmp/f; sed z /tmp/f; sed 's/e/\\x41/;s/t/\\o102/' /tmp/f`,
    `sed 'N;s/^t/X/M;s/$/!/Mg' /tmp/f; sed 'N;s/o\\nt/X/' /tmp/f; sed 'N;N;s/.$/X/mg' /tmp/f; sed "s/it's/x/" <<< "it's"; sed --expression=p -n /tmp/f; sed -n --quiet -e 1p /tmp/f; sed -- 1d /tmp/f`,
    `sed 's/o/echo hi/e' <<< o; sed '1e echo before' <<< x; sed 's/a/b/;s/c/d/' <<< 'ac' ; sed 's/한/글/g;y/나/너/' <<< '한나한'; sed 's/./x/g' <<< '한글😀'; sed -E 's/.{2}/x/' <<< '한글😀'`,
    `sed '/a/b;s/$/ no/' <<< b; sed '/b/bx;d;:x;s/^/got /' <<< b; sed -n '/start/,/end/{//!p}' <<< $'start\\nmid\\nend\\nx'; sed '5,2d' /tmp/f; sed '2,2d' /tmp/f; sed '0~0p' /tmp/f; sed '2~0d' /tmp/f`,
  ].map((line) => F + line),
];
