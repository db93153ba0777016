import { bracketTest, type PatternPart } from './pattern.ts';

/** One place of a pattern: any text, or one character that passes a test. */
type Token = 'star' | ((ch: string) => boolean);

/** A shell pattern (POSIX 2.13), matched in time that grows with text times pattern, whatever stars it has. */
export class Glob {
  readonly #tokens: readonly Token[];
  /** The text that it stands for when nothing in it is active. */
  readonly plain: string | null;

  constructor(parts: readonly PatternPart[]) {
    this.#tokens = parts.flatMap(tokensOf);
    this.plain = parts.every(({ active, text }) => !active || !/[*?[\\]/.test(text))
      ? parts.map(({ text }) => text).join('')
      : null;
  }

  test(text: string): boolean {
    if (this.plain !== null) return text === this.plain;
    const characters = [...text];
    return this.#ends(characters, 0, this.#tokens, 'last') === characters.length;
  }

  /** How much of the beginning it matches, in code units, at most or at least; -1: nothing does. */
  prefix(text: string, which: 'longest' | 'shortest'): number {
    const characters = [...text];
    const end = this.#ends(characters, 0, this.#tokens, which === 'longest' ? 'last' : 'first');
    return end < 0 ? -1 : characters.slice(0, end).join('').length;
  }

  /** How much of the end it matches, in code units. */
  suffix(text: string, which: 'longest' | 'shortest'): number {
    const characters = [...text].reverse();
    const end = this.#ends(characters, 0, this.#tokens.toReversed(), which === 'longest' ? 'last' : 'first');
    return end < 0 ? -1 : characters.slice(0, end).join('').length;
  }

  /** The first place from `from` on where it matches something, and how far at most. */
  find(characters: readonly string[], from: number): { readonly start: number; readonly end: number } | null {
    const last = this.#tokens[0] === 'star' ? from : characters.length;
    for (let start = from; start <= last; start++) {
      const end = this.#ends(characters, start, this.#tokens, 'last');
      if (end > start) return { start, end };
    }
    return null;
  }

  /** Where a match that begins at `start` ends first or last; -1: there is none. */
  #ends(text: readonly string[], start: number, tokens: readonly Token[], which: 'first' | 'last'): number {
    let found = -1;
    let states = reached([0], tokens);
    for (let at = start; states.length > 0; at++) {
      if (states.at(-1) === tokens.length) {
        found = at;
        if (which === 'first') return found;
      }
      const ch = text[at];
      if (ch === undefined) break;
      const next: number[] = [];
      for (const state of states) {
        const token = tokens[state];
        if (token === 'star') next.push(state);
        else if (token?.(ch) === true) next.push(state + 1);
      }
      states = reached(next, tokens);
    }
    return found;
  }
}

/** The states and those behind their stars, in order, each once. */
function reached(states: readonly number[], tokens: readonly Token[]): readonly number[] {
  const out: number[] = [];
  for (const state of states) {
    for (let at = state; out.length === 0 || at > (out.at(-1) ?? -1); at++) {
      out.push(at);
      if (tokens[at] !== 'star') break;
    }
  }
  return out;
}

function tokensOf({ text, active }: PatternPart): readonly Token[] {
  const characters = [...text];
  const same =
    (wanted: string): Token =>
    (ch) =>
      ch === wanted;
  if (!active) return characters.map(same);
  const out: Token[] = [];
  for (let i = 0; i < characters.length; i++) {
    const ch = characters[i] ?? '';
    if (ch === '*') {
      if (out.at(-1) !== 'star') out.push('star');
    } else if (ch === '?') out.push(() => true);
    else if (ch === '[') {
      const set = bracketTest(characters, i);
      out.push(set === null ? same(ch) : set.test);
      if (set !== null) i = set.end;
    } else if (ch === '\\' && i + 1 < characters.length) out.push(same(characters[++i] ?? ''));
    else out.push(same(ch));
  }
  return out;
}
