import type { Regex } from '../../regex/regex.ts';

/** The pattern of an address or of `s`; null: the one that was used last. */
export type Pattern = Regex | null;

export type Address =
  | { readonly kind: 'line'; readonly number: number }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  /** Second addresses only: so many lines more, or up to a line that is a multiple. */
  | { readonly kind: 'plus'; readonly count: number }
  | { readonly kind: 'multiple'; readonly of: number };

/** A part of the right side of `s`. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  /** 0: all that matched. */
  | { readonly kind: 'group'; readonly index: number }
  | { readonly kind: 'case'; readonly letter: 'U' | 'L' | 'u' | 'l' | 'E' };

export interface Substitution {
  readonly pattern: Pattern;
  readonly parts: readonly Part[];
  readonly all: boolean;
  /** The how-manieth match is the first that is replaced. */
  readonly from: number;
  readonly print: boolean;
  readonly execute: boolean;
  readonly file: string | null;
}

export type Action =
  | { readonly kind: 'substitute'; readonly substitution: Substitution }
  | { readonly kind: 'translate'; readonly table: ReadonlyMap<string, string> }
  | { readonly kind: 'text'; readonly letter: 'a' | 'i' | 'c'; readonly text: string }
  | { readonly kind: 'file'; readonly letter: 'r' | 'R' | 'w' | 'W'; readonly name: string }
  | { readonly kind: 'branch'; readonly letter: 'b' | 't' | 'T'; readonly label: string; to: number }
  | { readonly kind: 'open'; end: number }
  | { readonly kind: 'close' }
  | { readonly kind: 'label' }
  | { readonly kind: 'exit'; readonly letter: 'q' | 'Q'; readonly code: number }
  | { readonly kind: 'list'; readonly width: number | null }
  | { readonly kind: 'execute'; readonly command: string }
  | {
      readonly kind: 'plain';
      readonly letter: 'd' | 'D' | 'p' | 'P' | '=' | 'h' | 'H' | 'g' | 'G' | 'x' | 'n' | 'N' | 'F' | 'z';
    };

export interface Instruction {
  readonly first: Address | null;
  readonly second: Address | null;
  readonly negated: boolean;
  readonly action: Action;
}

/** A script that cannot be read, in the words of GNU sed. */
export class BadScript extends Error {
  readonly code: number;

  constructor(message: string, code = 1) {
    super(message);
    this.name = 'BadScript';
    this.code = code;
  }
}
