import type { Command } from '../../command.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { BASIC, BadPattern } from '../../regex/syntax.ts';
import { Regex } from '../../regex/regex.ts';

class BadExpression extends Error {}

/** expr of coreutils 9.4. 1: the answer is empty or 0, 2: no expression. */
export const expr: Command = {
  name: 'expr',
  topic: 'shell',
  on: SHELLS,
  about: { en: 'computes with its arguments', ko: '인자로 계산한다' },
  *run({ argv, io }) {
    const words = argv[1] === '--' ? argv.slice(2) : argv.slice(1);
    if (words.length === 0) {
      yield* write(io.stderr, "expr: missing operand\nTry 'expr --help' for more information.\n");
      return 2;
    }
    try {
      const value = new Evaluation(words).whole();
      yield* write(io.stdout, `${value}\n`);
      return isNothing(value) ? 1 : 0;
    } catch (error) {
      if (!(error instanceof BadExpression || error instanceof BadPattern)) throw error;
      yield* write(io.stderr, `expr: ${error.message}\n`);
      return 2;
    }
  },
};

const isInteger = (text: string): boolean => /^-?\d+$/.test(text);
const isNothing = (text: string): boolean => text === '' || /^-?0+$/.test(text);
const LEVELS: readonly (readonly string[])[] = [
  ['|'],
  ['&'],
  ['<', '<=', '=', '==', '!=', '>=', '>'],
  ['+', '-'],
  ['*', '/', '%'],
  [':'],
];

class Evaluation {
  readonly #words: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  whole(): string {
    const value = this.#level(0);
    const extra = this.#words[this.#at];
    if (extra !== undefined) throw new BadExpression(`syntax error: unexpected argument ‘${extra}’`);
    return value;
  }

  #level(level: number): string {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#primary();
    let left = this.#level(level + 1);
    for (;;) {
      const operator = this.#words[this.#at];
      if (operator === undefined || !operators.includes(operator)) return left;
      this.#at += 1;
      left = apply(operator, left, this.#level(level + 1));
    }
  }

  #next(): string {
    const word = this.#words[this.#at];
    if (word === undefined)
      throw new BadExpression(`syntax error: missing argument after ‘${this.#words[this.#at - 1] ?? ''}’`);
    this.#at += 1;
    return word;
  }

  #primary(): string {
    const word = this.#next();
    if (word === '(') {
      if (++this.#depth > 200) throw new BadExpression('memory exhausted');
      const value = this.#level(0);
      const close = this.#words[this.#at++];
      if (close === undefined)
        throw new BadExpression(`syntax error: expecting ')' after ‘${this.#words[this.#at - 2] ?? ''}’`);
      if (close !== ')') throw new BadExpression(`syntax error: expecting ')' instead of ‘${close}’`);
      this.#depth -= 1;
      return value;
    }
    if (word === ')') throw new BadExpression("syntax error: unexpected ')'");
    if (this.#at >= this.#words.length) return word;
    switch (word) {
      case 'match': {
        const text = this.#primary();
        return matched(text, this.#primary());
      }
      case 'substr': {
        const text = this.#primary();
        const [from, count] = [this.#primary(), this.#primary()].map((arg) => (isInteger(arg) ? Number(arg) : 0));
        return (from ?? 0) < 1 || (count ?? 0) < 1
          ? ''
          : [...text].slice((from ?? 0) - 1, (from ?? 0) - 1 + (count ?? 0)).join('');
      }
      case 'index': {
        const text = [...this.#primary()];
        const set = this.#primary();
        return `${text.findIndex((ch) => set.includes(ch)) + 1}`;
      }
      case 'length':
        return `${[...this.#primary()].length}`;
      case '+':
        return this.#next();
      default:
        return word;
    }
  }
}

function apply(operator: string, a: string, b: string): string {
  if (operator === '|') return isNothing(a) ? (isNothing(b) ? '0' : b) : a;
  if (operator === '&') return isNothing(a) || isNothing(b) ? '0' : a;
  if (operator === ':') return matched(a, b);
  if (/[<=>]/.test(operator)) return compared(operator, a, b) ? '1' : '0';
  if (!isInteger(a) || !isInteger(b)) throw new BadExpression('non-integer argument');
  const [x, y] = [BigInt(a), BigInt(b)];
  if (/[/%]/.test(operator) && y === 0n) throw new BadExpression('division by zero');
  if (a.length + b.length > 10_000) throw new BadExpression('memory exhausted');
  const value =
    operator === '+' ? x + y : operator === '-' ? x - y : operator === '*' ? x * y : operator === '/' ? x / y : x % y;
  return value.toString();
}

function compared(operator: string, a: string, b: string): boolean {
  const numbers = isInteger(a) && isInteger(b);
  const [x, y] = numbers ? [BigInt(a), BigInt(b)] : [a, b];
  const order = x < y ? -1 : x > y ? 1 : 0;
  if (operator === '=' || operator === '==') return order === 0;
  if (operator === '!=') return order !== 0;
  if (order === 0) return operator.includes('=');
  return operator.startsWith(order < 0 ? '<' : '>');
}

/** STRING : REGEXP, from the beginning: the first group, or how much matched. */
function matched(text: string, pattern: string): string {
  const regex = new Regex(pattern, BASIC, {
    around: (node) => ({ kind: 'seq', nodes: [{ kind: 'assert', what: 'buffer start' }, node] }),
  });
  const match = regex.exec(text);
  if (regex.groups > 0) return match?.groups[0] ?? '';
  return match === null ? '0' : `${Array.from(text.slice(match.index, match.end)).length}`;
}
