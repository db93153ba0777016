/** How a pattern of grep, sed or awk is written. */
export type Dialect = 'basic' | 'extended' | 'perl' | 'fixed';

const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  cntrl: '\\x00-\\x1f\\x7f',
  print: '\\x20-\\x7e',
  graph: '\\x21-\\x7e',
};

/** A pattern that is no regular expression, in the words of the C library. */
export class BadPattern extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadPattern';
  }
}

/** The source of a JavaScript regular expression for a POSIX or Perl one (regex(7), GNU extensions). Throws BadPattern. */
export function sourceOf(pattern: string, dialect: Dialect): string {
  if (dialect === 'fixed') return pattern.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  if (dialect === 'perl')
    return pattern.replace(/\\K/g, '').replace(/\[\[:(\w+):\]\]/g, (_, name: string) => `[${CLASSES[name] ?? ''}]`);
  let out = '';
  for (let i = 0; i < pattern.length; i++) {
    const ch = pattern[i]!;
    if (ch === '[') {
      const [source, end] = bracket(pattern, i);
      out += source;
      i = end;
    } else if (ch === '\\') {
      const next = pattern[++i];
      if (next === undefined) throw new BadPattern('Trailing backslash');
      out += escaped(next, dialect);
    } else if (dialect === 'basic' && '+?|(){}'.includes(ch)) out += `\\${ch}`;
    else if (ch === '*' && (out === '' || /(?:^|[^\\])(?:\(|\||\^)$/.test(out))) out += '\\*';
    else if (dialect === 'basic' && ch === '^' && !(out === '' || /\($|\|$/.test(out))) out += '\\^';
    else if (dialect === 'basic' && ch === '$' && !(i === pattern.length - 1 || /^\\[)|]/.test(pattern.slice(i + 1))))
      out += '\\$';
    else if (dialect === 'extended' && ch === '{' && !/^\{\d*(?:,\d*)?\}/.test(pattern.slice(i))) out += '\\{';
    else if (dialect === 'extended' && ch === '}' && !/\{\d*(?:,\d*)?$/.test(out)) out += '\\}';
    else out += ch === '/' ? '\\/' : ch;
  }
  return out;
}

function escaped(ch: string, dialect: Dialect): string {
  if (dialect === 'basic' && '+?|(){}'.includes(ch)) return ch;
  if (ch === '<') return '\\b(?=\\w)';
  if (ch === '>') return '\\b(?<=\\w)';
  if (/[wWsSbB1-9]/.test(ch)) return `\\${ch}`;
  return /[A-Za-z]/.test(ch) ? ch : `\\${ch}`;
}

/** A bracket expression: its source, and where it ends. */
function bracket(pattern: string, start: number): readonly [string, number] {
  let i = start + 1;
  let out = '[';
  if (pattern[i] === '^') {
    out += '^';
    i += 1;
  }
  if (pattern[i] === ']') {
    out += '\\]';
    i += 1;
  }
  for (; i < pattern.length; i++) {
    const ch = pattern[i]!;
    if (ch === ']') return [`${out}]`, i];
    const named = /^\[[:.=](\w+)[:.=]\]/.exec(pattern.slice(i));
    if (named) {
      const set = CLASSES[named[1]!];
      if (set === undefined) throw new BadPattern('Invalid character class name');
      out += set;
      i += named[0].length - 1;
    } else out += /[\\[/]/.test(ch) ? `\\${ch}` : ch;
  }
  throw new BadPattern('Unmatched [, [^, [:, [., or [=');
}

/** Throws BadPattern when the pattern is none. */
export function compiled(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch {
    throw new BadPattern(/\(/.test(source) ? 'Unmatched ( or \\(' : 'Invalid regular expression');
  }
}
