import { Regex } from '../../regex/regex.ts';
import { BadPattern } from '../../regex/syntax.ts';
import { AWK_REGEX, patternComplaint } from './pattern.ts';
import {
  type Arithmetic,
  BadProgram,
  type BuiltinName,
  type Comparison,
  type Expression,
  type Name,
  type Target,
} from './syntax.ts';
import type { Tokens } from './tokens.ts';

/** What may not stand in an expression as it is: `>` after print, `in` at the head of a for. */
export interface Where {
  readonly noGreater?: boolean;
  readonly noIn?: boolean;
}

const COMPARISONS = ['<', '<=', '==', '!=', '>=', '>'] as const;
const ASSIGNMENTS: ReadonlyMap<string, Arithmetic | null> = new Map([
  ['=', null],
  ['+=', '+'],
  ['-=', '-'],
  ['*=', '*'],
  ['/=', '/'],
  ['%=', '%'],
  ['^=', '^'],
]);

/** Parses expressions (POSIX awk, Grammar), each method one level of precedence. Throws BadProgram. */
export class Expressions {
  readonly #tokens: Tokens;
  /** Parameters of the function that is being read. */
  parameters: readonly string[] = [];

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  expression(where: Where = {}): Expression {
    return this.#tokens.nested(() => this.#choice(where));
  }

  list(where: Where = {}): readonly Expression[] {
    const out = [this.expression(where)];
    while (this.#tokens.accept(',')) {
      this.#tokens.skipNewlines();
      out.push(this.expression(where));
    }
    return out;
  }

  name(): Name {
    const token = this.#tokens.take();
    if (token.kind !== 'name') throw this.#tokens.fail();
    const local = this.parameters.indexOf(token.text);
    return { kind: 'name', name: token.text, local: local < 0 ? null : local };
  }

  #choice(where: Where): Expression {
    const test = this.#or(where);
    if (!this.#tokens.accept('?')) return test;
    this.#tokens.skipNewlines();
    const yes = this.expression(where);
    this.#tokens.skipNewlines();
    this.#tokens.expect(':');
    this.#tokens.skipNewlines();
    return { kind: 'choice', test, yes, no: this.expression(where) };
  }

  #or(where: Where): Expression {
    let left = this.#and(where);
    while (this.#tokens.accept('||')) {
      this.#tokens.skipNewlines();
      left = { kind: 'or', left, right: this.#and(where) };
    }
    return left;
  }

  #and(where: Where): Expression {
    let left = this.#member(where);
    while (this.#tokens.accept('&&')) {
      this.#tokens.skipNewlines();
      left = { kind: 'and', left, right: this.#member(where) };
    }
    return left;
  }

  #member(where: Where): Expression {
    let left = this.#matching(where);
    while (where.noIn !== true && this.#tokens.accept('in')) left = { kind: 'in', keys: [left], array: this.name() };
    return left;
  }

  #matching(where: Where): Expression {
    let left = this.#comparison(where);
    while (this.#tokens.is('~', '!~')) {
      const negated = this.#tokens.take().text === '!~';
      left = { kind: 'match', negated, left, right: this.#comparison(where) };
    }
    return left;
  }

  #comparison(where: Where): Expression {
    const left = this.#piped();
    if (!this.#tokens.is(...COMPARISONS) || (where.noGreater === true && this.#tokens.is('>'))) return left;
    const operator = this.#tokens.take().text as Comparison;
    return { kind: 'compare', operator, left, right: this.#piped() };
  }

  #piped(): Expression {
    let left = this.#join();
    while (this.#tokens.is('|') && this.#tokens.ahead(1).text === 'getline') {
      this.#tokens.take();
      this.#tokens.take();
      left = { kind: 'getline', from: 'command', target: this.#optionalTarget(), source: left };
    }
    return left;
  }

  #join(): Expression {
    let left = this.#sum();
    while (this.#beginsOperand()) left = { kind: 'join', left, right: this.#sum() };
    return left;
  }

  #beginsOperand(): boolean {
    const { kind, text } = this.#tokens.token;
    if (kind === 'number' || kind === 'string' || kind === 'regex' || kind === 'name' || kind === 'builtin')
      return true;
    return kind === 'sign' && ['$', '!', '(', '++', '--'].includes(text);
  }

  #sum(): Expression {
    let left = this.#product();
    while (this.#tokens.is('+', '-')) {
      const operator = this.#tokens.take().text as Arithmetic;
      left = { kind: 'arithmetic', operator, left, right: this.#product() };
    }
    return left;
  }

  #product(): Expression {
    let left = this.#unary();
    while (this.#tokens.is('*', '/', '%')) {
      const operator = this.#tokens.take().text as Arithmetic;
      left = { kind: 'arithmetic', operator, left, right: this.#unary() };
    }
    return left;
  }

