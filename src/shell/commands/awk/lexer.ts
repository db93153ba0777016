import { BadProgram, BUILTIN_NAMES } from './syntax.ts';

export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly line: number }
  | { readonly kind: 'string' | 'regex'; readonly value: string; readonly text: string; readonly line: number }
  /** A name; `called`: an open parenthesis follows at once. */
  | { readonly kind: 'name'; readonly text: string; readonly called: boolean; readonly line: number }
  | { readonly kind: 'keyword' | 'builtin' | 'sign' | 'newline' | 'end'; readonly text: string; readonly line: number };

const KEYWORDS: ReadonlySet<string> = new Set(
  'BEGIN END function func if else while for do break continue next nextfile exit return delete in getline print printf'.split(
    ' ',
  ),
);
const BUILTINS: ReadonlySet<string> = new Set(BUILTIN_NAMES);
const SIGNS = /^(?:\+\+|--|\+=|-=|\*=|\/=|%=|\^=|==|<=|>=|!=|>>|&&|\|\||!~|[-+*/%^!<>|?:~$=,;(){}[\]])/;
/** After these a slash divides. */
const VALUE_ENDS: ReadonlySet<string> = new Set([')', ']', '$', '++', '--']);

/** The tokens of a program. Throws BadProgram. */
export function tokensOf(text: string): readonly Token[] {
  const out: Token[] = [];
  let line = 1;
  let at = 0;
  const divides = (): boolean => {
    const last = out.at(-1);
    if (last === undefined) return false;
    if (last.kind === 'sign') return VALUE_ENDS.has(last.text);
    return last.kind === 'number' || last.kind === 'string' || last.kind === 'name' || last.kind === 'builtin';
  };
  while (at < text.length) {
    const rest = text.slice(at, at + 256);
    const blank = /^(?:[ \t\r\f\v]|\\\r?\n)+|^#[^\n]*/.exec(rest)?.[0];
    if (blank !== undefined) {
      line += blank.split('\n').length - 1;
      at += blank.length;
      continue;
    }
    const ch = text[at] ?? '';
    if (ch === '\n') {
      out.push({ kind: 'newline', text: ch, line });
      line += 1;
      at += 1;
      continue;
    }
    if (ch === '"') {
      const { value, end } = stringAt(text, at, line);
      out.push({ kind: 'string', value, text: text.slice(at, end), line });
      line += text.slice(at, end).split('\n').length - 1;
      at = end;
      continue;
    }
    if (ch === '/' && !divides()) {
      const { value, end } = regexAt(text, at, line);
      out.push({ kind: 'regex', value, text: text.slice(at, end), line });
      at = end;
      continue;
    }
    const number = /^(?:0[xX][0-9a-fA-F]+(?![\w.])|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(rest)?.[0];
    if (number !== undefined) {
      out.push({ kind: 'number', value: Number(number), text: number, line });
      at += number.length;
      continue;
    }
    const name = /^[A-Za-z_]\w*/.exec(text.slice(at))?.[0];
    if (name !== undefined) {
      at += name.length;
      if (KEYWORDS.has(name)) out.push({ kind: 'keyword', text: name, line });
      else if (BUILTINS.has(name)) out.push({ kind: 'builtin', text: name, line });
      else out.push({ kind: 'name', text: name, called: text[at] === '(', line });
      continue;
    }
    const sign = SIGNS.exec(rest)?.[0];
    if (sign === undefined) throw new BadProgram(`${line}: unexpected character '${ch}'`);
    out.push({ kind: 'sign', text: sign, line });
    at += sign.length;
  }
  out.push({ kind: 'end', text: '', line: line + 1 });
  return out;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function stringAt(text: string, start: number, line: number): { readonly value: string; readonly end: number } {
  let value = '';
  for (let i = start + 1; i < text.length; i++) {
    const ch = text[i] ?? '';
    if (ch === '"') return { value, end: i + 1 };
    if (ch === '\n') break;
    if (ch !== '\\') {
      value += ch;
      continue;
    }
    const rest = text.slice(i + 1, i + 4);
    const octal = /^[0-7]{1,3}/.exec(rest)?.[0];
    const hex = /^x([0-9a-fA-F]{1,2})/.exec(rest)?.[1];
    if (octal !== undefined) {
      value += String.fromCharCode(Number.parseInt(octal, 8) & 255);
      i += octal.length;
    } else if (hex !== undefined) {
      value += String.fromCharCode(Number.parseInt(hex, 16));
      i += hex.length + 1;
    } else {
      const next = text[++i] ?? '';
      if (next !== '\n') value += Object.hasOwn(ESCAPES, next) ? (ESCAPES[next] ?? '') : `\\${next}`;
    }
  }
  throw new BadProgram(`line ${line}: runaway string constant ${text.slice(start).split('\n')[0]?.slice(0, 10)} ...`);
}

function regexAt(text: string, start: number, line: number): { readonly value: string; readonly end: number } {
  let value = '';
  let inSet = false;
  for (let i = start + 1; i < text.length && text[i] !== '\n'; i++) {
    const ch = text[i] ?? '';
    if (ch === '\\') {
      const next = text[++i] ?? '';
      value += next === '/' ? '/' : ch + next;
    } else if (inSet) {
      if (ch === ']') inSet = false;
      value += ch;
    } else if (ch === '/') return { value, end: i + 1 };
    else {
      value += ch;
      if (ch === '[') {
        inSet = true;
        // A first ']' is a member.
        const first = /^\^?\]?/.exec(text.slice(i + 1, i + 3))?.[0] ?? '';
        value += first;
        i += first.length;
      }
    }
  }
  throw new BadProgram(
    `line ${line}: runaway regular expression ${text.slice(start).split('\n')[0]?.slice(0, 10)} ...`,
  );
}
