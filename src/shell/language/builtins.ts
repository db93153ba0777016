import { write } from '../process/stream.ts';
import { type Task, until, untilOr } from '../process/task.ts';
import { waitFor } from '../process/scheduler.ts';
import { absolute, streamed } from '../process/files.ts';
import type { Builtin, Call } from './call.ts';
import { testArguments } from './condition.ts';
import { setVariable } from './assign.ts';
import { echoText } from './echo.ts';
import { printed } from './printf.ts';
import { Flow, ShellError } from './flow.ts';
import { readLine } from './read-line.ts';
import { arithmeticOf } from './expand.ts';
import { declare, exportNames, setOptions } from './declare.ts';

function* nothing(): Task {
  return 0;
}

function codeOf(args: readonly string[], status: number): number {
  const [text] = args;
  if (text === undefined) return status;
  if (!/^-?\d+$/.test(text)) throw new ShellError(`exit: ${text}: numeric argument required`, 2);
  return Number(text) & 255;
}

const leave = (kind: Flow['kind']): Builtin =>
  function* ({ shell, args, io }) {
    if ((kind === 'break' || kind === 'continue') && shell.loops === 0) {
      const text = `${kind}: only meaningful in a \`for', \`while', or \`until' loop`;
      yield* write(io.stderr, `${shell.host.name}: ${text}\n`);
      return 0;
    }
    if (kind === 'return' && shell.returns === 0)
      throw new ShellError("return: can only `return' from a function or sourced script", 2);
    const value =
      kind === 'break' || kind === 'continue' ? Math.max(1, Number(args[0] ?? 1) || 1) : codeOf(args, shell.status);
    throw new Flow(kind, value);
  };

function* changeFolder({ shell, args, io }: Call): Task {
  const [typed = shell.vars.get('HOME') ?? '/'] = args;
  const target = typed === '-' ? (shell.vars.get('OLDPWD') ?? shell.folder) : typed;
  const folder = absolute(target, shell.folder);
  const { files } = shell.host;
  if (!files.isFolder(folder)) {
    throw new ShellError(`cd: ${typed}: ${files.exists(folder) ? 'Not a directory' : 'No such file or directory'}`);
  }
  shell.vars.set('OLDPWD', shell.folder);
  shell.vars.set('PWD', folder);
  shell.folder = folder;
  if (typed === '-') yield* write(io.stdout, `${folder}\n`);
  return 0;
}

function* alias({ shell, args, io }: Call): Task {
  let status = 0;
  const shown = args.length === 0 ? [...shell.aliases.keys()].sort() : args;
  for (const word of shown) {
    const cut = word.indexOf('=');
    if (cut > 0) {
      shell.aliases.set(word.slice(0, cut), word.slice(cut + 1));
      continue;
    }
    const text = shell.aliases.get(word);
    if (text !== undefined) yield* write(io.stdout, `alias ${word}='${text}'\n`);
    else {
      yield* write(io.stderr, `${shell.host.name}: alias: ${word}: not found\n`);
      status = 1;
    }
  }
  return status;
}

const KEYWORDS: ReadonlySet<string> = new Set(
  'if then else elif fi case esac for select while until do done in function time { } ! [[ ]] coproc'.split(' '),
);

function* kindOf({ shell, args, io }: Call): Task {
  const short = args[0] === '-t';
  let status = 0;
  for (const name of args.filter((arg) => !arg.startsWith('-'))) {
    const alias = shell.aliases.get(name);
    const path = shell.host.whereIs(name);
    if (alias !== undefined) yield* write(io.stdout, short ? 'alias\n' : `${name} is aliased to \`${alias}'\n`);
    else if (KEYWORDS.has(name)) yield* write(io.stdout, short ? 'keyword\n' : `${name} is a shell keyword\n`);
    else if (shell.functions.has(name)) yield* write(io.stdout, short ? 'function\n' : `${name} is a function\n`);
    else if (Object.hasOwn(BUILTINS, name))
      yield* write(io.stdout, short ? 'builtin\n' : `${name} is a shell builtin\n`);
    else if (path !== null) yield* write(io.stdout, short ? 'file\n' : `${name} is ${path}\n`);
    else {
      if (!short) yield* write(io.stderr, `${shell.host.name}: type: ${name}: not found\n`);
      status = 1;
    }
  }
  return status;
}

