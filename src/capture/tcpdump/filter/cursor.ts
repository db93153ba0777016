import { syntaxError } from './fault.ts';
import type { Token, TokenKind } from './token.ts';

/** A place in the tokens of an expression. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get ended(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** The token `ahead` places on, or undefined behind the end. */
  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  /** The text of a keyword or symbol, or '' for any other token and behind the end. */
  text(ahead = 0): string {
    const token = this.peek(ahead);
    return token?.kind === 'word' || token?.kind === 'symbol' ? token.text : '';
  }

  take(): Token {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw syntaxError();
    return token;
  }

  /** Takes the token if it is this keyword or symbol. */
  accept(text: string): boolean {
    if (this.text() !== text) return false;
    this.#at++;
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw syntaxError();
  }

  /** Takes a token of one kind. */
  expectKind<K extends TokenKind>(kind: K): Extract<Token, { kind: K }> {
    const token = this.take();
    if (token.kind !== kind) throw syntaxError();
    return token as Extract<Token, { kind: K }>;
  }

  /** A number, perhaps in parentheses (grammar.y pnum). */
  number(): number {
    if (!this.accept('(')) return this.expectKind('number').value;
    const value = this.number();
    this.expect(')');
    return value;
  }

  /** What follows the parenthesis that closes the one here, as text; '' also when nothing closes it. */
  textAfterGroup(): string {
    let depth = 0;
    for (let ahead = 0; this.peek(ahead) !== undefined; ahead++) {
      if (this.text(ahead) === '(') depth++;
      if (this.text(ahead) === ')' && --depth === 0) return this.text(ahead + 1);
    }
    return '';
  }
}
