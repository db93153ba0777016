const F = `printf 'k8s-w1 172.20.1.5 10 ok\\nk8s-w0 172.20.2.7 9 no\\nk8s-ctr 172.20.0.3 10 ok\\n\\nlast line\\n' > /tmp/f; `;
const NUMBERS = `printf '3\\n10\\nabc\\n1.0\\n1\\n 1 \\n' > /tmp/n; `;

const BROKEN = [
  '/(/', '/*a/', 'BEGIN{print 1', 'BEGIN{print 1}}', 'BEGIN{x=}', 'BEGIN{foo(1)}', 'BEGIN{return 1}', 'BEGIN{next}', 'BEGIN{print $-1}',
  'BEGIN{printf "%d %s\\n",1}', 'BEGIN{printf "%z\\n", 1}', 'BEGIN{a="x"; a.b}', 'BEGIN{printf "%s"}', '{print', '/[/', 'BEGIN{nextfile}',
  'BEGIN{print gensub("a","b","g","aaa")}', '', 'BEGIN{break}',
].map((program) => `awk '${program}' < /dev/null; echo $?`);

/** Programs that need no input. */
const PROGRAMS = [
  'print length(), length, length("abc"), length(12345), length ""',
  'printf "%d %s|%5.2f|%c%c|%x|%i\\n",1.9,"a",3.14159,65,"hello",255,7',
  'print substr("hello",2) "|" substr("hello",2,3) "|" substr("hello",10) "|" substr("hello", 2, 100) "|" substr("",1)',
  'print 1e6, 1e20, 100000000000, 0.1+0.2, 1e300*1e300, -1e300*1e300, 3.0, 1e16, 1/3, 1e-5, 123456789, 0.1, 1e5+0.5, 0/0',
  'x["a"]=1; print ("a" in x), ("b" in x), length(x); delete x["a"]; print length(x); if (!(3 in x)) print "n"',
  'print index("foobar","bar"), match("foobar","o+"), RSTART, RLENGTH, index("a",""), index(12345,34); print match("aaa",/b/), RSTART, RLENGTH',
  'n=split("a:b:c",a,":");print n,a[1],a[3]; n=split("",a); print n; n=split("abc",a,"");print n,a[1]; print split("a1b22c",b,/[0-9]+/), b[3]; print split(" p  q ",c), c[1]',
  'print -3 % 2, 2^3^2, -2^2, !1+1, 1 - -1, "a" "b"; print 5%3, 7/2; x = 5; x ^= 2; x %= 7; x /= 2; print x, x++ + ++x, x-- - --x, x',
  'print toupper("abc한é") tolower("ABC") length("한글"), toupper(1e3), substr("한글",1,3)',
  'print 1==1.0, "a"<"b", 10<9, "10"<"9", 2<"10", "abc"=="abc", x=="", x==0, 1 " " 2, 1" "-1, 1>2 ? "a" : "b"',
  'while(i++<3)print i; do print "d" i; while(i-->2); for(;;){if(k++>2)break}; print k; for (j=0;j<5;j++) { if (j==2) continue; print j }',
  'x = "A"; gsub(/A/,"[&\\\\&]",x); print x; y = "aaa"; print gsub(/a/,"b",y), y; z = "hello"; print sub(/l/,"L",z), z, gsub(/q/,"",z); w="abc"; gsub(//,"-",w); print w; v="abc"; gsub(/x*/,"+",v); print v',
  'u="a.b.c"; gsub(".","x",u); print u; u="a.b.c"; gsub("\\\\.","x",u); print u; u="abc"; sub(/b/,"[&]",u); print u; sub(/c$/,"\\\\\\\\&",u); print u',
  '"echo hi" | getline v; print v; system("echo sys"); print "z" | "cat"; close("cat"); print "after"; while (("printf \\"1\\\\n2\\\\n\\"" | getline q)>0) print "got " q; print (getline y < "/nope"), close("nope")',
  'CONVFMT="%.2g"; a=3.14159; b=a ""; print b; OFMT="%.3f"; print a, a ""; c[12.5]=1; for (k in c) print k; d[1.0]; for (k in d) print k',
  'print "\\x41\\101\\q\\/\\"\\t|"; print "a\\\nb"; print 010+0, "0x10"+0, "1e2"+0, ".5."+0, "+5"+0, "abc"+0, "3abc"+0, " 12 "+0, "-3"-1, "inf"+0',
  'printf "%5s|%-5s|%05d|%+d|%e|%g|%G|%o|%X|%%|%c|\\n","ab","cd",42,5,1234.5,0.00001,1e10,8,255,""',
  'printf "%*d|%.3s|%-*d|%.3d|%5.1f|%-8s|%08.3f|%+5d|% d|%#o|%#x|%E\\n",5,42,"abcdef",4,7, 5, 2.25, "ab", 3.14159, 7, 3, 8, 255, 12345.678',
  'printf "%s %d %.2f %s\\n", "only", "12abc", 2.345, 1e6; printf("%s %s\\n", "a", "b"); print("a","b"); print(1)(2); print (1)(2)',
  '$3="c";print;print NF; NF=2; print; $0="a b c"; print NF; $5="e"; print; $2=""; print NF, $0; print $(1+1) "|" $NF; $(NF+2)=5; print NF; print',
  'a["x",1]=5; for (k in a) { split(k, p, SUBSEP); print p[1], p[2] } if (("x",1) in a) print "in"; delete a; print length(a)',
  'a["x"];a["y"];a["z"];a["w"]; for(k in a)printf "%s ",k; print ""; split("p q r s t u v w x y z 1 2",b); for(k in b) printf "%s ", k; print ""; for(i=12;i>0;i--)c[i]=1; for(k in c)printf "%s ",k; print ""',
  'd["k8s-w1"];d["k8s-ctr"];d["k8s-w0"];d["10.0.2.15"];d["172.20.0.1"]; for(k in d) printf "%s ",k; print ""; for (i=0;i<300;i++) e["n" i]=i; for (k in e) printf "%s ", k; print ""',
  'print int(-3.7), int("4x"), sqrt(16), exp(0), atan2(0,-1), sin(0), cos(0), log(10); print 5 " items", -5 " items", -x "z", !x, !"a", !"", - -3',
  'if (x == 0 && x == "") print "both"; if (!y) print "none"; if ("a" ~ /^a$/ && "b" !~ "a") print "match"; s = "ab"; if (s ~ "^" "a") print "joined"; print ("x" ~ /x/) + 1',
  'print 1,2 > "/dev/stderr"; print "to file" > "/tmp/o"; print "more" > "/tmp/o"; close("/tmp/o"); while ((getline l < "/tmp/o") > 0) print "read " l; print "again" >> "/tmp/o"; close("/tmp/o"); system("cat /tmp/o")',
  'print "b\\na" | "sort"; print "c" | "sort"; close("sort"); printf "%s\\n", "x" | "cat 1>&2"; "echo a b" | getline; print NF, NR, $2; "printf \\"p\\\\nq\\\\n\\"" | getline v; print v, NR',
  'exit 3', 'print; print $0; print NF; exit', 'printf "no newline"; exit(1+1)', 'print system("exit 3"); print length(ENVIRON["HOME"]) > 0', 'print ARGC, ARGV[0], ENVIRON["nosuch"] "."',
  'print substr("hello", 0) "|" length(x y z); { { print "nested" } } ; ; if (1) ; else print "no"; if (0) print 1; else if (1) print 2; else print 3',
  'a = b = c = 4; print a b c; print a == 4 ? b == 3 ? "x" : "y" : "z"; print 1 + 2 " " 3 * 4; print 1 < 2, 2 > 1 ? "t" : "f"',
].map((program) => `awk 'BEGIN { ${program} }' ; echo $?; cat 2 1 t 2> /dev/null`);

