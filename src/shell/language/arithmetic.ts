import { numeral, type Operator, Scanner } from './arithmetic-token.ts';
import { ShellError } from './flow.ts';

/** What arithmetic asks of the shell around it: variables, and elements of arrays. */
export interface Numbers {
  get(name: string, index: number | null): string | undefined;
  set(name: string, index: number | null, value: string): void;
}

/** Variables whose values are expressions that name variables … (bash has 1024). */
const MAX_DEPTH = 64;
const MAX_PARENTHESES = 256;

const wrap = (value: bigint): bigint => BigInt.asIntN(64, value);

/** The value of an expression whose expansions are done (bash(1) ARITHMETIC EVALUATION): 64 bits that wrap. Throws ShellError. */
export function evaluate(text: string, numbers: Numbers, depth = 0): bigint {
  if (text.trim() === '') return 0n;
  return new Evaluation(text, numbers, depth).whole();
}

interface Operand {
  readonly value: bigint;
  /** What can be assigned to. */
  readonly place: { readonly name: string; readonly index: number | null } | null;
}

const LEVELS: readonly (readonly Operator[])[] = [
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const ASSIGNMENTS: ReadonlySet<string> = new Set(['=', '+=', '-=', '*=', '/=', '%=', '&=', '^=', '|=', '<<=', '>>=']);

class Evaluation {
  readonly #scanner: Scanner;
  readonly #numbers: Numbers;
  readonly #depth: number;
  /** Inside of what && || ?: leave out: nothing is assigned and nothing is wrong there. */
  #skipped = 0;
  #open = 0;

  constructor(text: string, numbers: Numbers, depth: number) {
    this.#scanner = new Scanner(text);
    this.#numbers = numbers;
    this.#depth = depth;
  }

  whole(): bigint {
    this.#scanner.next();
    const value = this.#comma();
    if (this.#scanner.token.kind !== 'end') throw this.#scanner.fail('syntax error in expression');
    return value;
  }

  #accept(...operators: readonly Operator[]): Operator | null {
    const { token } = this.#scanner;
    if (token.kind !== 'operator' || !operators.includes(token.text)) return null;
    this.#scanner.next();
    return token.text;
  }

  #comma(): bigint {
    let value = this.#assignment();
    while (this.#accept(',') !== null) value = this.#assignment();
    return value;
  }

  #assignment(): bigint {
    if (++this.#open > MAX_PARENTHESES) throw new ShellError('expression recursion level exceeded');
    const left = this.#choice();
    const { token } = this.#scanner;
    let { value } = left;
    if (token.kind === 'operator' && ASSIGNMENTS.has(token.text)) {
      if (left.place === null) throw this.#scanner.fail('attempted assignment to non-variable');
      this.#scanner.next();
      const right = this.#assignment();
      value = token.text === '=' ? right : this.#applied(token.text.slice(0, -1) as Operator, value, right);
      this.#store(left.place, value);
    }
    this.#open -= 1;
    return value;
  }

  #store(place: NonNullable<Operand['place']>, value: bigint): void {
    if (this.#skipped === 0) this.#numbers.set(place.name, place.index, value.toString());
  }

  #choice(): Operand {
    const test = this.#logical(false);
    if (this.#accept('?') === null) return test;
    if (this.#ended() || this.#at(':')) throw this.#scanner.fail('expression expected');
    const yes = this.#without(test.value === 0n, () => this.#comma());
    if (!this.#at(':')) throw this.#scanner.fail("`:' expected for conditional expression");
    this.#scanner.next();
    if (this.#ended()) throw this.#scanner.fail('expression expected');
    const no = this.#without(test.value !== 0n, () => this.#choice().value);
    return { value: test.value === 0n ? no : yes, place: null };
  }

  #ended(): boolean {
    return this.#scanner.token.kind === 'end';
  }

  #at(operator: Operator): boolean {
    const { token } = this.#scanner;
    return token.kind === 'operator' && token.text === operator;
  }

  #without<T>(skip: boolean, part: () => T): T {
    if (skip) this.#skipped += 1;
    const value = part();
    if (skip) this.#skipped -= 1;
    return value;
  }

  #logical(and: boolean): Operand {
    const part = (): Operand => (and ? this.#binary(0) : this.#logical(true));
    let left = part();
    while (this.#accept(and ? '&&' : '||') !== null) {
      const decided = (left.value !== 0n) === !and;
      const right = this.#without(decided, part);
      left = { value: (decided ? !and : right.value !== 0n) ? 1n : 0n, place: null };
    }
    return left;
  }

  #binary(level: number): Operand {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#power();
    let left = this.#binary(level + 1);
    for (;;) {
      const operator = this.#accept(...operators);
      if (operator === null) return left;
      left = { value: this.#applied(operator, left.value, this.#binary(level + 1).value), place: null };
    }
  }

  #power(): Operand {
    const left = this.#unary();
    if (this.#accept('**') === null) return left;
    const right = this.#power().value;
    if (right < 0n) throw this.#scanner.fail('exponent less than 0');
    return { value: powered(left.value, right), place: null };
  }

  #unary(): Operand {
    if (++this.#open > MAX_PARENTHESES) throw new ShellError('expression recursion level exceeded');
    const operator = this.#accept('!', '~', '-', '+', '++', '--');
    const operand = operator === null ? this.#postfix() : this.#unary();
    this.#open -= 1;
    switch (operator) {
      case null:
        return operand;
      case '!':
        return { value: operand.value === 0n ? 1n : 0n, place: null };
      case '~':
        return { value: ~operand.value, place: null };
      case '-':
        return { value: wrap(-operand.value), place: null };
      case '++':
      case '--': {
        // Before what is no variable these are two signs.
        if (operand.place === null) return { value: operand.value, place: null };
        const value = wrap(operand.value + (operator === '++' ? 1n : -1n));
        this.#store(operand.place, value);
        return { value, place: null };
      }
      default:
        return { value: operand.value, place: null };
    }
  }

  #postfix(): Operand {
    const { token } = this.#scanner;
    if (token.kind === 'operator' && token.text === '(') {
      this.#scanner.next();
      const value = this.#comma();
      if (this.#accept(')') === null) throw this.#scanner.fail("missing `)'");
      return { value, place: null };
    }
    if (token.kind === 'number') {
      this.#scanner.next();
      return { value: wrap(numeral(token.text)), place: null };
    }
    if (token.kind !== 'name') throw this.#scanner.fail('syntax error: operand expected');
    const index = token.index === null ? null : Number(evaluate(token.index, this.#numbers, this.#depth + 1));
    const place = { name: token.text, index };
    const value = this.#valueOf(place);
    this.#scanner.next();
    const step = this.#accept('++', '--');
    if (step === null) return { value, place };
    this.#store(place, wrap(value + (step === '++' ? 1n : -1n)));
    return { value, place: null };
  }

  #valueOf({ name, index }: NonNullable<Operand['place']>): bigint {
    if (this.#skipped > 0) return 0n;
    if (this.#depth > MAX_DEPTH)
      throw new ShellError(`${name}: expression recursion level exceeded (error token is "${name}")`);
    const text = this.#numbers.get(name, index) ?? '';
    return /^\d{1,15}$/.test(text) && !text.startsWith('0')
      ? BigInt(text)
      : evaluate(text, this.#numbers, this.#depth + 1);
  }

  #applied(operator: Operator, a: bigint, b: bigint): bigint {
    switch (operator) {
      case '+':
        return wrap(a + b);
      case '-':
        return wrap(a - b);
      case '*':
        return wrap(a * b);
      case '/':
      case '%':
        if (b === 0n) {
          if (this.#skipped > 0) return 0n;
          throw this.#scanner.fail('division by 0');
        }
        return wrap(operator === '/' ? a / b : a % b);
      case '<<':
        return wrap(a << (b & 63n));
      case '>>':
        return a >> (b & 63n);
      case '&':
        return a & b;
      case '|':
        return a | b;
      case '^':
        return a ^ b;
      case '==':
        return a === b ? 1n : 0n;
      case '!=':
        return a === b ? 0n : 1n;
      case '<':
        return a < b ? 1n : 0n;
      case '>':
        return a > b ? 1n : 0n;
      case '<=':
        return a <= b ? 1n : 0n;
      default:
        return a >= b ? 1n : 0n;
    }
  }
}

/** Squares and multiplies in 64 bits: no power is too big. */
function powered(base: bigint, exponent: bigint): bigint {
  let value = 1n;
  let factor = base;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) value = wrap(value * factor);
    factor = wrap(factor * factor);
  }
  return value;
}
