import { parse, type Assignment, type Command, type CommandNode, type Pipeline, type Statement } from 'unbash';
import { waitFor } from '../process/scheduler.ts';
import { NOWHERE, Pipe, write } from '../process/stream.ts';
import { Signalled, signalCode, type Task } from '../process/task.ts';
import { assign, declared } from './assignment.ts';
import { BUILTINS } from './builtins.ts';
import { compound } from './compound.ts';
import { argumentsOf, textOf } from './expand.ts';
import { Flow, ShellError } from './flow.ts';
import { redirectedOrTold, reported } from './report.ts';
import type { Io, Shell, ShellHost } from './shell.ts';

/** Nested functions, sourced files and evals: more is a loop that has no end. */
const MAX_CALLS = 200;
/** Words that a command may have before they count as work. */
const MANY_WORDS = 500;
/** Words of one command: more, and there is no memory left for them. */
const MOST_WORDS = 200_000;
/** Builtins in which other commands run: what those cannot expand ends the line. */
const RUNS_OTHERS: ReadonlySet<string> = new Set(['eval', 'source', '.', 'command', 'builtin', 'exec']);

/** Runs a script to its end; `exit` ends it, an error of the shell ends it with its message. */
export const interpret: ShellHost['interpret'] = function* (shell, script, io) {
  try {
    if ('errors' in script && script.errors?.[0] !== undefined) {
      const { message, pos } = script.errors[0];
      throw new ShellError(`syntax error: ${message} (at character ${pos + 1})`, 2);
    }
    return yield* statements(shell, script.commands, io);
  } catch (error) {
    return yield* ending(shell, error, io);
  }
};

/** Runs a line that was typed or given to -c. */
export function* runText(shell: Shell, text: string, io: Io): Task {
  return yield* interpret(shell, parsed(shell, text), io);
}

/** Texts longer than this are no command lines, and scripts nested deeper run in a circle. */
const MAX_TEXT = 1 << 20;

/** Throws ShellError for what no shell could hold. */
function parsed(shell: Shell, text: string): ReturnType<typeof parse> {
  if (shell.depth > MAX_CALLS || text.length > MAX_TEXT) throw new ShellError('maximum nesting level exceeded', 2);
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof RangeError) throw new ShellError('memory exhausted', 2);
    throw error;
  }
}

function* ending(shell: Shell, error: unknown, io: Io): Task {
  if (error instanceof Flow)
    return (shell.status = error.kind === 'break' || error.kind === 'continue' ? 0 : error.value);
  if (error instanceof ShellError) {
    yield* write(io.stderr, `${shell.host.name}: ${error.message}\n`);
    return (shell.status = error.code);
  }
  throw error;
}

export function* statements(shell: Shell, list: readonly Statement[], io: Io): Task {
  for (const statement of list) {
    shell.substitutions = 0;
    if (statement.background === true) yield* inBackground(shell, statement, io);
    else {
      shell.excused = false;
      shell.status = yield* node(shell, statement.command, io);
      if (shell.status !== 0 && shell.options.errexit && !shell.excused) throw new Flow('exit', shell.status);
    }
  }
  return shell.status;
}

function* inBackground(shell: Shell, statement: Statement, io: Io): Task<void> {
  const child = shell.fork();
  const group = shell.host.newGroup();
  child.group = group;
  const number = (shell.jobs.at(-1)?.number ?? 0) + 1;
  const process = shell.host.spawn(alone(child, statement.command, { ...io, stdin: NOWHERE }), group);
  shell.jobs.push({ number, group, process, text: '' });
  shell.lastBackground = 4242 + process.id;
  if (io.stderr.tty) yield* write(io.stderr, `[${number}] ${shell.lastBackground}\n`);
  shell.status = 0;
}

/** One command as a process of its own: what leaves it ends here. */
function* alone(shell: Shell, command: Statement['command'], io: Io, done: () => void = () => {}): Task {
  try {
    return yield* node(shell, command, io);
  } catch (error) {
    if (error instanceof Signalled) return signalCode(error.signal);
    return yield* ending(shell, error, io);
  } finally {
    done();
  }
}

