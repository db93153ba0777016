import { type Token, tokensOf } from './lexer.ts';
import { BadProgram } from './syntax.ts';

/** Constructs that stand in one another; more is no program that anybody means. */
const MAX_NESTING = 100;

/** The tokens of a program with a place in them. */
export class Tokens {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  get token(): Token {
    return this.#tokens[Math.min(this.#at, this.#tokens.length - 1)]!;
  }

  ahead(by: number): Token {
    return this.#tokens[Math.min(this.#at + by, this.#tokens.length - 1)]!;
  }

  take(): Token {
    const { token } = this;
    this.#at += 1;
    return token;
  }

  /** Whether this sign or keyword stands here. */
  is(...texts: readonly string[]): boolean {
    const { kind, text } = this.token;
    return (kind === 'sign' || kind === 'keyword') && texts.includes(text);
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.#at += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw this.fail();
  }

  skipNewlines(): void {
    while (this.token.kind === 'newline') this.#at += 1;
  }

  skipEnds(): void {
    while (this.token.kind === 'newline' || this.is(';')) this.#at += 1;
  }

  /** Runs a part of the parser one level deeper. */
  nested<T>(part: () => T): T {
    if (++this.#depth > MAX_NESTING) throw new BadProgram(`line ${this.token.line}: program too deeply nested`);
    const value = part();
    this.#depth -= 1;
    return value;
  }

  /** The index of the token behind the parenthesis that closes the one which stands here, counted from here. */
  afterParenthesis(): number {
    let depth = 0;
    for (let by = 0; this.#at + by < this.#tokens.length; by++) {
      const { kind, text } = this.#tokens[this.#at + by]!;
      if (kind !== 'sign') continue;
      if (text === '(') depth += 1;
      if (text === ')' && --depth === 0) return by + 1;
    }
    return 0;
  }

  fail(): BadProgram {
    const { kind, line, text } = this.token;
    if (kind === 'end') return new BadProgram(`line ${line}: missing } near end of file`);
    return new BadProgram(`line ${line}: syntax error at or near ${kind === 'newline' ? 'end of line' : text}`);
  }
}
