import { BadPattern, CLASSES } from './syntax.ts';

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', a: '\u0007' };

/** The character that `\n`, `\t` and their like stand for; null: the letter has no meaning. */
export function escapeLetter(letter: string): string | null {
  return Object.hasOwn(SIMPLE, letter) ? (SIMPLE[letter] ?? null) : null;
}

/** A character inside of a class of JavaScript with the flag u. */
function inClass(ch: string): string {
  return /[\\\]^[\-|(){}/]/.test(ch) ? `\\${ch}` : ch;
}

/**
 * A bracket expression from its '[' on (POSIX 9.3.5): the inside of a class of JavaScript, and the index of its ']'.
 * `escapes`: `\n` and `\t` have their meaning (sed); `all`: a backslash protects whatever follows it (awk).
 */
export function bracket(
  pattern: readonly string[],
  start: number,
  escapes: boolean,
  all: boolean,
): { readonly source: string; readonly end: number } {
  let i = start + 1;
  let out = '';
  if (pattern[i] === '^') {
    out += '^';
    i += 1;
  }
  for (let first = true; i < pattern.length; first = false) {
    if (pattern[i] === ']' && !first) return { source: out, end: i };
    const named = nameAt(pattern, i);
    if (named !== null && named.mark === ':') {
      const set = CLASSES.get(named.name);
      if (set === undefined) throw new BadPattern('Invalid character class name');
      out += set;
      i = named.end;
      continue;
    }
    const from = one(i);
    const to = pattern[from.end] === '-' && pattern[from.end + 1] !== ']' ? from.end + 1 : -1;
    if (to < 0 || to >= pattern.length) {
      out += inClass(from.ch);
      i = from.end;
      continue;
    }
    const until = one(to);
    if ((from.ch.codePointAt(0) ?? 0) > (until.ch.codePointAt(0) ?? 0)) throw new BadPattern('Invalid range end');
    out += `${inClass(from.ch)}-${inClass(until.ch)}`;
    i = until.end;
  }
  throw new BadPattern('Unmatched [, [^, [:, [., or [=');

  function one(at: number): { readonly ch: string; readonly end: number } {
    const ch = pattern[at] ?? '';
    const named = nameAt(pattern, at);
    if (named !== null && [...named.name].length === 1) return { ch: named.name, end: named.end };
    if (ch !== '\\') return { ch, end: at + 1 };
    const next = pattern[at + 1];
    if (next === undefined) return { ch, end: at + 1 };
    const letter = escapes || all ? escapeLetter(next) : null;
    if (letter !== null) return { ch: letter, end: at + 2 };
    return all && /[\\\]/"^[-]/.test(next) ? { ch: next, end: at + 2 } : { ch, end: at + 1 };
  }
}

/** `[:name:]`, `[.x.]` or `[=x=]`. */
function nameAt(
  pattern: readonly string[],
  at: number,
): { readonly mark: string; readonly name: string; readonly end: number } | null {
  const mark = pattern[at + 1] ?? '';
  if (pattern[at] !== '[' || !/^[:.=]$/.test(mark)) return null;
  for (let i = at + 2; i + 1 < pattern.length && i < at + 40; i++) {
    if (pattern[i] === mark && pattern[i + 1] === ']')
      return { mark, name: pattern.slice(at + 2, i).join(''), end: i + 2 };
  }
  return null;
}