export function* node(shell: Shell, command: Statement['command'], io: Io): Task {
  if (command.type === 'AndOr') {
    const [first, ...rest] = command.commands;
    const { errexit } = shell.options;
    shell.options = { ...shell.options, errexit: false };
    let status = yield* node(shell, first!, io);
    let last = 0;
    for (const [i, next] of rest.entries()) {
      shell.status = status;
      if ((command.operators[i] === '&&') !== (status === 0)) continue;
      if (i === rest.length - 1) shell.options = { ...shell.options, errexit };
      shell.excused = false;
      status = yield* node(shell, next, io);
      last = i + 1;
    }
    // Only what fails at the end of a list ends a shell under set -e.
    shell.excused ||= last < rest.length;
    shell.options = { ...shell.options, errexit };
    return status;
  }
  if (command.type === 'Pipeline') return yield* pipeline(shell, command, io);
  return yield* one(shell, command, io);
}

function* pipeline(shell: Shell, { prefixes, commands, operators }: Pipeline, io: Io): Task {
  const began = shell.host.now();
  let status =
    commands.length === 1 ? yield* one(shell, commands[0]!, io) : yield* piped(shell, commands, operators, io);
  if (prefixes.some(({ type }) => type === 'Time')) yield* write(io.stderr, timeText(shell.host.now() - began));
  if (prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1) {
    status = status === 0 ? 1 : 0;
    shell.excused = true;
  }
  return status;
}

function* piped(shell: Shell, commands: readonly CommandNode[], operators: Pipeline['operators'], io: Io): Task {
  const pipes = commands.slice(1).map((_, i) => new Pipe(operators[i] === '|&' ? 2 : 1));
  const processes = commands.map((command, i) => {
    const before = pipes[i - 1];
    const after = pipes[i];
    const errors = operators[i] === '|&' && after !== undefined ? after : io.stderr;
    const own: Io = { stdin: before ?? io.stdin, stdout: after ?? io.stdout, stderr: errors };
    const done = (): void => {
      before?.close();
      after?.end();
      if (errors === after) after?.end();
    };
    return shell.host.spawn(alone(shell.fork(), command, own, done), shell.group);
  });
  let signalled: unknown = null;
  const codes: number[] = [];
  for (const process of processes) {
    try {
      codes.push(yield* waitFor(process));
    } catch (error) {
      if (!(error instanceof Signalled)) throw error;
      signalled = error;
    }
  }
  if (signalled !== null) throw signalled as Signalled;
  const failed = shell.options.pipefail ? codes.findLast((code) => code !== 0) : undefined;
  return failed ?? codes.at(-1) ?? 0;
}

function* one(shell: Shell, command: CommandNode, io: Io): Task {
  if (command.type === 'Redirected') {
    const own = yield* redirectedOrTold(shell, command.redirects, io);
    return own === null ? 1 : yield* one(shell, command.command, own);
  }
  if (command.type === 'Command') return yield* simple(shell, command, io);
  if (command.type === 'Function') {
    shell.functions.set(command.name.value, command.body);
    return 0;
  }
  if (command.type === 'Coproc' || command.type === 'Select') {
    throw new ShellError(`${command.type.toLowerCase()}: not supported in this lab shell`, 2);
  }
  return yield* compound(shell, command, io, statements);
}

