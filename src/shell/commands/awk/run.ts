import { callBuiltin } from './builtins.ts';
import type { Context } from '../../command.ts';
import { Pace } from '../../process/pace.ts';
import type { Task } from '../../process/task.ts';
import { evaluate, type Running } from './evaluate.ts';
import { execute, type Left } from './execute.ts';
import { Input } from './input.ts';
import { inward } from './octets.ts';
import type { Store } from './store.ts';
import { Streams } from './streams.ts';
import type { Program, Rule } from './syntax.ts';
import { fromOutside, isTrue } from './value.ts';

/** Runs a program over its input. Gives the exit code. Throws AwkFailure. */
export function* runProgram(context: Context, program: Program, store: Store, args: readonly string[]): Task {
  const { environment, machine, shell } = context;
  const streams = new Streams(context, store.patterns);
  const left: Left = { code: 0, returned: null };
  const run: Running = {
    program,
    store,
    streams,
    input: new Input(context, store),
    pace: new Pace(() => shell.host.breath()),
    clock: () => machine.clock(),
    random: randomOf(context),
    builtin: callBuiltin,
    *body(name) {
      const body = program.functions.get(name)?.body;
      left.returned = null;
      const leave = body === undefined ? null : yield* execute(run, left, body);
      if (leave === 'exit' || leave === 'next' || leave === 'nextfile') throw new Away(leave);
      return left.returned;
    },
  };
  const argv = store.array({ kind: 'name', name: 'ARGV', local: null });
  for (const [i, arg] of args.entries()) argv.set(`${i}`, fromOutside(inward(arg)));
  store.global('ARGC').value = args.length;
  const environ = store.array({ kind: 'name', name: 'ENVIRON', local: null });
  for (const [name, value] of environment) environ.set(inward(name), fromOutside(inward(value)));
  try {
    yield* main(run, left);
    yield* streams.closeAll();
    return left.code;
  } finally {
    streams.drop();
    run.input.close();
  }
}

/** `exit` and `next` from within a function. */
class Away extends Error {
  readonly leave: 'exit' | 'next' | 'nextfile';

  constructor(leave: Away['leave']) {
    super(leave);
    this.name = 'Away';
    this.leave = leave;
  }
}

function* main(run: Running, left: Left): Task<void> {
  const { program, store, input } = run;
  let exited = false;
  for (const statement of program.begin) {
    exited = (yield* leaving(execute(run, left, statement))) === 'exit';
    if (exited) break;
  }
  if (!exited && (program.rules.length > 0 || program.end.length > 0)) {
    const inside = new Set<Rule>();
    while (!exited) {
      const record = yield* input.next();
      if (record === null) break;
      store.count('NR');
      store.count('FNR');
      store.setRecord(record);
      const leave = yield* leaving(rules(run, left, inside));
      exited = leave === 'exit';
      if (leave === 'nextfile') input.skipFile();
    }
  }
  for (const statement of program.end) {
    if ((yield* leaving(execute(run, left, statement))) === 'exit') break;
  }
}

function* leaving<T>(task: Task<T>): Task<T | Away['leave']> {
  try {
    return yield* task;
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    return error.leave;
  }
}

function* rules(run: Running, left: Left, inside: Set<Rule>): Task<string | null> {
  for (const rule of run.program.rules) {
    if (!(yield* selects(run, rule, inside))) continue;
    if (rule.body === null) {
      yield* run.streams.print(run.store.record.text + run.store.text('ORS'), null, '');
      continue;
    }
    const leave = yield* execute(run, left, rule.body);
    if (leave !== null) return leave;
  }
  return null;
}

function* selects(run: Running, rule: Rule, inside: Set<Rule>): Task<boolean> {
  const { pattern, until } = rule;
  if (pattern === null) return true;
  if (until === null) return isTrue(yield* evaluate(run, pattern));
  if (!inside.has(rule)) {
    if (!isTrue(yield* evaluate(run, pattern))) return false;
    inside.add(rule);
  }
  if (isTrue(yield* evaluate(run, until))) inside.delete(rule);
  return true;
}

/** rand and srand from the seed of the lab: the same lab and the same lines give the same numbers. */
function randomOf({ machine, host }: Context): Running['random'] {
  let seed = 0;
  let stream = machine.random(`awk ${host.name} ${machine.now}`);
  return {
    next: () => stream.next() / 2 ** 32,
    seed(next) {
      const before = seed;
      seed = next;
      stream = machine.random(`awk seed ${next}`);
      return before;
    },
  };
}
