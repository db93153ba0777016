import { DisplayFilterFault, type Span } from './fault.ts';

export type Token =
  | ({ readonly kind: 'word'; readonly text: string } & Span)
  | ({ readonly kind: 'string'; readonly text: string; readonly value: string } & Span)
  | ({ readonly kind: 'char'; readonly text: string; readonly value: number } & Span)
  | ({ readonly kind: 'sign'; readonly text: string } & Span);

/** Longest first: '!==' before '!=' before '!'. */
const SIGNS = [
  '===',
  '!==',
  '&&',
  '||',
  '==',
  '!=',
  '~=',
  '>=',
  '<=',
  '..',
  '>',
  '<',
  '~',
  '!',
  '&',
  '(',
  ')',
  '{',
  '}',
  ',',
  '[',
  ']',
  '=',
] as const;
const WORD = /[\w:/%.-]/;
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '\\': '\\',
  '"': '"',
  "'": "'",
  '0': '\0',
};

/** The words and signs of a display filter (epan/dfilter/scanner.l). */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at += token.length;
  }
  return tokens;
}

function tokenAt(text: string, at: number): Token {
  const c = text.charAt(at);
  if (c === '"') return stringAt(text, at);
  if (c === "'") return charAt(text, at);
  const sign = SIGNS.find((each) => text.startsWith(each, at));
  if (sign !== undefined) return { kind: 'sign', text: sign, at, length: sign.length };
  if (!WORD.test(c)) return { kind: 'sign', text: c, at, length: 1 };
  let end = at;
  while (end < text.length && WORD.test(text.charAt(end)) && !text.startsWith('..', end)) end++;
  return { kind: 'word', text: text.slice(at, end), at, length: end - at };
}

function stringAt(text: string, at: number): Token {
  let value = '';
  for (let i = at + 1; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '"') return { kind: 'string', text: text.slice(at, i + 1), value, at, length: i + 1 - at };
    if (c === '\\' && i + 1 < text.length) {
      i++;
      const escaped = text.charAt(i);
      value += ESCAPES[escaped] ?? `\\${escaped}`;
    } else value += c;
  }
  const message = 'The final quote was missing from a quoted string.';
  throw new DisplayFilterFault(message, { at: text.length, length: 1 });
}

function charAt(text: string, at: number): Token {
  const [found, escaped, plain] = /^'(?:\\(.)|([^']))'/.exec(text.slice(at)) ?? [];
  if (found === undefined) {
    const message = 'The final quote was missing from a character constant.';
    throw new DisplayFilterFault(message, { at: text.length, length: 1 });
  }
  const value = (escaped === undefined ? (plain ?? '') : (ESCAPES[escaped] ?? escaped)).charCodeAt(0);
  return { kind: 'char', text: found, value, at, length: found.length };
}
