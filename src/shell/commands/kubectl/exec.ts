import type { Context } from '../../command.ts';
import { write } from '../../process/stream.ts';
import { Signalled, signalCode, type Task } from '../../process/task.ts';
import type { Flags } from './flags.ts';
import { hostOf, pickPod } from './pick-pod.ts';
import type { PodRecord } from '../../cluster/records.ts';

/** kubectl exec: runs words in a container and ends with their exit code. */
export function* exec(context: Context, flags: Flags, words: readonly string[]): Task {
  const { io } = context;
  const complain = function* (text: string): Task {
    yield* write(io.stderr, `${text}\n`);
    return 1;
  };
  const [target, ...inline] = words;
  const command = flags.rest ?? inline;
  if (target === undefined) return yield* complain('error: pod, type/name or --filename must be specified');
  if (command.length === 0) return yield* complain('error: you must specify at least one command for the container');
  const pod = pickPod(context, flags.value('namespace') ?? 'default', target);
  if (typeof pod === 'string') return yield* complain(pod);
  const named = flags.value('container');
  const container = named ?? pod.containers[0]!.name;
  const known = [...pod.containers.map(({ name }) => name), ...pod.initContainers];
  if (named !== null && !known.includes(named))
    return yield* complain(
      `error: container ${named} is not valid for pod ${pod.name}, must be one of: ${known.join(', ')}`,
    );
  if (pod.state !== 'Running')
    return yield* complain(`error: unable to upgrade connection: container not found ("${container}")`);
  if (named === null && pod.defaultContainer === null && known.length > 1) yield* write(io.stderr, defaulted(pod));
  return yield* runIn(context, flags, pod, container, command);
}

function defaulted(pod: PodRecord): string {
  const names = [...pod.containers.map(({ name }) => name), ...pod.initContainers.map((name) => `${name} (init)`)];
  return `Defaulted container "${pod.containers[0]!.name}" out of: ${names.join(', ')}\n`;
}

/** Runs words in a container. With a terminal, Ctrl-C goes there and kubectl tells how it ended. */
export function* runIn(
  context: Context,
  flags: Flags,
  pod: PodRecord,
  container: string,
  command: readonly string[],
): Task {
  const { io, machine, shell, shows } = context;
  const host = hostOf(context, pod, container);
  if (host === null || host.kind === 'app') {
    yield* write(io.stderr, missing(command[0] ?? ''));
    return host === null || host.kind === 'app' ? yield* ended(context, 1, false) : 1;
  }
  const inner = machine.shell(host, 'sh', shell.group, shows);
  // With -t the program has a terminal, even where kubectl itself writes into a pipe.
  const stdout =
    flags.has('tty') && !io.stdout.tty
      ? { put: (text: string) => io.stdout.put(text), end: () => io.stdout.end(), tty: true }
      : io.stdout;
  const own = {
    stdin: flags.has('stdin') ? io.stdin : { take: () => null, close() {} },
    stdout: flags.has('tty')
      ? stdout
      : { put: (text: string) => io.stdout.put(text), end: () => io.stdout.end(), tty: false },
    stderr: flags.has('tty') ? stdout : io.stderr,
  };
  if (machine.programs.find((command[0] ?? '').split('/').at(-1) ?? '', host) === null) {
    yield* write(io.stderr, missing(command[0] ?? ''));
    return yield* ended(context, 1, false);
  }
  let code: number;
  try {
    code = yield* machine.programs.run({
      machine,
      host,
      shell: inner,
      argv: command,
      io: own,
      environment: inner.vars.environment(),
      shows,
    });
  } catch (error) {
    if (!(error instanceof Signalled) || !flags.has('tty') || error.signal !== 'INT') throw error;
    code = signalCode(error.signal);
  }
  return yield* ended(context, code, true);
}

function missing(program: string): string {
  const path = program.startsWith('/')
    ? `stat ${program}: no such file or directory`
    : `"${program}": executable file not found in $PATH`;
  const why = program.startsWith('/') ? path : `exec: ${path}`;
  return `error: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: ${why}: unknown\n`;
}

function* ended({ io }: Context, code: number, tell: boolean): Task {
  if (code !== 0 && tell) yield* write(io.stderr, `command terminated with exit code ${code}\n`);
  return code;
}
