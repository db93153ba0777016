import { follow, type Spans } from './follow.ts';
import { parsePattern } from './parse.ts';
import { type Step, programOf } from './program.ts';
import { headSource, type Shape, shapeOf, sourceOfNode } from './source.ts';
import { BadPattern, type Dialect, type Node } from './syntax.ts';

export interface Match {
  readonly index: number;
  readonly end: number;
  /** Groups from 1 on; undefined: took no part. */
  readonly groups: readonly (string | undefined)[];
}

/** Steps that a search that goes back may take in the worst case before the other machine is asked instead. */
const PATIENCE = 2e7;

export interface RegexOptions {
  readonly ignoreCase?: boolean;
  /** ^ and $ also stand at line ends inside of the text. */
  readonly multiline?: boolean;
  /** Wraps the tree: whole words, whole lines. */
  readonly around?: (node: Node) => Node;
}

/**
 * A POSIX regular expression: the leftmost match, and of those the longest. Searched by the page's own engine where that
 * gives the same answer in bounded time, else by following all ways at once.
 */
export class Regex {
  readonly groups: number;
  readonly #js: RegExp;
  readonly #head: RegExp | null;
  readonly #shape: Shape;
  readonly #ignoreCase: boolean;
  readonly #multiline: boolean;
  /** Null: only going back can follow a back-reference. */
  readonly #program: readonly Step[] | null;

  /** Throws BadPattern. */
  constructor(pattern: string, dialect: Dialect, { ignoreCase, multiline, around }: RegexOptions = {}) {
    const { node, groups } = parsePattern(pattern, dialect);
    this.groups = groups;
    const root = around?.(node) ?? node;
    const head = headSource(root);
    this.#ignoreCase = ignoreCase === true;
    this.#multiline = multiline === true;
    this.#shape = shapeOf(root);
    const { backReferences, ambiguous, unbounded } = this.#shape;
    // What only going back can answer, and could take for ever, is refused.
    if (backReferences && (unbounded > 3 || (ambiguous && unbounded > 1)))
      throw new BadPattern('Regular expression too big');
    this.#program = backReferences ? null : programOf(root, this.#ignoreCase);
    const flags = `gsu${this.#ignoreCase ? 'i' : ''}${this.#multiline ? 'm' : ''}`;
    this.#head = head === null ? null : new RegExp(head, `g${this.#ignoreCase ? 'i' : ''}u`);
    try {
      this.#js = new RegExp(sourceOfNode(root), flags);
    } catch {
      throw new BadPattern('Regular expression too big');
    }
  }

  test(text: string): boolean {
    return this.exec(text, 0) !== null;
  }

  /** The first match that begins at `asked` or behind; inside of a character it is the next one: half of one is none. */
  exec(text: string, asked = 0): Match | null {
    const from = isInside(text, asked) ? asked + 1 : asked;
    if (this.#program === null || this.#backtracks(text.length)) {
      this.#js.lastIndex = from;
      const found = this.#js.exec(text);
      if (found === null) return null;
      return { index: found.index, end: found.index + found[0].length, groups: found.slice(1) };
    }
    const start = this.#firstPlace(text, from);
    if (start < 0) return null;
    const spans = follow(this.#program, this.groups, text, start, this.#multiline);
    return spans === null ? null : matchOf(spans, text);
  }

  /** Where a match could begin at the earliest; -1: nowhere. */
  #firstPlace(text: string, from: number): number {
    if (this.#head === null) return from;
    this.#head.lastIndex = from;
    return this.#head.exec(text)?.index ?? -1;
  }

  #backtracks(length: number): boolean {
    const { backReferences, ambiguous, unbounded } = this.#shape;
    return backReferences || (!ambiguous && length ** (unbounded + 1) < PATIENCE);
  }
}

/** Between the two code units of one character: there the engine of the page would go back to its beginning (ECMA-262 RegExpBuiltinExec). */
function isInside(text: string, at: number): boolean {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

function matchOf(spans: Spans, text: string): Match {
  const groups: (string | undefined)[] = [];
  for (let i = 2; i < spans.length; i += 2) {
    const start = spans[i] ?? -1;
    const end = spans[i + 1] ?? -1;
    groups.push(start < 0 || end < start ? undefined : text.slice(start, end));
  }
  return { index: spans[0] ?? 0, end: spans[1] ?? 0, groups };
}
