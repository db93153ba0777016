import type { Task } from '../../process/task.ts';
import { clockText } from '../date/clock-text.ts';
import { assign, evaluate, patternFrom, regexOf, type Running } from './evaluate.ts';
import { AwkFailure, bounded } from './failure.ts';
import { formatted } from './format.ts';
import { replaced } from './replace.ts';
import { fieldsOf } from './separate.ts';
import type { BuiltinName, Expression } from './syntax.ts';
import { fromOutside, numberOf, type Value } from './value.ts';

/** The functions of mawk 1.3.4. */
export function* callBuiltin(run: Running, name: BuiltinName, args: readonly Expression[]): Task<Value> {
  const { store, streams } = run;
  switch (name) {
    case 'length':
      return yield* length(run, args);
    case 'split':
      return yield* split(run, args);
    case 'sub':
    case 'gsub':
      return yield* substitute(run, args, name === 'gsub');
    case 'match': {
      const text = yield* textAt(run, args, 0);
      const found = args[1] === undefined ? null : (yield* regexOf(run, args[1])).exec(text);
      store.global('RSTART').value = found === null ? 0 : found.index + 1;
      store.global('RLENGTH').value = found === null ? -1 : found.end - found.index;
      return found === null ? 0 : found.index + 1;
    }
    default:
  }
  const values: Value[] = [];
  for (const arg of args) values.push(yield* evaluate(run, arg));
  const [first = null, second = null, third = null] = values;
  const text = (value: Value): string => store.textOf(value);
  switch (name) {
    case 'substr':
      return substring(text(first), numberOf(second), values.length < 3 ? Infinity : numberOf(third));
    case 'index':
      return text(first).indexOf(text(second)) + 1;
    case 'sprintf':
      return bounded(formatted('sprintf', text(first), values.slice(1), text));
    case 'tolower':
      return text(first).replace(/[A-Z]+/g, (part) => part.toLowerCase());
    case 'toupper':
      return text(first).replace(/[a-z]+/g, (part) => part.toUpperCase());
    case 'sin':
      return Math.sin(numberOf(first));
    case 'cos':
      return Math.cos(numberOf(first));
    case 'atan2':
      return Math.atan2(numberOf(first), numberOf(second));
    case 'exp':
      return Math.exp(numberOf(first));
    case 'log':
      return Math.log(numberOf(first));
    case 'sqrt':
      return Math.sqrt(numberOf(first));
    case 'int':
      return Math.trunc(numberOf(first));
    case 'rand':
      return run.random.next();
    case 'srand':
      return run.random.seed(values.length === 0 ? Math.trunc(run.clock()) : numberOf(first));
    case 'system':
      return yield* streams.run(text(first));
    case 'close':
      return yield* streams.close(text(first));
    case 'fflush':
      return 0;
    case 'systime':
      return Math.trunc(run.clock());
    case 'strftime': {
      const seconds = values.length < 2 ? Math.trunc(run.clock()) : numberOf(second);
      if (!(Math.abs(seconds) < 1e12)) return '';
      return clockText({ seconds, offsetMinutes: 0, zone: 'UTC' }, values.length < 1 ? '%c' : text(first));
    }
  }
}

function* textAt(run: Running, args: readonly Expression[], at: number): Task<string> {
  const arg = args[at];
  return arg === undefined ? '' : run.store.textOf(yield* evaluate(run, arg));
}

function* length(run: Running, args: readonly Expression[]): Task<Value> {
  const [arg] = args;
  if (arg === undefined) return run.store.record.text.length;
  if (arg.kind === 'name' && run.store.slot(arg).isArray) return run.store.array(arg).size;
  return run.store.textOf(yield* evaluate(run, arg)).length;
}

/** From a rounded place on, and so many; what lies before the beginning counts, too (POSIX). */
function substring(text: string, from: number, count: number): string {
  const start = rounded(from);
  const end = count === Infinity ? Infinity : start + rounded(count);
  if (!(start < end)) return '';
  return text.slice(Math.max(start, 1) - 1, Math.max(Math.min(end, text.length + 1), 1) - 1);
}

/** rint(3): halves go to the even number. */
function rounded(value: number): number {
  if (Number.isNaN(value)) return 0;
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function* split(run: Running, args: readonly Expression[]): Task<Value> {
  const { store } = run;
  const [, array, by] = args;
  if (array?.kind !== 'name') throw new AwkFailure('split needs an array', false);
  const text = yield* textAt(run, args, 0);
  let parts: readonly string[];
  if (by?.kind === 'regex') parts = splitBy(text, (at) => by.regex.exec(text, at));
  else {
    const separator = by === undefined ? store.text('FS') : store.textOf(yield* evaluate(run, by));
    if (separator.length > 1) patternFrom(store, separator);
    parts = fieldsOf(text, separator, store.patterns);
  }
  const table = store.array(array);
  table.clear();
  for (const [i, part] of parts.entries()) table.set(`${i + 1}`, fromOutside(part));
  return parts.length;
}

function splitBy(
  text: string,
  find: (at: number) => { readonly index: number; readonly end: number } | null,
): readonly string[] {
  if (text === '') return [];
  const out: string[] = [];
  let start = 0;
  for (let at = 0; at <= text.length;) {
    const match = find(at);
    if (match === null) break;
    at = match.end === match.index ? match.end + 1 : match.end;
    if (match.end === match.index) continue;
    out.push(text.slice(start, match.index));
    start = match.end;
  }
  return [...out, text.slice(start)];
}

function* substitute(run: Running, args: readonly Expression[], all: boolean): Task<Value> {
  const { store, pace } = run;
  const [pattern, , where] = args;
  if (pattern === undefined) return 0;
  const regex = yield* regexOf(run, pattern);
  const replacement = yield* textAt(run, args, 1);
  const target = where ?? { kind: 'field', index: { kind: 'number', value: 0 } };
  const text = store.textOf(yield* evaluate(run, target));
  if (pace.tires(text.length / 16)) yield* pace.rest();
  const answer = replaced(text, regex, replacement, all);
  const assignable = target.kind === 'name' || target.kind === 'element' || target.kind === 'field';
  if (answer.count > 0 && assignable) yield* assign(run, target, answer.text);
  return answer.count;
}