  #unary(): Expression {
    const sign = (['!', '-', '+'] as const).find((text) => this.#tokens.is(text));
    if (sign === undefined) return this.#power();
    this.#tokens.take();
    const inner = this.#tokens.nested(() => this.#unary());
    return { kind: sign === '!' ? 'not' : sign === '-' ? 'minus' : 'plus', inner };
  }

  #power(): Expression {
    const left = this.#postfix();
    if (!this.#tokens.accept('^')) return left;
    const right = this.#tokens.nested(() => this.#unary());
    return { kind: 'arithmetic', operator: '^', left, right };
  }

  #postfix(): Expression {
    const value = this.#primary();
    if (!isTarget(value)) return value;
    const { token } = this.#tokens;
    const operator = token.kind === 'sign' ? ASSIGNMENTS.get(token.text) : undefined;
    if (operator !== undefined) {
      this.#tokens.take();
      this.#tokens.skipNewlines();
      return { kind: 'assign', operator, target: value, value: this.expression(this.#where) };
    }
    if (this.#tokens.accept('++')) return { kind: 'step', target: value, by: 1, before: false };
    if (this.#tokens.accept('--')) return { kind: 'step', target: value, by: -1, before: false };
    return value;
  }

  /** Where assignments inside of the present expression stand. */
  #where: Where = {};

  within<T>(where: Where, part: () => T): T {
    const before = this.#where;
    this.#where = where;
    const value = part();
    this.#where = before;
    return value;
  }

  #primary(): Expression {
    const tokens = this.#tokens;
    const { token } = tokens;
    switch (token.kind) {
      case 'number':
        tokens.take();
        return { kind: 'number', value: token.value };
      case 'string':
        tokens.take();
        return { kind: 'string', value: token.value };
      case 'regex':
        tokens.take();
        return { kind: 'regex', regex: this.#regex(token.value, token.line) };
      case 'builtin':
        return this.#builtin(token.text as BuiltinName);
      case 'name':
        return this.#named();
      case 'keyword':
        if (token.text === 'getline') return this.#getline();
        throw tokens.fail();
      default:
    }
    if (tokens.accept('$')) {
      const index = tokens.nested(() => (tokens.is('-', '+', '!') ? this.#unary() : this.#primary()));
      return { kind: 'field', index };
    }
    if (tokens.is('++', '--')) {
      const by = tokens.take().text === '++' ? 1 : -1;
      const target = tokens.nested(() => this.#primary());
      if (!isTarget(target)) throw tokens.fail();
      return { kind: 'step', target, by, before: true };
    }
    if (!tokens.accept('(')) throw tokens.fail();
    const list = this.within({}, () => this.list());
    tokens.expect(')');
    if (list.length === 1) return { kind: 'group', inner: list[0]! };
    tokens.expect('in');
    return { kind: 'in', keys: list, array: this.name() };
  }

  #regex(text: string, line: number): Regex {
    try {
      return new Regex(text, AWK_REGEX);
    } catch (error) {
      if (!(error instanceof BadPattern)) throw error;
      throw new BadProgram(`line ${line}: regular expression compile failed (${patternComplaint(error)})\n${text}`);
    }
  }

  #named(): Expression {
    const { token } = this.#tokens;
    if (token.kind === 'name' && token.called) {
      this.#tokens.take();
      return { kind: 'call', name: token.text, args: this.#arguments(), line: token.line };
    }
    const array = this.name();
    if (!this.#tokens.accept('[')) return array;
    const keys = this.within({}, () => this.list());
    this.#tokens.expect(']');
    return { kind: 'element', array, keys };
  }

  #arguments(): readonly Expression[] {
    this.#tokens.expect('(');
    this.#tokens.skipNewlines();
    if (this.#tokens.accept(')')) return [];
    const args = this.within({}, () => this.list());
    this.#tokens.skipNewlines();
    this.#tokens.expect(')');
    return args;
  }

  #builtin(name: BuiltinName): Expression {
    this.#tokens.take();
    if (this.#tokens.is('(')) return { kind: 'builtin', name, args: this.#arguments() };
    if (name !== 'length') throw this.#tokens.fail();
    return { kind: 'builtin', name, args: [] };
  }

  #getline(): Expression {
    this.#tokens.take();
    const target = this.#optionalTarget();
    if (!this.#tokens.accept('<')) return { kind: 'getline', from: 'input', target, source: null };
    return { kind: 'getline', from: 'file', target, source: this.#primary() };
  }

  #optionalTarget(): Target | null {
    const { kind } = this.#tokens.token;
    if (!(kind === 'name' || this.#tokens.is('$'))) return null;
    const target = this.#primary();
    if (!isTarget(target)) throw this.#tokens.fail();
    return target;
  }
}

export function isTarget(node: Expression): node is Target {
  return node.kind === 'name' || node.kind === 'element' || node.kind === 'field';
}