function* simple(shell: Shell, command: Command, outer: Io): Task {
  const assignments = command.prefix.filter((part): part is Assignment => part.type === 'Assignment');
  const words: string[] = command.name === undefined ? [] : [...(yield* argumentsOf(shell, command.name, outer))];
  const declares = /^(?:export|declare|typeset|local|readonly)$/.test(words[0] ?? '');
  for (const argument of command.args) {
    if (argument.type === 'Word') words.push(...(yield* argumentsOf(shell, argument, outer)));
    else if (declares) words.push(yield* declared(shell, argument, outer));
    else words.push(argument.text);
    if (words.length > MOST_WORDS) throw new ShellError('xrealloc: cannot allocate memory');
  }
  // A line that becomes very many words takes its time.
  for (let more = words.length; more > MANY_WORDS; more -= MANY_WORDS) yield* shell.host.breath();
  const io = yield* redirectedOrTold(shell, command.redirects, outer);
  if (io === null) return 1;
  if (shell.options.xtrace) yield* write(io.stderr, `+ ${words.join(' ')}\n`);
  if (words.length === 0) {
    for (const assignment of assignments) yield* assign(shell, assignment, outer);
    return assignments.length > 0 && !assignments.some((a) => /[$`]/.test(a.text)) ? 0 : shell.status;
  }
  const environment = new Map(shell.vars.environment());
  for (const { name, value } of assignments) {
    if (value.type === 'Word') environment.set(name, yield* textOf(shell, value, outer));
  }
  const [name = ''] = words;
  const inside = shell.functions.has(name) || Object.hasOwn(BUILTINS, name);
  if (!inside || assignments.length === 0) return yield* invoke(shell, words, io, environment, command);
  // What stands before a function or a builtin is a variable of this shell as long as that runs.
  const before = assignments.map((assignment) => [assignment.name, shell.vars.value(assignment.name)] as const);
  try {
    for (const assignment of assignments) yield* assign(shell, assignment, outer);
    return yield* invoke(shell, words, io, environment, command);
  } finally {
    for (const [variable, value] of before.toReversed()) {
      if (value === undefined) shell.vars.unset(variable);
      else shell.vars.set(variable, value);
    }
  }
}

/** Runs words that are already expanded: an alias, a function, a builtin or a program. */
function* invoke(
  shell: Shell,
  words: readonly string[],
  io: Io,
  environment: ReadonlyMap<string, string>,
  command: Command | null,
): Task {
  const [name, ...args] = words as readonly [string, ...string[]];
  const alias = command?.name !== undefined && command.name.parts === undefined ? shell.aliases.get(name) : undefined;
  if (alias !== undefined && alias.split(' ')[0] !== name) {
    const quoted = args.map((arg) => `'${arg.replaceAll("'", "'\\''")}'`);
    const script = parsed(shell, [alias, ...quoted].join(' '));
    return yield* deeper(shell, () => statements(shell, script.commands, io));
  }
  const body = shell.functions.get(name);
  if (body !== undefined) return yield* call(shell, body, args, io);
  const builtin = BUILTINS[name];
  if (builtin !== undefined && Object.hasOwn(BUILTINS, name)) {
    const task = builtin({
      shell,
      args,
      io,
      run: (text) => deeper(shell, () => statements(shell, parsed(shell, text).commands, io)),
      invoke: (rest) => invoke(shell, rest, io, environment, null),
    });
    return yield* RUNS_OTHERS.has(name) ? task : reported(shell, io, task);
  }
  return yield* shell.host.exec(words, io, shell, environment);
}

/** A script inside of the shell itself: eval, a sourced file, an alias. */
function* deeper(shell: Shell, run: () => Task): Task {
  shell.depth += 1;
  try {
    return yield* run();
  } finally {
    shell.depth -= 1;
  }
}

function* call(
  shell: Shell,
  body: NonNullable<ReturnType<Shell['functions']['get']>>,
  args: readonly string[],
  io: Io,
): Task {
  if (shell.depth > MAX_CALLS) throw new ShellError('maximum function nesting level exceeded');
  const before = shell.args;
  shell.args = args;
  const { loops } = shell;
  shell.loops = 0;
  shell.returns += 1;
  shell.depth += 1;
  shell.vars.enter();
  try {
    return body.type === 'CompoundList' ? yield* statements(shell, body.commands, io) : yield* one(shell, body, io);
  } catch (error) {
    if (error instanceof Flow && error.kind === 'return') return error.value;
    throw error;
  } finally {
    shell.vars.leave();
    shell.loops = loops;
    shell.returns -= 1;
    shell.depth -= 1;
    shell.args = before;
  }
}

/** What `time` prints: lab time, and none of it spent by the programs themselves. */
function timeText(nanos: number): string {
  const seconds = nanos / 1e9;
  return `\nreal\t${Math.trunc(seconds / 60)}m${(seconds % 60).toFixed(3)}s\nuser\t0m0.000s\nsys\t0m0.000s\n`;
}