function* command({ shell, args, io, invoke }: Call): Task {
  if (args[0] !== '-v' && args[0] !== '-V') return args.length === 0 ? 0 : yield* invoke(args);
  const name = args[1] ?? '';
  const alias = shell.aliases.get(name);
  const found =
    alias !== undefined
      ? `alias ${name}='${alias}'`
      : shell.functions.has(name) || Object.hasOwn(BUILTINS, name)
        ? name
        : shell.host.whereIs(name);
  if (found === null) return 1;
  yield* write(io.stdout, `${found}\n`);
  return 0;
}

function* sourceFile({ shell, args, run }: Call): Task {
  const [path] = args;
  if (path === undefined) throw new ShellError('source: filename argument required', 2);
  const content = shell.host.files.read(absolute(path, shell.folder));
  if (content === null) {
    // What `source <(kubectl completion bash)` would bring is there already.
    throw new ShellError(`${path}: No such file or directory`);
  }
  shell.returns += 1;
  try {
    return yield* run(streamed(content));
  } catch (error) {
    if (error instanceof Flow && error.kind === 'return') return error.value;
    throw error;
  } finally {
    shell.returns -= 1;
  }
}

function* wait({ shell, args }: Call): Task {
  let status = 0;
  for (const job of shell.jobs.filter(
    ({ number, process }) =>
      args.length === 0 || args.some((arg) => arg === `%${number}` || arg === `${4242 + process.id}`),
  )) {
    // Ctrl-C ends the waiting, not the job (bash(1), SIGNALS).
    yield* until(() => job.process.exitCode !== null);
    status = job.process.exitCode ?? 0;
  }
  return args.length === 0 ? 0 : status;
}

function* jobs({ shell, io }: Call): Task {
  for (const { number, process, text } of shell.jobs) {
    const state = process.exitCode === null ? 'Running' : process.exitCode === 0 ? 'Done' : `Exit ${process.exitCode}`;
    yield* write(io.stdout, `[${number}]${number === shell.jobs.length ? '+' : '-'}  ${state.padEnd(23)} ${text}\n`);
  }
  return 0;
}

function* kill({ shell, args }: Call): Task {
  const signal = args.some((arg) => /^-(?:9|KILL|SIGKILL)$/.test(arg))
    ? 'KILL'
    : args.some((arg) => /^-(?:2|INT|SIGINT)$/.test(arg))
      ? 'INT'
      : 'TERM';
  for (const target of args.filter((arg) => !arg.startsWith('-'))) {
    const job = shell.jobs.find(({ number, process }) => target === `%${number}` || target === `${4242 + process.id}`);
    if (job === undefined || job.process.exitCode !== null) throw new ShellError(`kill: (${target}) - No such process`);
    shell.host.signal(job.group, signal);
  }
  return 0;
}

function* foreground({ shell, args }: Call): Task {
  const job = shell.jobs.findLast(
    ({ number, process }) => process.exitCode === null && (args[0] === undefined || args[0] === `%${number}`),
  );
  if (job === undefined) throw new ShellError('fg: current: no such job');
  try {
    return yield* waitFor(job.process);
  } catch (error) {
    shell.host.signal(job.group, 'INT');
    yield* untilOr(shell.host.now(), () => job.process.exitCode !== null);
    throw error;
  }
}

function* history({ shell, io }: Call): Task {
  for (const [i, line] of shell.history.entries()) yield* write(io.stdout, `${`${i + 1}`.padStart(5)}  ${line}\n`);
  return 0;
}

