/** A part of a shell pattern: text that stands for itself, or text in which *, ? and [ ] are active. */
export interface PatternPart {
  readonly text: string;
  readonly active: boolean;
}

const SPECIAL = /[\\^$.*+?()[\]{}|/-]/g;
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
};

export function escapeRegExp(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}

export function hasGlob(parts: readonly PatternPart[]): boolean {
  return parts.some(({ active, text }) => active && /[*?[]/.test(text));
}

/** The source of a regular expression for a pattern (POSIX 2.13). `star` is what * may stand for. */
export function patternSource(parts: readonly PatternPart[], star = '[\\s\\S]', lazy = false): string {
  return parts.map((part) => (part.active ? activeSource(part.text, star, lazy) : escapeRegExp(part.text))).join('');
}

export function patternRegExp(parts: readonly PatternPart[]): RegExp {
  return new RegExp(`^(?:${patternSource(parts)})$`);
}

function activeSource(text: string, star: string, lazy: boolean): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const ch = text[i]!;
    if (ch === '*') out += `${star}*${lazy ? '?' : ''}`;
    else if (ch === '?') out += star;
    else if (ch === '[') {
      const end = bracketEnd(text, i);
      if (end < 0) out += '\\[';
      else {
        out += bracketSource(text.slice(i + 1, end));
        i = end;
      }
    } else if (ch === '\\' && i + 1 < text.length) out += escapeRegExp(text[++i]!);
    else out += escapeRegExp(ch);
  }
  return out;
}

/** The closing bracket of a set; a first ']' belongs to it, and so does everything in [:class:]. */
function bracketEnd(text: string, start: number): number {
  let i = start + 1;
  if (text[i] === '!' || text[i] === '^') i += 1;
  if (text[i] === ']') i += 1;
  while (i < text.length && text[i] !== ']') {
    if (text.startsWith('[:', i)) {
      const close = text.indexOf(':]', i);
      if (close >= 0) i = close + 1;
    }
    i += 1;
  }
  return i < text.length ? i : -1;
}

function bracketSource(inner: string): string {
  const negated = /^[!^]/.test(inner);
  const body = (negated ? inner.slice(1) : inner).replace(/\[:(\w+):\]|[\\\]^[]/g, (all, name: string | undefined) =>
    name === undefined ? `\\${all}` : (CLASSES[name] ?? ''),
  );
  return `[${negated ? '^' : ''}${body}]`;
}
