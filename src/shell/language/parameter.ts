import type { ParameterExpansionPart, ParameterOperation, Word } from 'unbash';
import type { Task } from '../process/task.ts';
import { ShellError } from './flow.ts';
import { type PatternPart, patternRegExp, patternSource } from './pattern.ts';
import type { Io, Shell } from './shell.ts';

/** What expanding a parameter asks of the words inside of it. */
export interface Words {
  text(word: Word): Task<string>;
  pattern(word: Word): Task<readonly PatternPart[]>;
  number(word: Word): Task<number>;
}

/** $name, $1, $?, $#, …: null when it is not set. */
export function parameter(shell: Shell, name: string): string | null {
  switch (name) {
    case '?':
      return `${shell.status}`;
    case '#':
      return `${shell.args.length}`;
    case '$':
      return '4242';
    case '!':
      return shell.lastBackground === null ? null : `${shell.lastBackground}`;
    case '0':
      return shell.called;
    case '@':
    case '*':
      return shell.args.join(' ');
    case '-':
      return 'himBHs';
    case 'RANDOM':
      return `${shell.host.random()}`;
    case 'SECONDS':
      return `${Math.trunc(shell.host.now() / 1e9)}`;
    case 'EPOCHSECONDS':
      return `${Math.trunc(shell.host.clock())}`;
    default:
      return /^\d+$/.test(name) ? (shell.args[Number(name) - 1] ?? null) : (shell.vars.get(name) ?? null);
  }
}

/** ${…} (bash(1) Parameter Expansion). Lists ("${a[@]}") answer with several texts. */
export function* expandParameter(
  shell: Shell,
  part: ParameterExpansionPart,
  words: Words,
  _io: Io,
): Task<readonly string[]> {
  const all = part.index?.text === '@' || part.index?.text === '*';
  if (all || part.parameter === '@' || part.parameter === '*') {
    const list = all ? (shell.vars.list(part.parameter) ?? []) : shell.args;
    if (part.prefix === '#') return [`${list.length}`];
    const { operation } = part;
    if (operation === undefined) return list;
    const out: string[] = [];
    for (const item of list) out.push(yield* changed(item, operation, words));
    return out;
  }
  let value = parameter(shell, part.parameter);
  if (part.index !== undefined) {
    value = shell.vars.list(part.parameter)?.[yield* words.number(part.index)] ?? null;
  }
  if (part.prefix === '#') return [`${[...(value ?? '')].length}`];
  if (part.prefix === '!') value = value === null ? null : parameter(shell, value);
  const { operation } = part;
  if (operation?.type === 'Default') return [yield* withDefault(shell, part.parameter, value, operation, words)];
  if (value === null && shell.options.nounset) throw new ShellError(`${part.parameter}: unbound variable`);
  return [operation === undefined ? (value ?? '') : yield* changed(value ?? '', operation, words)];
}

function* withDefault(
  shell: Shell,
  name: string,
  value: string | null,
  operation: Extract<ParameterOperation, { type: 'Default' }>,
  words: Words,
): Task<string> {
  const { operator, operand } = operation;
  const missing = value === null || (operator.startsWith(':') && value === '');
  switch (operator) {
    case '+':
    case ':+':
      return missing ? '' : yield* words.text(operand);
    case '?':
    case ':?':
      if (missing) throw new ShellError(`${name}: ${(yield* words.text(operand)) || 'parameter null or not set'}`, 127);
      return value;
    case '=':
    case ':=': {
      if (!missing) return value;
      const text = yield* words.text(operand);
      shell.vars.set(name, text);
      return text;
    }
    case '-':
    case ':-':
      return missing ? yield* words.text(operand) : value;
  }
}

function* changed(value: string, operation: ParameterOperation, words: Words): Task<string> {
  switch (operation.type) {
    case 'Remove': {
      const pattern = yield* words.pattern(operation.operand);
      const greedy = operation.operator.length === 2;
      const source = patternSource(pattern, '[\\s\\S]', !greedy);
      if (operation.operator.startsWith('#')) return value.replace(new RegExp(`^(?:${source})`), '');
      return removeSuffix(value, patternRegExp(pattern), greedy);
    }
    case 'Replace': {
      const source = patternSource(yield* words.pattern(operation.pattern));
      const text = yield* words.text(operation.replacement);
      const anchored =
        operation.operator === '/#' ? `^(?:${source})` : operation.operator === '/%' ? `(?:${source})$` : source;
      return source === ''
        ? value
        : value.replace(new RegExp(anchored, operation.operator === '//' ? 'g' : ''), () => text);
    }
    case 'Slice': {
      const from = yield* words.number(operation.offset);
      const start = from < 0 ? Math.max(0, value.length + from) : from;
      const length = operation.length === undefined ? null : yield* words.number(operation.length);
      if (length === null) return value.slice(start);
      return length < 0 ? value.slice(start, length) : value.slice(start, start + length);
    }
    case 'CaseModification': {
      const all = operation.operator.length === 2;
      const change = (text: string): string =>
        operation.operator.startsWith('^') ? text.toUpperCase() : text.toLowerCase();
      return all ? change(value) : change(value.slice(0, 1)) + value.slice(1);
    }
    case 'Transform':
      return `'${value.replaceAll("'", "'\\''")}'`;
    case 'Default':
    case 'Names':
      return value;
    case 'Unknown':
      throw new ShellError(`\${…${operation.operator}…}: bad substitution`);
  }
}

function removeSuffix(value: string, whole: RegExp, greedy: boolean): string {
  const from = Array.from({ length: value.length + 1 }, (_, i) => i);
  const start = (greedy ? from : from.toReversed()).find((i) => whole.test(value.slice(i)));
  return start === undefined ? value : value.slice(0, start);
}
