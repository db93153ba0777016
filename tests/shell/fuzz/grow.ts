import { COMMANDS } from '../../../src/shell/registry.ts';
import { INNER_NAMES } from './grow-filters.ts';
import type { Chance } from './chance.ts';

const NAMES = [...COMMANDS.keys()];
const BUILTINS =
  'cd echo printf export local declare read set shift unset eval source alias unalias type command test [ let wait jobs kill fg history exit return break continue trap readonly builtin exec'.split(
    ' ',
  );
const NAMES_OF_VARIABLES = [
  'X',
  'a',
  'X',
  'a',
  'b',
  'i',
  'X',
  'a',
  'PATH',
  'IFS',
  '__proto__',
  'constructor',
  'toString',
  'HOME',
  '한글',
  'x1',
  '1',
  '@',
  '*',
  '#',
  '?',
  '!',
  '-',
];
const FILES = [
  '/tmp/f',
  '/tmp/g',
  'f',
  '.',
  '..',
  '/',
  '/tmp',
  '/etc/hostname',
  '/dev/null',
  '/nope',
  '__proto__',
  '/tmp/constructor',
  '-',
  '*',
  '/tmp/*',
  '~',
  '',
];
const TEXTS = [
  'one two\\nthree\\n',
  'a:b:c',
  '172.20.0.0/24 dev eth1',
  '한글 😀',
  '%s',
  '%d %5.2f\\n',
  '-n',
  '--help',
  '\\x1b[31m',
  'a'.repeat(300),
  '0',
  '-1',
  '99999999999999999999',
  '1e400',
  'NaN',
  '0x10',
  '',
  ' ',
  'k8s-w1',
  'webpod',
  'curl-pod',
  'default/curl-pod',
  ...INNER_NAMES,
];
const PATTERNS = [
  '.*',
  '(a*)*b',
  '(a|aa)+$',
  '[[:alpha:]]',
  '[z-a]',
  '[[:constructor:]]',
  '\\(x\\)*\\1',
  '^',
  '$',
  '[',
  '(',
  '*',
  'a{2,1}',
  'a{1,99999}',
  '\\',
  'o',
  '(?<=a)b',
  '[^]]',
  '((((a?){9}){9}){9}){9}',
  'x*y*z*a*b*c*d*',
];
const SED = [
  's/o/0/g',
  '2d',
  '$!N;P;D',
  ':a;s/x/xx/;ta',
  ':a;ba',
  's/.*/&&/;h;G',
  'y/abc/xyz/',
  's/(a*)*b//',
  '1,/x/{p;d}',
  'w /tmp/w',
  'r /tmp/w',
  '1~3p',
  's//x/',
  'N;N;s/\\n/,/g',
  '$!{$!N}',
  'a\\',
  's/a/b/w',
  'l 5',
  's/./echo &/e',
  'i x',
  'c\\\ny',
  '0,/a/p',
  'n;n;s/./x/;D',
  'x;G;x;H;ba',
];
const AWK = [
  '{print $1}',
  'BEGIN{while(1);}',
  '{print $NF,$(NF-1)}',
  'BEGIN{while(1)s=s "xxxxxxxxxxxx" s}',
  '{a[$1]++}END{for(k in a)print k,a[k]}',
  'BEGIN{a["__proto__"]=1;a["constructor"]["x"]}',
  'function f(n){return f(n+1)}BEGIN{f(1)}',
  'BEGIN{for(;;)a[i++]=i}',
  'BEGIN{printf "%999999999d",1}',
  'BEGIN{$99999999=1;print NF}',
  '{gsub(/a*/,"xx&")}1',
  'BEGIN{while(("yes"|getline l)>0)n++;print n}',
  'BEGIN{print "x"|"cat";close("cat")}',
  'BEGIN{system("awk 1 /etc/hostname")}',
  '$1~/^(a+)+$/',
  'BEGIN{RS="";FS="[";}{print}',
  'BEGIN{NF=-1}',
  '!a[$0]++',
  'BEGIN{getline;print;exit -1}',
  'BEGIN{printf "%c%s%d"}',
  'BEGIN{print length(a);a=1;a[1]=2}',
  'BEGIN{x=substr("abc",-1e300,1e300);print x}',
  'BEGIN{OFMT="%s";CONVFMT="%n";print 1.5 "",1.5}',
  'BEGIN { for (;;) print > ("/tmp/z" i++) }',
];
const JQ = [
  '.',
  '.a',
  '.[]',
  'range(100000)',
  'keys',
  '[limit(3;repeat(1))]',
  '.a.b.c',
  'to_entries',
  'test("(a*)*b")',
  'def f: f; f',
  '"\\(.)"',
  '..|.x?',
  '@base64',
  'error',
  'input',
  '{a:1}|.__proto__',
];

