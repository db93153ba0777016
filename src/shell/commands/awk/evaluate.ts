import type { Regex } from '../../regex/regex.ts';
import { BadPattern } from '../../regex/syntax.ts';
import type { Pace } from '../../process/pace.ts';
import type { Task } from '../../process/task.ts';
import { AwkFailure, bounded } from './failure.ts';
import type { Input } from './input.ts';
import { patternComplaint } from './pattern.ts';
import { Slot, type Store } from './store.ts';
import type { Streams } from './streams.ts';
import type { Arithmetic, BuiltinName, Comparison, Expression, Program, Target } from './syntax.ts';
import { compared, fromOutside, isTrue, numberOf, type Value } from './value.ts';

/** Calls of functions that stand in one another. */
const MAX_CALLS = 400;

/** Everything that a running program works with. */
export interface Running {
  readonly program: Program;
  readonly store: Store;
  readonly streams: Streams;
  readonly input: Input;
  readonly pace: Pace;
  /** The clock of the lab, seconds since 1970. */
  readonly clock: () => number;
  /** A number from 0 up to, but not 1; and a new beginning of them, which answers the one before. */
  readonly random: { next(): number; seed(seed: number): number };
  /** Calls a function of awk's own. */
  readonly builtin: (run: Running, name: BuiltinName, args: readonly Expression[]) => Task<Value>;
  /** Runs the body of a function and answers what it returns. */
  readonly body: (name: string) => Task<Value>;
}

const LATER = Symbol('later');

/** Evaluates an expression. It may wait: for a record, or for a command. */
export function* evaluate(run: Running, node: Expression): Task<Value> {
  const now = atOnce(run, node);
  if (now !== LATER) return now;
  switch (node.kind) {
    case 'group':
      return yield* evaluate(run, node.inner);
    case 'element':
      return run.store.array(node.array).get(yield* keyOf(run, node.keys));
    case 'field':
      return run.store.field(numberOf(yield* evaluate(run, node.index)));
    case 'assign': {
      let value = yield* evaluate(run, node.value);
      if (node.operator !== null) {
        const before = numberOf(yield* evaluate(run, node.target));
        value = calculated(node.operator, before, numberOf(value));
      }
      yield* assign(run, node.target, value);
      return value;
    }
    case 'choice':
      return yield* evaluate(run, isTrue(yield* evaluate(run, node.test)) ? node.yes : node.no);
    case 'and':
      return isTrue(yield* evaluate(run, node.left)) && isTrue(yield* evaluate(run, node.right)) ? 1 : 0;
    case 'or':
      return isTrue(yield* evaluate(run, node.left)) || isTrue(yield* evaluate(run, node.right)) ? 1 : 0;
    case 'not':
      return isTrue(yield* evaluate(run, node.inner)) ? 0 : 1;
    case 'minus':
      return -numberOf(yield* evaluate(run, node.inner));
    case 'plus':
      return numberOf(yield* evaluate(run, node.inner));
    case 'arithmetic': {
      const left = numberOf(yield* evaluate(run, node.left));
      return calculated(node.operator, left, numberOf(yield* evaluate(run, node.right)));
    }
    case 'compare': {
      const left = yield* evaluate(run, node.left);
      const right = yield* evaluate(run, node.right);
      return holds(node.operator, compared(left, right, run.store.text('CONVFMT'))) ? 1 : 0;
    }
    case 'match': {
      const text = run.store.textOf(yield* evaluate(run, node.left));
      const regex = yield* regexOf(run, node.right);
      return regex.test(text) === node.negated ? 0 : 1;
    }
    case 'join': {
      const left = run.store.textOf(yield* evaluate(run, node.left));
      return bounded(left + run.store.textOf(yield* evaluate(run, node.right)));
    }
    case 'in': {
      const key = yield* keyOf(run, node.keys);
      return run.store.array(node.array).has(key) ? 1 : 0;
    }
    case 'step': {
      const before = numberOf(yield* evaluate(run, node.target));
      yield* assign(run, node.target, before + node.by);
      return node.before ? before + node.by : before;
    }
    case 'call':
      return yield* call(run, node.name, node.args);
    case 'builtin':
      return yield* run.builtin(run, node.name, node.args);
    case 'getline':
      return yield* getline(run, node);
    default:
      return null;
  }
}

