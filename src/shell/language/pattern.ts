/** A part of a shell pattern: text that stands for itself, or text in which *, ? and [ ] are active. */
export interface PatternPart {
  readonly text: string;
  readonly active: boolean;
}

const CLASSES: ReadonlyMap<string, RegExp> = new Map([
  ['alpha', /\p{Alphabetic}/u],
  ['digit', /[0-9]/],
  ['alnum', /[\p{Alphabetic}\p{Nd}]/u],
  ['upper', /\p{Lu}/u],
  ['lower', /\p{Ll}/u],
  ['space', /\s/],
  ['blank', /[ \t]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['xdigit', /[0-9A-Fa-f]/],
]);

export function hasGlob(parts: readonly PatternPart[]): boolean {
  return parts.some(({ active, text }) => active && /[*?[]/.test(text));
}

/** A bracket expression from its '[' on: its test, and the index of its ']'. Null: it is not closed. */
export function bracketTest(
  pattern: readonly string[],
  start: number,
): { readonly test: (ch: string) => boolean; readonly end: number } | null {
  let i = start + 1;
  const negated = pattern[i] === '!' || pattern[i] === '^';
  if (negated) i += 1;
  const tests: ((ch: string) => boolean)[] = [];
  for (let first = true; i < pattern.length; first = false) {
    const ch = pattern[i] ?? '';
    if (ch === ']' && !first) return { test: (candidate) => tests.some((test) => test(candidate)) !== negated, end: i };
    const named = ch === '[' && pattern[i + 1] === ':' ? nameAt(pattern, i + 2) : null;
    if (named !== null) {
      const regexp = CLASSES.get(named.name);
      if (regexp !== undefined) tests.push((candidate) => regexp.test(candidate));
      i = named.end;
      continue;
    }
    const low = ch === '\\' && i + 1 < pattern.length ? (pattern[++i] ?? '') : ch;
    const high =
      pattern[i + 1] === '-' && pattern[i + 2] !== undefined && pattern[i + 2] !== ']' ? pattern[i + 2] : null;
    if (high === null || high === undefined) {
      tests.push((candidate) => candidate === low);
      i += 1;
    } else {
      tests.push((candidate) => codeOf(candidate) >= codeOf(low) && codeOf(candidate) <= codeOf(high));
      i += 3;
    }
  }
  return null;
}

function nameAt(pattern: readonly string[], start: number): { readonly name: string; readonly end: number } | null {
  for (let i = start; i + 1 < pattern.length && i < start + 12; i++) {
    if (pattern[i] === ':' && pattern[i + 1] === ']') return { name: pattern.slice(start, i).join(''), end: i + 2 };
  }
  return null;
}

function codeOf(ch: string): number {
  return ch.codePointAt(0) ?? 0;
}
