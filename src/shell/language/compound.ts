import type { CompoundCommand, CompoundList, Statement, TestExpression } from 'unbash';
import type { Task } from '../process/task.ts';
import { arithmeticSource } from './arithmetic-text.ts';
import { holds } from './condition.ts';
import { argumentsOf, arithmetic, patternOf, textOf } from './expand.ts';
import { Flow, ShellError } from './flow.ts';
import { Glob } from './glob.ts';
import { reported } from './report.ts';
import type { Io, Shell } from './shell.ts';

type Run = (shell: Shell, list: readonly Statement[], io: Io) => Task;

/** Loops, branches and groups. `run` runs the statements inside. */
export function* compound(shell: Shell, command: Exclude<CompoundCommand, { type: 'Select' }>, io: Io, run: Run): Task {
  switch (command.type) {
    case 'Subshell': {
      const child = shell.fork();
      return (shell.status = yield* shell.host.interpret(child, command.body, io));
    }
    case 'BraceGroup':
      return yield* run(shell, command.body.commands, io);
    case 'If': {
      if (yield* truth(shell, command.clause, io, run)) return yield* run(shell, command.then.commands, io);
      for (const branch of command.elif) {
        if (yield* truth(shell, branch.clause, io, run)) return yield* run(shell, branch.then.commands, io);
      }
      return command.else === undefined ? 0 : yield* run(shell, command.else.commands, io);
    }
    case 'For': {
      const items: string[] = command.wordlist === undefined ? [...shell.args] : [];
      for (const word of command.wordlist ?? []) items.push(...(yield* argumentsOf(shell, word, io)));
      return yield* loop(
        shell,
        items[Symbol.iterator](),
        (item) => void shell.vars.set(command.name.value, item),
        command.body,
        io,
        run,
      );
    }
    case 'While': {
      let status = 0;
      while ((yield* truth(shell, command.clause, io, run)) === (command.kind === 'while')) {
        const step = yield* turn(shell, command.body, io, run);
        status = shell.status;
        if (step === 'leave') break;
      }
      return status;
    }
    case 'ArithmeticFor': {
      const value = (node: typeof command.test): Task<bigint> => arithmetic(shell, arithmeticSource(node), io);
      yield* value(command.initialize);
      while (command.test === undefined || (yield* value(command.test)) !== 0n) {
        if ((yield* turn(shell, command.body, io, run)) === 'leave') break;
        yield* value(command.update);
      }
      return shell.status;
    }
    case 'Case': {
      const subject = yield* textOf(shell, command.word, io);
      let falls = false;
      for (const item of command.items) {
        let hit = falls;
        for (const pattern of item.pattern) hit ||= new Glob(yield* patternOf(shell, pattern, io)).test(subject);
        if (!hit) continue;
        shell.status = yield* run(shell, item.body.commands, io);
        if (item.terminator !== ';&' && item.terminator !== ';;&') return shell.status;
        falls = item.terminator === ';&';
      }
      return shell.status;
    }
    case 'TestCommand':
      return yield* reported(shell, io, tested(shell, command.expression, io));
    case 'ArithmeticCommand':
      return yield* reported(shell, io, computed(shell, command.body, io));
  }
}

function* tested(shell: Shell, expression: TestExpression, io: Io): Task {
  return (yield* holds(shell, expression, io)) ? 0 : 1;
}

function* computed(shell: Shell, body: string, io: Io): Task {
  try {
    return (yield* arithmetic(shell, body, io)) === 0n ? 1 : 0;
  } catch (error) {
    if (error instanceof ShellError) throw new ShellError(`((: ${error.message}`, error.code);
    throw error;
  }
}

/** A condition: its failure is no error even under set -e. */
function* truth(shell: Shell, clause: CompoundList, io: Io, run: Run): Task<boolean> {
  const { options } = shell;
  shell.options = { ...options, errexit: false };
  try {
    return (yield* run(shell, clause.commands, io)) === 0;
  } finally {
    shell.options = options;
  }
}

function* loop(
  shell: Shell,
  items: Iterator<string>,
  set: (item: string) => void,
  body: CompoundList,
  io: Io,
  run: Run,
): Task {
  shell.status = 0;
  for (let step = items.next(); step.done !== true; step = items.next()) {
    set(step.value);
    if ((yield* turn(shell, body, io, run)) === 'leave') break;
  }
  return shell.status;
}

/** One turn of a loop. It takes a little lab time, so that a loop that does nothing does not stand still in it. */
function* turn(shell: Shell, body: CompoundList, io: Io, run: Run): Task<'go on' | 'leave'> {
  yield* shell.host.breath();
  shell.loops += 1;
  try {
    yield* run(shell, body.commands, io);
    return 'go on';
  } catch (error) {
    if (!(error instanceof Flow) || (error.kind !== 'break' && error.kind !== 'continue')) throw error;
    if (error.value > 1) throw new Flow(error.kind, error.value - 1);
    return error.kind === 'break' ? 'leave' : 'go on';
  } finally {
    shell.loops -= 1;
  }
}
