/** A POSIX regular expression as a tree. */
export type Node =
  | { readonly kind: 'char'; readonly text: string }
  | { readonly kind: 'any' }
  /** A bracket expression: the inside of a class of JavaScript, for the flag u. */
  | { readonly kind: 'set'; readonly source: string }
  | { readonly kind: 'assert'; readonly what: Assertion }
  | { readonly kind: 'group'; readonly index: number; readonly node: Node }
  | { readonly kind: 'repeat'; readonly node: Node; readonly min: number; readonly max: number }
  | { readonly kind: 'seq'; readonly nodes: readonly Node[] }
  | { readonly kind: 'alt'; readonly nodes: readonly Node[] }
  | { readonly kind: 'back'; readonly index: number };

export type Assertion =
  | 'start'
  | 'end'
  | 'buffer start'
  | 'buffer end'
  | 'edge'
  | 'no edge'
  | 'word start'
  | 'word end'
  | 'no word before'
  | 'no word after';

/** A pattern that is no regular expression, in the words of the C library. */
export class BadPattern extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadPattern';
  }
}

/** How a pattern is written. */
export interface Dialect {
  /** `( ) { } + ? |` are active as they are, not behind a backslash. */
  readonly extended: boolean;
  /** What a repetition that follows nothing is: the sign itself, nothing at all, or an error. */
  readonly dangling: 'sign' | 'nothing' | 'error';
  /** `\n` and `\t` are the line end and the tab (sed, awk). */
  readonly escapes: boolean;
  /** In brackets a backslash protects what follows it (awk). */
  readonly awk: boolean;
}

export const BASIC: Dialect = { extended: false, dangling: 'sign', escapes: false, awk: false };
export const EXTENDED: Dialect = { extended: true, dangling: 'nothing', escapes: false, awk: false };

/** Classes of C.UTF-8, for the flag u. */
export const CLASSES: ReadonlyMap<string, string> = new Map([
  ['alpha', '\\p{Alphabetic}'],
  ['digit', '0-9'],
  ['alnum', '\\p{Alphabetic}\\p{Nd}'],
  ['upper', '\\p{Lu}'],
  ['lower', '\\p{Ll}'],
  ['space', '\\s'],
  ['blank', ' \\t'],
  ['punct', '!-\\/:-@\\[-`\\{-~'],
  ['xdigit', '0-9A-Fa-f'],
  ['cntrl', '\\x00-\\x1f\\x7f'],
  ['print', '\\x20-\\x7e\\u{a1}-\\u{10ffff}'],
  ['graph', '\\x21-\\x7e\\u{a1}-\\u{10ffff}'],
]);

/** What \w stands for. */
export const WORD = '\\p{Alphabetic}\\p{Nd}_';
