import { ShellError } from './flow.ts';

const OPERATORS = [
  '<<=',
  '>>=',
  '**',
  '++',
  '--',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '&=',
  '^=',
  '|=',
  '<<',
  '>>',
  '<=',
  '>=',
  '==',
  '!=',
  '&&',
  '||',
  '+',
  '-',
  '*',
  '/',
  '%',
  '<',
  '>',
  '=',
  '!',
  '~',
  '&',
  '|',
  '^',
  '?',
  ':',
  ',',
  '(',
  ')',
] as const;
export type Operator = (typeof OPERATORS)[number];

export type Token =
  | { readonly kind: 'operator'; readonly text: Operator }
  | { readonly kind: 'number'; readonly text: string }
  /** A variable; `index`: what stands in its brackets. */
  | { readonly kind: 'name'; readonly text: string; readonly index: string | null }
  | { readonly kind: 'end' };

/** The tokens of an arithmetic expression, and where the last one begins: errors show it (expr.c of bash 5.2). */
export class Scanner {
  readonly #text: string;
  #at = 0;
  #last = 0;
  token: Token = { kind: 'end' };

  constructor(text: string) {
    this.#text = text;
  }

  next(): void {
    const before = this.token;
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    if (this.#at >= this.#text.length) {
      this.token = { kind: 'end' };
      return;
    }
    this.#last = this.#at;
    const rest = this.#text.slice(this.#at);
    const name = /^[A-Za-z_]\w*/.exec(rest)?.[0];
    if (name !== undefined) {
      this.#at += name.length;
      this.token = { kind: 'name', text: name, index: this.#text[this.#at] === '[' ? this.#index() : null };
      return;
    }
    const number = /^\d[\w#@]*/.exec(rest)?.[0];
    if (number !== undefined) {
      this.#at += number.length;
      this.token = { kind: 'number', text: number };
      return;
    }
    const operator = OPERATORS.find((text) => rest.startsWith(text) && this.#fits(text, before, rest));
    if (operator === undefined) {
      const after = before.kind === 'number' || before.kind === 'name';
      throw this.fail(`syntax error: ${after ? 'invalid arithmetic operator' : 'operand expected'}`);
    }
    this.#at += operator.length;
    this.token = { kind: 'operator', text: operator };
  }

  /** `++` and `--` stand at a name; elsewhere they are two signs. */
  #fits(text: Operator, before: Token, rest: string): boolean {
    if (text !== '++' && text !== '--') return true;
    return before.kind === 'name' || /^(?:\+\+|--)\s*[A-Za-z_]/.test(rest);
  }

  #index(): string {
    const start = this.#at + 1;
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      if (this.#text[this.#at] === '[') depth += 1;
      if (this.#text[this.#at] === ']' && --depth === 0) break;
    }
    if (depth > 0) throw this.fail('bad array subscript');
    const index = this.#text.slice(start, this.#at++);
    if (index.trim() === '') throw new ShellError(`${this.#text}: bad array subscript`);
    return index;
  }

  fail(message: string): ShellError {
    return new ShellError(`${this.#text.trimStart()}: ${message} (error token is "${this.#text.slice(this.#last)}")`);
  }
}

/** A constant: decimal, 0 octal, 0x hexadecimal, base#digits. Throws ShellError. */
export function numeral(text: string): bigint {
  const fail = (what: string): ShellError => new ShellError(`${text}: ${what} (error token is "${text}")`);
  if (text.length > 1_000) throw fail('value too great for base');
  const based = /^(\d+)#([\w@]*)$/.exec(text);
  if (text.includes('#') && based === null) throw fail('invalid number');
  const hex = /^0[xX]/.test(text);
  const base = based !== null ? Number(based[1]) : hex ? 16 : text.startsWith('0') ? 8 : 10;
  if (base < 2 || base > 64) throw fail('invalid arithmetic base');
  const digits = based !== null ? (based[2] ?? '') : hex ? text.slice(2) : text;
  let value = 0n;
  for (const ch of digits) {
    const digit = digitOf(ch, base);
    if (digit < 0 || digit >= base) throw fail('value too great for base');
    value = value * BigInt(base) + BigInt(digit);
  }
  return value;
}

/** Digits beyond 9 are letters; up to base 36 their case does not matter. */
function digitOf(ch: string, base: number): number {
  if (ch >= '0' && ch <= '9') return Number(ch);
  if (ch >= 'a' && ch <= 'z') return ch.charCodeAt(0) - 87;
  if (ch >= 'A' && ch <= 'Z') return ch.charCodeAt(0) - (base <= 36 ? 55 : 29);
  return ch === '@' ? 62 : ch === '_' ? 63 : -1;
}