/** Command lines grown from a grammar of the shell. */
export class Grower {
  readonly #chance: Chance;
  readonly #lines: readonly string[];

  constructor(chance: Chance, lines: readonly string[]) {
    this.#chance = chance;
    this.#lines = lines;
  }

  line(): string {
    return this.#list(this.#chance.pick([0, 1, 1, 2, 2, 3]));
  }

  #list(depth: number): string {
    const parts = [this.#pipeline(depth)];
    while (parts.length < 9 && this.#chance.once(4))
      parts.push(this.#chance.pick([' && ', ' || ', '; ', ' & ', '\n']), this.#pipeline(depth - 1));
    return parts.join('');
  }

  #pipeline(depth: number): string {
    const parts = [this.#command(depth)];
    while (parts.length < 6 && this.#chance.once(3)) parts.push(this.#command(depth - 1));
    return (
      (this.#chance.once(20) ? this.#chance.pick(['! ', 'time ', 'time ! ']) : '') +
      parts.join(this.#chance.once(9) ? ' |& ' : ' | ')
    );
  }

  #command(depth: number): string {
    const { below } = { below: (n: number) => this.#chance.below(n) };
    if (depth <= 0) return this.#simple(0);
    const inner = (): string => this.#list(depth - 1);
    switch (below(24)) {
      case 0:
        return `if ${inner()}; then ${inner()}; else ${inner()}; fi`;
      case 1:
        return `for ${this.#name()} in ${this.#words(3)}; do ${inner()}; done`;
      case 2:
        return `while ${inner()}; do ${inner()}; done`;
      case 3:
        return `{ ${inner()}; }`;
      case 4:
        return `(${inner()})`;
      case 5:
        return `case ${this.#word(2)} in ${this.#word(1)}) ${inner()};; *) ${inner()};; esac`;
      case 6:
        return `${this.#name()}() { ${inner()}; }; ${this.#name()}`;
      case 7:
        return `[[ ${this.#word(1)} ${this.#chance.pick(['==', '!=', '=~', '<', '-eq', '-nt'])} ${this.#word(1)} ]]`;
      case 8:
        return `(( ${this.#arithmetic(3)} ))`;
      case 9:
        return `cat <<${this.#chance.pick(['EOF', "'EOF'", '-EOF'])}\n${this.#word(2)}\nEOF`;
      case 10:
        return `for ((${this.#arithmetic(1)};${this.#arithmetic(1)};${this.#arithmetic(1)})); do ${inner()}; done`;
      case 11:
        return `${this.#name()}=${this.#word(2)}`;
      case 12:
        return `${this.#name()}=(${this.#words(3)}); echo \${${this.#name()}[${this.#arithmetic(1)}]}`;
      case 13:
        return `eval ${this.#quoted(inner())}`;
      case 14:
        return `sh -c ${this.#quoted(inner())}`;
      case 15:
        return this.#chance.pick(this.#lines) ?? 'true';
      default:
        return this.#simple(depth);
    }
  }

  #simple(depth: number): string {
    const chance = this.#chance;
    const assignments = chance.once(12) ? `${this.#name()}=${this.#word(1)} ` : '';
    const redirect = chance.once(6)
      ? ` ${chance.pick(['>', '>>', '<', '2>', '2>&1', '&>', '<<<', '1>&2', '<>'])} ${this.#file()}`
      : '';
    return assignments + this.#program(depth) + redirect;
  }

  #program(depth: number): string {
    const chance = this.#chance;
    switch (chance.below(12)) {
      case 0:
        return `sed ${chance.pick(['', '-n ', '-E ', '-i ', '-s '])}${this.#quoted(chance.pick(SED) ?? '')} ${this.#file()}`;
      case 1:
        return `awk ${chance.pick(['', '-F: ', "-F '[' ", '-v x=1 '])}${this.#quoted(chance.pick(AWK) ?? '')} ${this.#file()}`;
      case 2:
        return `grep ${chance.pick(['', '-E ', '-o ', '-v ', '-P ', '-F ', '-c ', '-w ', '-A2 '])}${this.#quoted(chance.pick(PATTERNS) ?? '')} ${this.#file()}`;
      case 3:
        return `jq ${this.#quoted(chance.pick(JQ) ?? '')} ${this.#file()}`;
      case 4:
        return `${chance.pick(BUILTINS) ?? 'true'} ${this.#words(3, depth)}`;
      case 5:
        return `printf ${this.#quoted(chance.pick(TEXTS) ?? '')} ${this.#words(2, depth)}`;
      case 6:
        return `${chance.pick(NAMES) ?? 'true'} ${this.#flags()}${this.#words(3, depth)}`;
      case 7:
        return `${this.#name()} ${this.#words(2, depth)}`;
      case 8:
        return `alias ${this.#name()}=${this.#quoted(`${this.#name()} ${this.#words(2)}`)}`;
      default:
        return `${chance.pick(NAMES) ?? 'true'} ${this.#words(4, depth)}`;
    }
  }

  #flags(): string {
    return this.#chance
      .many(3, () => `-${this.#chance.pick([...'abcdefghijklmnopqrstuvwxyzACEFILNOPRSTUVWX'])} `)
      .join('');
  }

  #words(most: number, depth = 1): string {
    return this.#chance.many(most, () => this.#word(depth)).join(' ');
  }

  #word(depth: number): string {
    const chance = this.#chance;
    switch (chance.below(depth > 0 ? 16 : 6)) {
      case 0:
        return this.#file();
      case 1:
        return this.#quoted(chance.pick(TEXTS) ?? '');
      case 2:
        return `"${chance.pick(TEXTS) ?? ''}$${this.#name()}"`;
      case 3:
        return `$${this.#name()}`;
      case 4:
        return chance.once(5) ? (chance.pick(PATTERNS) ?? '') : this.#quoted(chance.pick(PATTERNS) ?? '');
      case 5:
        return `-${chance.pick([...'abcdefnoprstvwx'])}`;
      case 6:
        return `$(${this.#pipeline(depth - 1)})`;
      case 7:
        return `\${${this.#name()}${chance.pick([':-', ':=', '#', '##', '%', '%%', '/', '//', ':', '^^', ',,', '@Q', ':?', ''])}${this.#word(0)}}`;
      case 8:
        return `$((${this.#arithmetic(3)}))`;
      case 9:
        return chance.pick(['{a,b}{1..9}', '{1..99999}', '{z..a}', '{,,}', '{{{}}', '{1..9..0}', '{a..1}']);
      case 10:
        return `<(${this.#pipeline(depth - 1)})`;
      case 11:
        return `$'\\x${chance.below(256).toString(16)}\\u${chance.below(65_536).toString(16)}'`;
      case 12:
        return `"$(${this.#pipeline(depth - 1)})"`;
      default:
        return this.#quoted(chance.pick(TEXTS) ?? '');
    }
  }

  #arithmetic(depth: number): string {
    const chance = this.#chance;
    if (depth <= 0) return chance.pick(['1', '0', 'a', 'X', '$X', '-1', '9999999999', '08', '0x', '2#101', 'a[1]', '']);
    return `${this.#arithmetic(depth - 1)}${chance.pick(['+', '-', '*', '/', '%', '**', '<<', '=', '==', '&&', '||', '?', ',', '++', '<'])}${this.#arithmetic(depth - 1)}`;
  }

  #name(): string {
    return this.#chance.pick(NAMES_OF_VARIABLES) ?? 'X';
  }

  #file(): string {
    return this.#chance.pick(FILES) ?? 'f';
  }

  #quoted(text: string): string {
    return this.#chance.once(8) ? `"${text}"` : `'${text.replaceAll("'", "'\\''")}'`;
  }
}
