import type { TestExpression } from 'unbash';
import { absolute } from '../process/files.ts';
import type { Task } from '../process/task.ts';
import { arithmeticOf, patternOf, textOf } from './expand.ts';
import { ShellError } from './flow.ts';
import { BadPattern, EXTENDED } from '../regex/syntax.ts';
import { Regex } from '../regex/regex.ts';
import { Glob } from './glob.ts';
import { regexText } from './regex-word.ts';
import type { Io, Shell } from './shell.ts';

/** [[ … ]] */
export function* holds(shell: Shell, node: TestExpression, io: Io): Task<boolean> {
  switch (node.type) {
    case 'TestGroup':
      return yield* holds(shell, node.expression, io);
    case 'TestNot':
      return (node.negations.length % 2 === 1) !== (yield* holds(shell, node.operand, io));
    case 'TestLogical':
      for (const operand of node.operands) {
        if ((yield* holds(shell, operand, io)) !== (node.operator === '&&')) return node.operator === '||';
      }
      return node.operator === '&&';
    case 'TestUnary':
      return unary(shell, node.operator, yield* textOf(shell, node.operand, io));
    case 'TestBinary': {
      const left = yield* textOf(shell, node.left, io);
      if (node.operator === '=~') return yield* matches(shell, left, node.right, io);
      if (/^[!=]?=$/.test(node.operator)) {
        const equal = new Glob(yield* patternOf(shell, node.right, io)).test(left);
        return equal === (node.operator !== '!=');
      }
      const right = yield* textOf(shell, node.right, io);
      if (!/^-(?:eq|ne|lt|le|gt|ge)$/.test(node.operator)) return binary(left, node.operator, right);
      return binary(`${arithmeticOf(shell, left)}`, node.operator, `${arithmeticOf(shell, right)}`);
    }
  }
}

function* matches(shell: Shell, text: string, word: Parameters<typeof textOf>[1], io: Io): Task<boolean> {
  const source = yield* regexText(shell, word, io);
  try {
    const found = new Regex(source, EXTENDED).exec(text);
    const groups = found === null ? [] : [text.slice(found.index, found.end), ...found.groups];
    shell.vars.set(
      'BASH_REMATCH',
      groups.map((group) => group ?? ''),
    );
    return found !== null;
  } catch (error) {
    if (!(error instanceof BadPattern)) throw error;
    // bash ends the test with 2 and says nothing.
    throw new ShellError('', 2);
  }
}

/** test and [: the arguments without the closing bracket. */
export function testArguments(shell: Shell, args: readonly string[], called = '['): boolean {
  const [first, second, third] = args;
  if (first === undefined) return false;
  const or = args.indexOf('-o');
  if (or > 0 && args.length > 3)
    return testArguments(shell, args.slice(0, or), called) || testArguments(shell, args.slice(or + 1), called);
  const and = args.indexOf('-a');
  if (and > 0 && args.length > 3) {
    return testArguments(shell, args.slice(0, and), called) && testArguments(shell, args.slice(and + 1), called);
  }
  if (first === '!' && args.length > 1) return !testArguments(shell, args.slice(1), called);
  if (first === '(' && args.at(-1) === ')') return testArguments(shell, args.slice(1, -1), called);
  if (args.length === 1) return first !== '';
  if (args.length === 2) return unary(shell, first, second!, called);
  if (args.length === 3) return binary(first, second!, third!, called);
  throw new ShellError(`${called}: too many arguments`, 2);
}

function unary(shell: Shell, operator: string, text: string, called = '[['): boolean {
  const { files } = shell.host;
  const path = absolute(text, shell.folder);
  switch (operator) {
    case '-z':
      return text === '';
    case '-n':
      return text !== '';
    case '-e':
    case '-r':
    case '-w':
      return files.exists(path);
    case '-f':
      return files.read(path) !== null;
    case '-d':
      return files.isFolder(path);
    case '-s':
      return (files.read(path)?.length ?? 0) > 0;
    case '-v':
      return shell.vars.get(text) !== undefined;
    case '-t':
      return true;
    case '-x':
    case '-L':
    case '-h':
      return false;
    default:
      throw new ShellError(`${called}: ${operator}: unary operator expected`, 2);
  }
}

function binary(left: string, operator: string, right: string, called = '[['): boolean {
  switch (operator) {
    case '=':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '-eq':
      return integer(left, called) === integer(right, called);
    case '-ne':
      return integer(left, called) !== integer(right, called);
    case '-lt':
      return integer(left, called) < integer(right, called);
    case '-le':
      return integer(left, called) <= integer(right, called);
    case '-gt':
      return integer(left, called) > integer(right, called);
    case '-ge':
      return integer(left, called) >= integer(right, called);
    default:
      throw new ShellError(`${called}: ${operator}: binary operator expected`, 2);
  }
}

function integer(text: string, called: string): number {
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw new ShellError(`${called}: ${text}: integer expression expected`, 2);
  return Number(text);
}
