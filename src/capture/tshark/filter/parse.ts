import { FIELDS } from '../fields/known.ts';
import { isOtherProtocol } from '../fields/other.ts';
import type { FieldSpec, Value } from '../field.ts';
import { applyFunction, type FunctionName, FUNCTIONS } from './functions.ts';
import { DisplayFilterFault, unexpectedEnd } from './fault.ts';
import { type Clock, type Literal, literalFor } from './literal.ts';
import type { Fields, Operand } from './operand.ts';
import { comparison, type Comparison, COMPARISONS, membership, type Range, type Test } from './tests.ts';
import type { Token } from './token.ts';

const NO_VALUE: Literal = { value: null, mask: 0 };
/** Words that are no names. */
const RESERVED: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', ...COMPARISONS.keys()]);

/** The grammar of display filters (epan/dfilter/grammar.lemon): or, and, not, relations. */
export class DisplayFilterParser {
  readonly #tokens: readonly Token[];
  readonly #clock: Clock;
  #at = 0;
  /** The first thing that is grammatical but makes no sense: said only when all is grammatical. */
  #senseless: DisplayFilterFault | null = null;

  constructor(tokens: readonly Token[], clock: Clock) {
    this.#tokens = tokens;
    this.#clock = clock;
  }

  whole(): Test {
    const test = this.#or();
    const rest = this.#tokens[this.#at];
    if (rest !== undefined) throw unexpected(rest);
    if (this.#senseless !== null) throw this.#senseless;
    return test;
  }

  /** What `make` makes, or `instead` where that makes no sense. */
  #sense<T>(make: () => T, instead: T): T {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof DisplayFilterFault)) throw error;
      this.#senseless ??= error;
      return instead;
    }
  }

  #peek(...texts: readonly string[]): boolean {
    const token = this.#tokens[this.#at];
    return token !== undefined && (token.kind === 'word' || token.kind === 'sign') && texts.includes(token.text);
  }

  #take(...texts: readonly string[]): boolean {
    if (!this.#peek(...texts)) return false;
    this.#at++;
    return true;
  }

  #next(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw unexpectedEnd();
    this.#at++;
    return token;
  }

  #expect(text: string): void {
    const token = this.#next();
    if (token.kind !== 'sign' || token.text !== text) throw unexpected(token);
  }

  #or(): Test {
    let left = this.#and();
    while (this.#take('or', '||')) {
      const [a, b] = [left, this.#and()];
      left = (fields) => a(fields) || b(fields);
    }
    return left;
  }

  #and(): Test {
    let left = this.#not();
    while (this.#take('and', '&&')) {
      const [a, b] = [left, this.#not()];
      left = (fields) => a(fields) && b(fields);
    }
    return left;
  }

  #not(): Test {
    if (!this.#take('not', '!')) return this.#relation();
    const test = this.#not();
    return (fields) => !test(fields);
  }

  #relation(): Test {
    if (this.#take('(')) {
      const test = this.#or();
      this.#expect(')');
      return test;
    }
    const every = this.#take('all') ? 'all' : this.#take('any') ? 'any' : null;
    const first = this.#next();
    if (first.kind === 'sign' && first.text === '{') return this.#setAlone();
    if (first.kind === 'sign' || RESERVED.has(first.text)) throw unexpected(first);
    const left = this.#operand(first);
    if (this.#take('&')) return this.#masked(left, every);
    const operator = this.#operator();
    if (operator !== null) {
      this.#at++;
      return this.#compared(left, operator, every);
    }
    if (this.#take('in')) return membership(left, this.#set(left));
    if (this.#peek('not') && this.#tokens[this.#at + 1]?.text === 'in') {
      this.#at += 2;
      const test = membership(left, this.#set(left));
      return (fields) => !test(fields);
    }
    return (fields) => left.valuesIn(fields).length > 0;
  }

  /** A set by itself: its first element is taken for a test. */
  #setAlone(): Test {
    const inside = this.#next();
    throw new DisplayFilterFault(`${inside.text} is neither a field nor a protocol name.`, inside);
  }

  #operator(): Comparison | null {
    const token = this.#tokens[this.#at];
    if (token === undefined || (token.kind !== 'sign' && token.kind !== 'word')) return null;
    return COMPARISONS.get(token.text) ?? null;
  }

  /** A field, or a function of one; anything else cannot stand here. */
  #operand(token: Token): Operand {
    if (token.kind === 'word' && this.#take('(')) return this.#call(token);
    const operand = token.kind === 'word' ? fieldOperand(token) : null;
    if (this.#peek('[')) throw unexpected(this.#next());
    if (operand !== null) return operand;
    const operator = this.#operator();
    const message =
      operator === null
        ? `${token.text} is neither a field nor a protocol name.`
        : `Left side of ${operator.title} expression must be a field or function, not ${token.text}.`;
    this.#senseless ??= new DisplayFilterFault(message, token);
    return nothing(token);
  }

  #call(name: Token): Operand {
    const argument = this.#operand(this.#next());
    this.#expect(')');
    const called = name.text;
    if (!isFunction(called)) {
      this.#senseless ??= new DisplayFilterFault(`Function '${called}' does not exist`, name);
      return nothing(name);
    }
    const spec = FUNCTIONS[called](argument.spec);
    return { ...name, spec, valuesIn: (fields) => applyFunction(called, argument.valuesIn(fields)) };
  }

  /** `tcp.flags & 2`, by itself or compared. */
  #masked(left: Operand, every: 'any' | 'all' | null): Test {
    const mask = this.#number(left);
    const masked: Operand = {
      ...left,
      valuesIn: (fields) => left.valuesIn(fields).map((value) => maskedBy(value, mask)),
    };
    const operator = this.#operator();
    if (operator === null) return (fields) => masked.valuesIn(fields).some((value) => value !== 0);
    this.#at++;
    return this.#compared(masked, operator, every);
  }

  #number(left: Operand): number {
    const token = this.#next();
    if (token.kind === 'sign') throw unexpected(token);
    const { value } = this.#sense(() => literalFor(numberSpec(left), token, this.#clock), NO_VALUE);
    return typeof value === 'number' ? value : 0;
  }

  #compared(left: Operand, operator: Comparison, every: 'any' | 'all' | null): Test {
    const token = this.#next();
    if (token.kind === 'sign') throw unexpected(token);
    const right = token.kind === 'word' ? fieldOperand(token) : null;
    return this.#sense(
      () => comparison(left, operator, right ?? token, every, this.#clock),
      () => false,
    );
  }

  #set({ spec }: Operand): readonly Range[] {
    this.#expect('{');
    const ranges: Range[] = [];
    do {
      const low = this.#value(spec);
      ranges.push({ low, high: this.#take('..') ? this.#value(spec) : low });
    } while (this.#take(','));
    this.#expect('}');
    return ranges;
  }

  #value(spec: FieldSpec | null): Literal {
    const token = this.#next();
    if (token.kind === 'sign') throw unexpected(token);
    return spec === null ? NO_VALUE : this.#sense(() => literalFor(spec, token, this.#clock), NO_VALUE);
  }
}

/** Bits of a number; a value that is none has none. */
function maskedBy(value: Value, mask: number): number {
  const number = Number(value);
  return Number.isInteger(number) && Number.isInteger(mask) ? Number(BigInt(number) & BigInt(mask)) : 0;
}

function nothing({ text, at, length }: Token): Operand {
  return { text, at, length, spec: null, valuesIn: () => [] };
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}

function numberSpec({ spec }: Operand): FieldSpec {
  return spec ?? { name: '', label: '', type: 'uint', base: 'dec', digits: 8 };
}

function unexpected(token: Token): DisplayFilterFault {
  return new DisplayFilterFault(`"${token.text}" was unexpected in this context.`, token);
}

/** The field that a word names, or null. */
function fieldOperand(token: Token): Operand | null {
  const spec = FIELDS.get(token.text);
  const { text, at, length } = token;
  if (spec !== undefined) {
    const valuesIn = (fields: Fields): readonly Value[] => fields.get(text) ?? [];
    return { text, at, length, spec, valuesIn };
  }
  return isOtherProtocol(text) ? { text, at, length, spec: null, valuesIn: () => [] } : null;
}
