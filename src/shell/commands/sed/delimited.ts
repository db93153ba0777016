import { BadPattern, BASIC, type Dialect, EXTENDED } from '../../regex/syntax.ts';
import { Regex } from '../../regex/regex.ts';
import type { Reader } from './reader.ts';
import type { Part, Pattern } from './script.ts';

/**
 * The text up to a delimiter, which may stand in it behind a backslash (match_slash of GNU sed), and in the brackets of a
 * pattern as it is. Null: the delimiter does not come.
 */
export function delimited(reader: Reader, delimiter: string, pattern: boolean): string | null {
  let out = '';
  while (!reader.done) {
    const ch = reader.take();
    if (ch === delimiter) return out;
    if (ch === '\n' && pattern) return null;
    if (ch === '[' && pattern) {
      const set = /^\^?\]?(?:\[([:.=])(?:(?!\1\])[^\n])*\1\]|[^\]\n])*\]/.exec(reader.text.slice(reader.at));
      if (set === null) {
        reader.at = reader.text.length;
        return null;
      }
      reader.at += set[0].length;
      out += ch + set[0];
      continue;
    }
    if (ch !== '\\') {
      out += ch;
      continue;
    }
    if (reader.done) return null;
    const next = reader.take();
    out += next === delimiter ? next : `\\${next}`;
  }
  return null;
}

/** Throws BadPattern. An empty pattern is the one used last. */
export function patternOf(
  text: string,
  extended: boolean,
  flags: { ignoreCase: boolean; multiline: boolean },
): Pattern {
  if (text === '') return null;
  const dialect: Dialect = { ...(extended ? EXTENDED : BASIC), escapes: true, dangling: extended ? 'error' : 'sign' };
  return new Regex(numbered(text), dialect, flags);
}

/** \dNNN, \oNNN, \xHH and \cX are characters by number or by key. */
function numbered(text: string): string {
  return text.replace(
    /\\(?:d(\d{3})|o([0-7]{3})|x([0-9a-fA-F]{2})|c([@-_a-z])|([\s\S]))/g,
    (all, decimal?: string, octal?: string, hex?: string, key?: string) => {
      const ch = byNumber(decimal, octal, hex, key);
      if (ch === null) return all;
      return /[\\^$.*+?()[\]{}|/]/.test(ch) ? `\\${ch}` : ch;
    },
  );
}

function byNumber(decimal?: string, octal?: string, hex?: string, key?: string): string | null {
  if (decimal !== undefined) return String.fromCharCode(Number(decimal) & 255);
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  return key === undefined ? null : String.fromCharCode(key.toUpperCase().charCodeAt(0) ^ 64);
}

const LETTERS: Readonly<Record<string, string>> = { n: '\n', t: '\t', f: '\f', v: '\v', r: '\r', a: '\u0007' };

/** A text of a, i, c, or y: backslashes protect, letters behind them have their meaning. */
export function letterOf(ch: string): string | null {
  return Object.hasOwn(LETTERS, ch) ? (LETTERS[ch] ?? null) : null;
}

/** The right side of `s`. Throws BadPattern for a group that the pattern does not have. */
export function replacementOf(text: string, groups: number | null): readonly Part[] {
  const parts: Part[] = [];
  const add = (more: string): void => {
    const last = parts.at(-1);
    if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + more };
    else parts.push({ kind: 'text', text: more });
  };
  for (let i = 0; i < text.length; i++) {
    const ch = text[i] ?? '';
    if (ch === '&') {
      parts.push({ kind: 'group', index: 0 });
      continue;
    }
    if (ch !== '\\') {
      add(ch);
      continue;
    }
    const next = text[++i] ?? '\\';
    const special = /^(?:d(\d{3})|o([0-7]{3})|x([0-9a-fA-F]{2})|c([@-_a-z]))/.exec(text.slice(i, i + 4));
    if (/[0-9]/.test(next)) {
      const index = Number(next);
      if (groups !== null && index > groups) throw new BadPattern(`invalid reference \\${index} on \`s' command's RHS`);
      parts.push({ kind: 'group', index });
    } else if (special !== null) {
      add(byNumber(special[1], special[2], special[3], special[4]) ?? '');
      i += special[0].length - 1;
    } else if (/[ULulE]/.test(next)) parts.push({ kind: 'case', letter: next as 'U' | 'L' | 'u' | 'l' | 'E' });
    else add(letterOf(next) ?? next);
  }
  return parts;
}