/** Lines that the real mawk of this machine is asked for. */
export const AWK_LINES: readonly string[] = [
  ...BROKEN,
  ...PROGRAMS,
  'awk -f /nope; awk -k; awk -v; awk -F; awk --help; echo $?; awk "{print}" /nope; echo $?; awk "{print}" /tmp; awk -v 1x=2 1; awk',
  ...[
    `awk '{print $1}' /tmp/f; awk '{print $NF, $(NF-1)}' /tmp/f | head -3; awk 'NR==2' /tmp/f; awk 'END{print NR, $0}' /tmp/f; awk 'NF' /tmp/f`,
    `awk '/ok/{print $2}' /tmp/f; awk '$4=="ok"' /tmp/f; awk '$3>9{print $1}' /tmp/f; awk '!/ok/' /tmp/f; awk '$1 ~ /^k8s-w/ && $3 != 9 {print NR": "$0}' /tmp/f; awk '$2 !~ /^172/' /tmp/f`,
    `awk -F. '{print $3}' /tmp/f; awk -F'[ .]' '{print $2 "-" $5}' /tmp/f; awk -F '\\t' '{print NF}' /tmp/f; awk -Fk '{print $2}' /tmp/f; awk -F'|' '{print $1}' /tmp/f; awk -F '' '{print $2, NF}' /tmp/f`,
    `awk -v n=2 'NR==n{print x}' x=5 /tmp/f; awk -v OFS=- '{$1=$1}1' /tmp/f; awk 'BEGIN{OFS=","} {print $1,$2; $3=""; print}' /tmp/f; awk -v 'x=a\\tb' 'BEGIN{print x}'; awk '{print x, $1}' x=1 /tmp/f x=2 /tmp/f`,
    `awk '{c[$4]++} END{for(k in c) print k, c[k]}' /tmp/f; awk '{s+=$3} END{print s, s/NR}' /tmp/f; awk '{a[NR]=$0} END{for(i=NR;i>0;i--)print a[i]}' /tmp/f; awk '!seen[$4]++' /tmp/f`,
    `awk 'NR==2,NR==3' /tmp/f; awk '/w0/,/ctr/{print NR":"$1}' /tmp/f; awk '/w1/,/w1/' /tmp/f; awk '/w0/,/never/' /tmp/f; awk 'NR%2' /tmp/f; awk 'NR==1{next} {print} /ctr/{exit}' /tmp/f`,
    `awk 'BEGIN{RS=""}{print NR": "$1"|"$NF"|"NF}' /tmp/f; awk -v RS=' ' '{print NR": "$0}' /tmp/f; awk -v RS='[0-9]+' '{print $0}' /tmp/f; awk -v ORS=';' 1 /tmp/f; printf 'a\\n\\nb\\nc\\n\\n\\n\\nd\\n' | awk -v RS= -v FS='\\n' '{print $1 "/" $2}'`,
    `awk '{print FILENAME, FNR, NR}' /tmp/f /tmp/f; awk 'FNR==NR{a[$1]=1;next} $1 in a' /tmp/f /tmp/f; awk '{nextfile} END{print NR}' /tmp/f /tmp/f; cat /tmp/f | awk '{print FILENAME "." $1}' -; awk '{print FILENAME "."}' < /tmp/f; awk 'END{print FILENAME, NR}' /tmp/f`,
    `awk '{getline; print}' /tmp/f; awk '{getline x; print x, $1}' /tmp/f; awk 'NR==1{while((getline l < "/tmp/f")>0) n++; print n}' /tmp/f; awk 'BEGIN{while(getline > 0) n++; print n, NR}' /tmp/f; awk 'BEGIN{getline; print "x" $0; exit 3} END{print "end"}' /tmp/f; echo $?`,
    `awk 'function f(n){ if(n<=1) return 1; return n*f(n-1)} BEGIN{print f(5), f(10)}'; awk 'function g(a,i){a[i]="x"} BEGIN{g(z,3);print z[3]}'; awk 'function h(x){x=5} BEGIN{x=1;h(x);print x}'; awk 'function e(){exit 4} BEGIN{e();print "no"} END{print "end"}'; echo $?; awk 'function loc(a,  b){b=a;return b b} {print loc($1)}' /tmp/f`,
    `awk '{printf "%-10s %15s %3d\\n", $1, $2, $3}' /tmp/f; awk '{print > "/tmp/o-" NR}' /tmp/f; cat /tmp/o-1 /tmp/o-2; awk '{print $1 | "sort"}' /tmp/f; awk '{print $3 | "sort -n | head -2"} END{close("sort -n | head -2"); print "done"}' /tmp/f`,
    `printf 's {\\n print "x" # comment\\n}\\n' > /tmp/p; awk -f /tmp/p /tmp/f; printf '# only\\nBEGIN {\\n  x = 1 ;\\n\\n  if (x)\\n    print "yes"\\n  else\\n    print "no"\\n}\\n' > /tmp/p; awk -f /tmp/p; printf 'function a(x)\\n{\\n  return x &&\\n    1\\n}\\nBEGIN { print a(2) }' > /tmp/p; awk -f /tmp/p`,
    `awk '{gsub(/[0-9]+/,"#"); print}' /tmp/f; awk '{sub(/172\\.20/,"&.X"); print $2}' /tmp/f; awk '{n=gsub(/k/,"K",$1); print n, $0, NF}' /tmp/f; awk '{print length($1), length}' /tmp/f; awk '{print toupper(substr($1,1,1)) substr($1,2)}' /tmp/f`,
    `awk '{ if ($3 > max) { max = $3; name = $1 } } END { print max, name }' /tmp/f; awk '{for(i=NF;i>0;i--) printf "%s%s", $i, i>1?" ":"\\n"}' /tmp/f; awk '$0=$1' /tmp/f; awk '{$2="";print}' /tmp/f; awk '{NF=1;print}' /tmp/f; awk '{NF-=1;print NF, $0}' /tmp/f 2> /dev/null`,
    `awk -F/ '{print $2}' <<< 172.20.0.0/24; awk -F: '{print $1":"$NF}' <<< a:b:c; awk '{print $1,$3}' <<< 'a  b	c'; awk '{print substr($0, index($0,"b"))}' <<< 'abc'; awk '{split($1,a,"."); print a[4]}' <<< 1.2.3.4; echo 'a "b" c' | awk -F'"' '{print $2}'; awk '{print $1}' FS=, <<< 'x,y'`,
    `awk '/a|b/' <<< b; awk '/^(ab|cd)+$/' <<< abcd; awk '/a+b?c/' <<< aac; awk '$1 ~ "^[[:digit:]]+$"' <<< 12; awk '/a\\/b/' <<< a/b; awk '/[/]/' <<< a/b; awk '/\\./' <<< a.b; awk '/a.c/ {print "dot"}' <<< abc; awk '/\\$/' <<< 'a$'; awk "/it's/" <<< "it's"; awk '/\\(x\\)/' <<< '(x)'; awk '/)/' <<< ')'`,
  ].map((line) => F + line),
  `${NUMBERS}awk '$1>5' /tmp/n; awk '$1=="1.0"' /tmp/n; awk '$1==1' /tmp/n; awk '{print ($1 < 2), ($1 < "2"), $1+0}' /tmp/n; awk '$1' /tmp/n; awk '{x[$1]=1} END{print length(x)}' /tmp/n; awk '{if ($1>m) m=$1} END{print m}' /tmp/n`,
];
