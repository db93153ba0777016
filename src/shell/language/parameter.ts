import type { ParameterExpansionPart, ParameterOperation, Word } from 'unbash';
import type { Task } from '../process/task.ts';
import { ShellError } from './flow.ts';
import { Glob } from './glob.ts';
import type { PatternPart } from './pattern.ts';
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
    if (part.prefix === '!' && all) return list.map((_, i) => `${i}`);
    const { operation } = part;
    if (operation === undefined) return list;
    if (operation.type === 'Slice') return yield* slicedList(all ? list : [shell.called, ...list], operation, words);
    const out: string[] = [];
    for (const item of list) out.push(yield* changed(item, operation, words));
    return out;
  }
  let value = parameter(shell, part.parameter);
  if (part.index !== undefined) {
    value = shell.vars.list(part.parameter)?.at(yield* words.number(part.index)) ?? null;
  }
  if (part.prefix === '#') return [`${[...(value ?? '')].length}`];
  if (part.prefix === '!') {
    if (value !== null && !/^(?:[A-Za-z_]\w*|\d+|[@*#?$!-])$/.test(value))
      throw new ShellError(`${value}: invalid variable name`);
    value = value === null ? null : parameter(shell, value);
  }
  const { operation } = part;
  if (operation?.type === 'Default') return [yield* withDefault(shell, part.parameter, value, operation, words)];
  if (value === null && shell.options.nounset) throw new ShellError(`${part.parameter}: unbound variable`);
  return [operation === undefined ? (value ?? '') : yield* changed(value ?? '', operation, words)];
}

/** ${a[@]:from:count}; ${@:from:count} counts from $0. */
function* slicedList(
  list: readonly string[],
  { offset, length }: Extract<ParameterOperation, { type: 'Slice' }>,
  words: Words,
): Task<readonly string[]> {
  const from = yield* words.number(offset);
  const start = from < 0 ? list.length + from : from;
  if (start < 0) return [];
  const count = length === undefined ? null : yield* words.number(length);
  if (count !== null && count < 0) throw new ShellError(`${count}: substring expression < 0`);
  return list.slice(start, count === null ? undefined : start + count);
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
      const pattern = new Glob(yield* words.pattern(operation.operand));
      const which = operation.operator.length === 2 ? 'longest' : 'shortest';
      if (operation.operator.startsWith('#')) return value.slice(Math.max(0, pattern.prefix(value, which)));
      return value.slice(0, value.length - Math.max(0, pattern.suffix(value, which)));
    }
    case 'Replace': {
      const pattern = new Glob(yield* words.pattern(operation.pattern));
      return replaced(value, pattern, yield* words.text(operation.replacement), operation.operator);
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

/** Characters in which a pattern with stars is looked for. */
const MAX_SEARCHED = 50_000;

/** ${v/p/t}, ${v//p/t}, ${v/#p/t}, ${v/%p/t}: the longest match at the first place, or at every one. */
function replaced(value: string, pattern: Glob, text: string, operator: string): string {
  const { plain } = pattern;
  if (plain === '') return operator === '/#' ? text + value : operator === '/%' ? value + text : value;
  if (operator === '/#') {
    const end = pattern.prefix(value, 'longest');
    return end < 0 ? value : text + value.slice(end);
  }
  if (operator === '/%') {
    const size = pattern.suffix(value, 'longest');
    return size < 0 ? value : value.slice(0, value.length - size) + text;
  }
  if (plain !== null) return operator === '//' ? value.replaceAll(plain, () => text) : value.replace(plain, () => text);
  if (value.length > MAX_SEARCHED) throw new ShellError('pattern substitution: text too long for this lab shell');
  const characters = [...value];
  let out = '';
  let at = 0;
  for (let found = pattern.find(characters, 0); found !== null; found = pattern.find(characters, at)) {
    out += characters.slice(at, found.start).join('') + text;
    at = found.end;
    if (operator !== '//') break;
  }
  return out + characters.slice(at).join('');
}