function atOnce(run: Running, node: Expression): Value | typeof LATER {
  switch (node.kind) {
    case 'number':
    case 'string':
      return node.value;
    case 'name':
      return run.store.get(node);
    case 'regex':
      return node.regex.test(run.store.record.text) ? 1 : 0;
    case 'field':
      return node.index.kind === 'number' ? run.store.field(node.index.value) : LATER;
    default:
      return LATER;
  }
}

export function* assign(run: Running, target: Target, value: Value): Task<void> {
  const { store } = run;
  if (target.kind === 'name') store.set(target, value);
  else if (target.kind === 'field') store.setField(numberOf(yield* evaluate(run, target.index)), value);
  else store.array(target.array).set(yield* keyOf(run, target.keys), value);
}

/** Several keys are one text with SUBSEP between them. */
export function* keyOf(run: Running, keys: readonly Expression[]): Task<string> {
  const [first] = keys;
  if (keys.length === 1 && first !== undefined) return run.store.textOf(yield* evaluate(run, first));
  const parts: string[] = [];
  for (const key of keys) parts.push(run.store.textOf(yield* evaluate(run, key)));
  return parts.join(run.store.text('SUBSEP'));
}

/** An expression where a pattern is wanted: a literal is itself, anything else is the text of one. */
export function* regexOf(run: Running, node: Expression): Task<Regex> {
  if (node.kind === 'regex') return node.regex;
  return patternFrom(run.store, run.store.textOf(yield* evaluate(run, node)));
}

/** Throws AwkFailure when the text is no pattern. */
export function patternFrom(store: Store, text: string): Regex {
  try {
    return store.patterns.of(text);
  } catch (error) {
    if (!(error instanceof BadPattern)) throw error;
    throw new AwkFailure(`regular expression compile failed (${patternComplaint(error)})\n${text}`, false);
  }
}

function calculated(operator: Arithmetic, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '^':
      return left ** right;
  }
}

function holds(operator: Comparison, order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function* call(run: Running, name: string, args: readonly Expression[]): Task<Value> {
  const { store } = run;
  const { parameters } = run.program.functions.get(name) ?? { parameters: [] };
  const frame: Slot[] = [];
  for (const arg of args) {
    if (arg.kind === 'name') {
      const slot = store.slot(arg);
      if (slot.isArray || (slot.value === null && arg.name !== 'NF')) {
        // It may become an array in there.
        const given = new Slot(slot);
        if (slot.isArray) given.array(store.budget);
        frame.push(given);
        continue;
      }
    }
    const own = new Slot();
    own.value = yield* evaluate(run, arg);
    frame.push(own);
  }
  while (frame.length < parameters.length) frame.push(new Slot());
  const before = store.frame;
  if (run.pace.tires(1)) yield* run.pace.rest();
  depth.set(run, (depth.get(run) ?? 0) + 1);
  // unverified: mawk's words for it.
  if ((depth.get(run) ?? 0) > MAX_CALLS) throw new AwkFailure('function call nesting too deep', false);
  store.frame = frame;
  try {
    return yield* run.body(name);
  } finally {
    store.frame = before;
    depth.set(run, (depth.get(run) ?? 1) - 1);
  }
}

const depth = new WeakMap<Running, number>();

/** 1: a record was read, 0: the end, -1: it cannot be read. */
function* getline(run: Running, node: Extract<Expression, { kind: 'getline' }>): Task<Value> {
  const { store } = run;
  let record: string | null;
  if (node.from === 'input') {
    record = yield* run.input.next();
    if (record === null) return 0;
    store.count('NR');
    store.count('FNR');
  } else {
    const name = node.source === null ? '' : store.textOf(yield* evaluate(run, node.source));
    const reader = run.streams.reader(node.from, name);
    if (reader === null) return -1;
    record = yield* reader.next(store.text('RS'));
    if (record === null) return 0;
  }
  if (node.target === null) store.setRecord(record);
  else yield* assign(run, node.target, fromOutside(record));
  return 1;
}