/** Total by name; `interpret` looks here before it looks for programs. */
export const BUILTINS: Readonly<Record<string, Builtin>> = {
  ':': nothing,
  true: nothing,
  umask: nothing,
  trap: nothing,
  hash: nothing,
  disown: nothing,
  *false() {
    return 1;
  },
  break: leave('break'),
  continue: leave('continue'),
  return: leave('return'),
  exit: leave('exit'),
  logout: leave('exit'),
  cd: changeFolder,
  *pwd({ shell, io }) {
    yield* write(io.stdout, `${shell.folder}\n`);
    return 0;
  },
  *echo({ args, io }) {
    yield* write(io.stdout, echoText(args));
    return 0;
  },
  *printf({ shell, args, io }) {
    const variable = args[0] === '-v' ? (args[1] ?? '') : null;
    const words = variable !== null ? args.slice(2) : args[0] === '--' ? args.slice(1) : args;
    const [format, ...rest] = words;
    if (format === undefined) {
      yield* write(io.stderr, 'printf: usage: printf [-v var] format [arguments]\n');
      return 2;
    }
    const { text, complaints } = printed(format, rest);
    for (const complaint of complaints) yield* write(io.stderr, `${shell.host.name}: printf: ${complaint}\n`);
    if (variable === null) yield* write(io.stdout, text);
    else setVariable(shell, variable, text);
    return complaints.length > 0 ? 1 : 0;
  },
  *export({ shell, args, io }) {
    return yield* exportNames(shell, args, io);
  },
  *declare({ shell, args, io }) {
    return yield* declare(shell, args, io);
  },
  *typeset({ shell, args, io }) {
    return yield* declare(shell, args, io);
  },
  *local({ shell, args, io }) {
    for (const arg of args) {
      if (!shell.vars.local(arg.split('=')[0]!)) throw new ShellError('local: can only be used in a function');
    }
    return yield* declare(shell, args, io);
  },
  *readonly({ shell, args, io }) {
    const status = yield* declare(shell, args, io);
    for (const arg of args) shell.vars.freeze(arg.split('=')[0]!);
    return status;
  },
  *unset({ shell, args }) {
    for (const name of args) {
      if (name === '-f' || name === '-v') continue;
      if (!shell.functions.delete(name)) shell.vars.unset(name);
    }
    return 0;
  },
  *set({ shell, args, io }) {
    return yield* setOptions(shell, args, io);
  },
  *shift({ shell, args }) {
    const count = Number(args[0] ?? 1);
    if (count > shell.args.length) return 1;
    shell.args = shell.args.slice(count);
    return 0;
  },
  read: readLine,
  alias,
  *unalias({ shell, args }) {
    if (args[0] === '-a') shell.aliases.clear();
    for (const name of args) shell.aliases.delete(name);
    return 0;
  },
  type: kindOf,
  command,
  *builtin({ args, invoke }) {
    return args.length === 0 ? 0 : yield* invoke(args);
  },
  *exec({ args, invoke }) {
    if (args.length === 0) return 0;
    throw new Flow('exit', yield* invoke(args));
  },
  *eval({ args, run }) {
    return yield* run(args.join(' '));
  },
  source: sourceFile,
  '.': sourceFile,
  *test({ shell, args }) {
    return testArguments(shell, args, 'test') ? 0 : 1;
  },
  *'['({ shell, args }) {
    if (args.at(-1) !== ']') throw new ShellError("[: missing `]'", 2);
    return testArguments(shell, args.slice(0, -1)) ? 0 : 1;
  },
  *let({ shell, args }) {
    const values = args.map((arg) => arithmeticOf(shell, arg));
    return (values.at(-1) ?? 0n) === 0n ? 1 : 0;
  },
  wait,
  jobs,
  kill,
  fg: foreground,
  history,
};
