import type { Context } from '../../command.ts';
import { hexOf } from '../../cluster/kube-names.ts';
import { DEFAULT_CONTAINER } from '../../cluster/pod-template.ts';
import type { PodRecord } from '../../cluster/records.ts';
import type { Host } from '../../hosts/host.ts';
import type { Io } from '../../language/shell.ts';
import { NOWHERE, write, type Sink } from '../../process/stream.ts';
import { Keyboard } from '../../screen.ts';
import { Signalled, signalCode, type Task, until } from '../../process/task.ts';
import type { Flags } from './flags.ts';
import { hostOf, pickPod } from './pick-pod.ts';
import { Refusal } from './refusal.ts';
import { namespaceOf } from './resource-arguments.ts';

/** kubectl exec: runs words in a container and ends with their exit code. */
export function* exec(context: Context, flags: Flags, words: readonly string[]): Task {
  const { machine } = context;
  const [target, ...inline] = words;
  if (target === undefined) throw new Refusal('error: pod, type/name or --filename must be specified');
  if (flags.rest === null && inline.length > 0) {
    // Since 1.30 (cmdutil.UsageErrorf): the words of a program stand behind --.
    throw new Refusal(
      "error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples",
    );
  }
  const command = flags.rest ?? [];
  if (command.length === 0) throw new Refusal('error: you must specify at least one command for the container');
  const pod = pickPod(machine, namespaceOf(flags), target);
  if (pod.status === 'Completed')
    throw new Refusal(`error: cannot exec into a container in a completed pod; current phase is Succeeded`);
  const container = yield* containerOf(context, flags, pod);
  if (pod.node === null)
    throw new Refusal(`Error from server (BadRequest): pod ${pod.name} does not have a host assigned`);
  if (pod.started === null || /Error|BackOff/.test(pod.status))
    throw new Refusal(
      `error: Internal error occurred: unable to upgrade connection: container not found ("${container}")`,
    );
  return yield* runIn(context, flags, pod, container, command);
}

/** The container that is meant, with what kubectl says when it has chosen one itself. Throws a Refusal. */
export function* containerOf({ io }: Context, flags: Flags, pod: PodRecord): Task<string> {
  const containers = pod.template.containers.map(({ name }) => name);
  const before = pod.template.initContainers.map(({ name }) => name);
  const named = flags.value('container');
  if (named !== null) {
    if (!containers.includes(named) && !before.includes(named))
      throw new Refusal(`error: container ${named} is not valid for pod ${pod.name}`);
    if (!containers.includes(named))
      throw new Refusal(
        `error: Internal error occurred: unable to upgrade connection: container not found ("${named}")`,
      );
    return named;
  }
  const said = pod.annotations.find(([key]) => key === DEFAULT_CONTAINER)?.[1];
  if (said !== undefined && containers.includes(said)) return said;
  const [first = ''] = containers;
  if (containers.length + before.length > 1 && !flags.has('quiet')) {
    const all = [...containers, ...before.map((name) => `${name} (init)`)];
    yield* write(io.stderr, `Defaulted container "${first}" out of: ${all.join(', ')}\n`);
  }
  return first;
}

/** Runs words in a container. With a terminal, Ctrl-C goes there. `tells`: says with which code they ended when it is not 0. */
export function* runIn(
  context: Context,
  flags: Flags,
  pod: PodRecord,
  container: string,
  command: readonly string[],
  tells = true,
): Task {
  const { machine } = context;
  const host = yield* hostWhenUp(context, pod, container);
  const [program = ''] = command;
  const name = program.split('/').at(-1) ?? '';
  if (host === null || host.kind === 'app' || !machine.programs.has(name, host)) {
    const id = hexOf(`exec ${pod.namespace}/${pod.name} ${program} ${machine.now}`, 64);
    throw new Refusal(missing(program, id));
  }
  const code = yield* remote(context, flags, host, command);
  if (code !== 0 && tells) yield* write(context.io.stderr, `command terminated with exit code ${code}\n`);
  return code;
}

/** A pod that has just come up is on the network a moment later. */
function* hostWhenUp({ machine }: Context, pod: PodRecord, container: string): Task<Host | null> {
  if (pod.lab === null) return hostOf(machine, pod, container);
  const gone = (): boolean => machine.cluster.work.findPod(pod.namespace, pod.name) === undefined;
  yield* until(() => hostOf(machine, pod, container) !== null || gone());
  return hostOf(machine, pod, container);
}

function* remote(context: Context, flags: Flags, host: Host, argv: readonly string[]): Task {
  const { machine, shell, shows } = context;
  const inner = machine.shell(host, 'sh', shell.group, shows);
  const typing = flags.has('stdin') && flags.has('tty') && context.io.stdin instanceof Keyboard;
  if (flags.has('stdin') && flags.has('tty') && !typing && !flags.has('quiet')) {
    yield* write(context.io.stderr, 'Unable to use a TTY - input is not a terminal or the right kind of file\n');
  }
  const io = streams(context.io, flags.has('stdin'), typing);
  const environment = inner.vars.environment();
  if (!typing) return yield* machine.programs.run({ machine, host, shell: inner, argv, io, environment, shows });
  try {
    return yield* machine.programs.run({ machine, host, shell: inner, argv, io, environment, shows });
  } catch (error) {
    // The terminal is the program's: its own signal ends it there, and kubectl only tells how.
    if (!(error instanceof Signalled) || error.signal !== 'INT') throw error;
    return signalCode(error.signal);
  }
}

/** With a terminal both streams of the program come by stdout, even where kubectl itself writes into a pipe. */
function streams(io: Io, stdin: boolean, tty: boolean): Io {
  const sink = (to: Sink): Sink => ({ put: (text) => to.put(text), end() {}, tty });
  const stdout = sink(io.stdout);
  return { stdin: stdin ? io.stdin : NOWHERE, stdout, stderr: tty ? stdout : sink(io.stderr) };
}

/**
 * What runc, containerd, the kubelet and the API server make of a program that is not there: each wraps what it got. The
 * first two words come twice since WebSockets carry exec (1.31): the API server wraps the kubelet's error once more.
 */
function missing(program: string, id: string): string {
  const why = program.includes('/')
    ? `exec: "${program}": stat ${program}: no such file or directory`
    : `exec: "${program}": executable file not found in $PATH`;
  return `error: Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "${id}": OCI runtime exec failed: exec failed: unable to start container process: ${why}: unknown`;
}
