import type { PodRecord } from '../../cluster/records.ts';
import type { Context } from '../../command.ts';
import type { Machine } from '../../machine.ts';
import { write } from '../../process/stream.ts';
import { until, type Task } from '../../process/task.ts';
import { agentRefusal } from '../../cluster/agent-refusal.ts';
import { containerOf } from './exec.ts';
import type { Flags } from './flags.ts';
import { stamp } from './meta.ts';
import { podsNamed } from './pick-pod.ts';
import { PODS } from './kinds-of-pods.ts';
import { Refusal } from './refusal.ts';
import { chosen, namespaceOf } from './resource-arguments.ts';

/** kubectl logs: the lines that a program writes when it starts; what it would write later the lab does not model. */
export function* logs(context: Context, flags: Flags, words: readonly string[]): Task {
  const { io, machine } = context;
  const [target, container] = words;
  const selected = flags.has('selector');
  if (target === undefined && !selected) {
    throw new Refusal(
      "error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee 'kubectl logs -h' for help and examples",
    );
  }
  if (container !== undefined) {
    throw new Refusal(
      "error: only one of -c or an inline [CONTAINER] arg is allowed\nSee 'kubectl logs -h' for help and examples",
    );
  }
  const pods = selected ? selectedPods(context, flags) : podsNamed(machine, namespaceOf(flags), target ?? '');
  if (selected && pods.length === 0) {
    yield* write(io.stderr, `No resources found in ${namespaceOf(flags)} namespace.\n`);
    return 0;
  }
  if (!selected && pods.length > 1) {
    const [first] = pods;
    yield* write(io.stderr, `Found ${pods.length} pods, using pod/${first?.name ?? ''}\n`);
  }
  if (flags.has('previous')) {
    const [pod] = pods;
    const name = pod?.template.containers[0]?.name ?? '';
    throw new Refusal(
      `Error from server (BadRequest): previous terminated container "${name}" in pod "${pod?.name ?? ''}" not found`,
    );
  }
  for (const pod of selected ? pods : pods.slice(0, 1)) yield* logsOf(context, flags, pod);
  if (flags.has('follow')) yield* until(() => false);
  return 0;
}

function selectedPods(context: Context, flags: Flags): readonly PodRecord[] {
  const { work } = context.machine.cluster;
  return chosen(context, flags, { kind: PODS, names: [] }).items.flatMap(
    ({ name, namespace }) => work.findPod(namespace ?? '', name) ?? [],
  );
}

function* logsOf(context: Context, flags: Flags, pod: PodRecord): Task<void> {
  const name = yield* containerOf(context, flags, pod);
  if (pod.started === null) {
    const waiting = pod.status === 'Pending' ? 'ContainerCreating' : pod.status;
    throw new Refusal(
      `Error from server (BadRequest): container "${name}" in pod "${pod.name}" is waiting to start: ${waiting.startsWith('Init') ? 'PodInitializing' : waiting}`,
    );
  }
  const { machine } = context;
  const all = linesOf(machine, pod, name);
  const tail = flags.value('tail');
  const shown = tail === null || Number(tail) < 0 ? all : all.slice(Math.max(0, all.length - Number(tail)));
  const time = flags.has('timestamps') ? `${stamp(machine, pod.started).replace('Z', '.000000000Z')} ` : '';
  const prefix = flags.has('prefix') ? `[pod/${pod.name}/${name}] ` : '';
  yield* write(context.io.stdout, shown.map((line) => `${prefix}${time}${line}\n`).join(''));
}

/** unverified: hashes and build dates; everything that a program writes after it has started. */
function linesOf(machine: Machine, pod: PodRecord, container: string): readonly string[] {
  const image = pod.template.containers.find(({ name }) => name === container)?.image ?? '';
  const at = stamp(machine, pod.started ?? pod.created);
  if (/whoami/.test(image))
    return [`${at.slice(0, 10).replaceAll('-', '/')} ${at.slice(11, 19)} Starting up on port 80`];
  if (/coredns/.test(image)) {
    return [
      '.:53',
      '[INFO] plugin/reload: Running configuration SHA512 = 1b226df79860026c6a52e67daa10d7f0d57ec5b023288ec00c5e05f93523c894564e15b91770d3a07ae1cfbe861d15b37d4a0027e69c546ab112970993a3b03b',
      'CoreDNS-1.12.0',
      'linux/amd64, go1.23.3, 51e11f1',
    ];
  }
  if (container === 'cilium-agent') {
    const refusal =
      pod.ready === null && /BackOff|Error/.test(pod.status) ? agentRefusal(machine.cluster.helm.current.values) : null;
    const { cilium, kernel } = machine.world.file.versions;
    const line = (level: string, module: string, message: string): string =>
      `time=${at} level=${level} source=/go/src/github.com/cilium/cilium/daemon/cmd msg=${JSON.stringify(message)}${module === '' ? '' : ` module=${module}`}`;
    return [
      line('info', '', `Cilium ${cilium} linux/amd64`),
      line('info', '', `Detected kernel ${kernel}`),
      ...(refusal === null ? [line('info', '', 'Daemon initialization completed')] : [line('error', '', refusal)]),
    ];
  }
  return [];
}
