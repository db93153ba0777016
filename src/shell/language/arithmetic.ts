import type { ArithmeticExpression } from 'unbash';
import { ShellError } from './flow.ts';

/** What arithmetic asks of the shell around it. */
export interface Numbers {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
  /** Text of a word with expansions in it. */
  textOf(source: string): string;
}

/** Evaluates shell arithmetic (bash(1) ARITHMETIC EVALUATION) in 53-bit integers. */
export function evaluate(node: ArithmeticExpression, numbers: Numbers): number {
  switch (node.type) {
    case 'ArithmeticGroup':
      return evaluate(node.expression, numbers);
    case 'ArithmeticWord':
      return wordValue(node.value, numbers, 0);
    case 'ArithmeticTernary':
      return evaluate(evaluate(node.test, numbers) === 0 ? node.alternate : node.consequent, numbers);
    case 'ArithmeticUnary':
      return unary(node, numbers);
    case 'ArithmeticBinary':
      return binary(node, numbers);
    case 'ArithmeticCommandExpansion':
      return wordValue(numbers.textOf(node.text), numbers, 0);
  }
}

function wordValue(text: string, numbers: Numbers, depth: number): number {
  const trimmed = text.trim();
  if (trimmed === '') return 0;
  if (/^[A-Za-z_]\w*$/.test(trimmed)) {
    if (depth > 16) throw new ShellError(`${trimmed}: expression recursion level exceeded`);
    return wordValue(numbers.get(trimmed) ?? '', numbers, depth + 1);
  }
  const based = /^(\d+)#(\w+)$/.exec(trimmed);
  const value = based
    ? Number.parseInt(based[2]!, Number(based[1]))
    : /^0[xX][0-9a-fA-F]+$/.test(trimmed)
      ? Number.parseInt(trimmed, 16)
      : /^0[0-7]+$/.test(trimmed)
        ? Number.parseInt(trimmed, 8)
        : /^-?\d+$/.test(trimmed)
          ? Number(trimmed)
          : /[$`]/.test(trimmed)
            ? wordValue(numbers.textOf(trimmed), numbers, depth + 1)
            : Number.NaN;
  if (Number.isNaN(value)) throw new ShellError(`${text}: syntax error: operand expected (error token is "${text}")`);
  return value;
}

function nameOf(node: ArithmeticExpression): string {
  if (node.type === 'ArithmeticWord' && /^[A-Za-z_]\w*$/.test(node.value)) return node.value;
  throw new ShellError('attempted assignment to non-variable');
}

function unary(node: Extract<ArithmeticExpression, { type: 'ArithmeticUnary' }>, numbers: Numbers): number {
  if (node.operator === '++' || node.operator === '--') {
    const name = nameOf(node.operand);
    const before = wordValue(name, numbers, 0);
    const after = before + (node.operator === '++' ? 1 : -1);
    numbers.set(name, `${after}`);
    return node.prefix ? after : before;
  }
  const value = evaluate(node.operand, numbers);
  switch (node.operator) {
    case '-':
      return -value;
    case '!':
      return value === 0 ? 1 : 0;
    case '~':
      return ~value;
    default:
      return value;
  }
}

function binary(node: Extract<ArithmeticExpression, { type: 'ArithmeticBinary' }>, numbers: Numbers): number {
  const { operator, left, right } = node;
  if (operator === '&&') return evaluate(left, numbers) !== 0 && evaluate(right, numbers) !== 0 ? 1 : 0;
  if (operator === '||') return evaluate(left, numbers) !== 0 || evaluate(right, numbers) !== 0 ? 1 : 0;
  if (operator === ',') return (evaluate(left, numbers), evaluate(right, numbers));
  if (/^(?:[-+*/%&|^]|<<|>>)?=$/.test(operator)) {
    const name = nameOf(left);
    const value = evaluate(right, numbers);
    const result = operator === '=' ? value : apply(operator.slice(0, -1), wordValue(name, numbers, 0), value);
    numbers.set(name, `${result}`);
    return result;
  }
  return apply(operator, evaluate(left, numbers), evaluate(right, numbers));
}

function apply(operator: string, a: number, b: number): number {
  if ((operator === '/' || operator === '%') && b === 0) throw new ShellError('division by 0 (error token is "0")');
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return Math.trunc(a / b);
    case '%':
      return a % b;
    case '**':
      return a ** b;
    case '<<':
      return a << b;
    case '>>':
      return a >> b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<':
      return a < b ? 1 : 0;
    case '>':
      return a > b ? 1 : 0;
    case '<=':
      return a <= b ? 1 : 0;
    case '>=':
      return a >= b ? 1 : 0;
    case '==':
      return a === b ? 1 : 0;
    case '!=':
      return a !== b ? 1 : 0;
    default:
      throw new ShellError(`syntax error: operator '${operator}' is not known`);
  }
}
