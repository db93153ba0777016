import type { Nanos, NetnsName } from '../../lab/names.ts';
import type { Machine } from '../machine.ts';
import { sleepUntil, until, type Task } from '../process/task.ts';
import { freePodAddress } from './addresses.ts';
import { asKnown } from './file-pods.ts';
import { fullName } from './kube-names.ts';
import { hasLabels, withoutHash } from './pod-template.ts';
import type { Owner, PodRecord, PodTemplate } from './records.ts';
import { schedule } from './scheduling.ts';

/** Nanoseconds of lab time. */
const SECOND = 1_000_000_000;
const BINDING = 12_000_000;
const KUBELET = 40_000_000;
/** Sandbox, CNI and container; and an image that the node does not have yet (a small one, over the lab's uplink). */
const SANDBOX = 700_000_000;
const PULL = 900_000_000;
/** A program that ends when it is told to, and what the kubelet does after the last container has gone. */
const TIDY = 300_000_000;

/** Goes on after so much lab time. */
export function* pass(machine: Machine, nanos: number): Task<void> {
  yield* sleepUntil((machine.now + Math.max(1, Math.round(nanos))) as Nanos);
}

/** A task of the cluster itself: no terminal's Ctrl-C reaches it. */
export function background(machine: Machine, task: Task): void {
  machine.scheduler.spawn(task, machine.scheduler.newGroup());
}

/** Tells the engine which pods and services there are now. What it has numbered keeps its numbers. */
export function tellLab(machine: Machine): void {
  const { work } = machine.cluster;
  const { world } = machine;
  const pods = work.labPods().map((lab) => asKnown(lab, world.pods.get(lab.name as NetnsName), world));
  const services = work.services.map(({ created: _c, labels: _l, annotations: _a, ...service }) => service);
  machine.lab.act({ kind: 'cluster', at: machine.soon(), from: work.master, pods, services });
}

/** Makes a pod, which then goes its way: a node, an address, a running program. */
export function makePod(
  machine: Machine,
  namespace: string,
  name: string,
  template: PodTemplate,
  owner: Owner | null,
): PodRecord {
  const { work } = machine.cluster;
  const pod = work.addPod({
    name,
    namespace,
    node: null,
    ip: null,
    template,
    labels: template.labels,
    annotations: template.annotations,
    owner,
    created: machine.now,
    status: 'Pending',
    started: null,
    ready: null,
    deleting: null,
    restarts: 0,
    lab: null,
  });
  background(machine, living(machine, pod));
  return pod;
}

/** What has become of a pod that this task looks after; null when it has gone or has to go. */
function current(machine: Machine, { namespace, name, created }: PodRecord): PodRecord | null {
  const pod = machine.cluster.work.findPod(namespace, name);
  return pod === undefined || pod.created !== created || pod.deleting !== null ? null : pod;
}

function* living(machine: Machine, pod: PodRecord): Task {
  const { work } = machine.cluster;
  const node = yield* placedOn(machine, pod);
  if (node === null) return 0;
  work.changePod(pod, { node });
  yield* pass(machine, KUBELET);
  if (current(machine, pod) === null) return 0;
  work.changePod(pod, { status: 'ContainerCreating' });
  const rng = machine.random(`start ${fullName(pod.namespace, pod.name)}`);
  const [image = ''] = pod.template.containers.map((each) => each.image);
  const there = work.pods.some(
    (each) =>
      each.node === node && each.started !== null && each.template.containers.some((one) => one.image === image),
  );
  yield* pass(
    machine,
    SANDBOX + rng.between(0, 500) * 1_000_000 + (there ? 0 : PULL + rng.between(0, 900) * 1_000_000),
  );
  if (current(machine, pod) === null) return 0;
  yield* start(machine, pod, node);
  return 0;
}

/** Waits until a node takes the pod. */
function* placedOn(machine: Machine, pod: PodRecord): Task<string | null> {
  const { work } = machine.cluster;
  const { nodeName } = pod.template;
  if (nodeName !== null) {
    // Nobody asks the scheduler: the kubelet of that name takes it, if there is one.
    if (work.findNode(nodeName) === undefined) return null;
    return nodeName;
  }
  yield* pass(machine, BINDING);
  for (;;) {
    const now = current(machine, pod);
    if (now === null) return null;
    const found = schedule(work, now);
    if ('node' in found) {
      tell(
        machine,
        now,
        'Scheduled',
        `Successfully assigned ${pod.namespace}/${pod.name} to ${found.node}`,
        'default-scheduler',
      );
      return found.node;
    }
    tell(machine, now, 'FailedScheduling', found.refusal, 'default-scheduler');
    const seen = work.version;
    yield* until(() => work.version !== seen);
  }
}

function tell(
  machine: Machine,
  pod: PodRecord,
  reason: string,
  message: string,
  source = `kubelet, ${pod.node ?? ''}`,
): void {
  const { work } = machine.cluster;
  const type = reason === 'FailedScheduling' || reason === 'BackOff' ? 'Warning' : 'Normal';
  const { namespace, name: object } = pod;
  work.tell({ namespace, kind: 'Pod', object, type, reason, message, source }, machine.now);
}

/** The pod runs: it gets an address from its node's podCIDR, and the same identity as its like. */
function* start(machine: Machine, pod: PodRecord, node: string): Task<void> {
  const { work } = machine.cluster;
  const { template, namespace, name } = pod;
  const { now } = machine;
  const host = work.file.nodes.find((each) => each.name === node);
  const ip = template.hostNetwork ? (host?.ip ?? null) : freePodAddress(work, node);
  const running = { status: 'Running', started: now, ready: now, ip } as const;
  const image = template.containers[0]?.image ?? '';
  if (template.hostNetwork || ip === null) {
    const after = ip === null ? {} : running;
    work.changePod(pod, after);
    if (ip === null) tell(machine, { ...pod, node }, 'BackOff', 'range is full');
    return;
  }
  const lab = {
    name: fullName(namespace, name),
    ip,
    node,
    identity: identityOf(machine, pod),
    endpoint: null,
    lxc: null,
    labels: withoutHash(template.labels),
    image,
    ports: template.containers.flatMap(({ ports }) => ports),
  };
  const after = work.changePod(pod, { ip, lab, started: now }) ?? pod;
  for (const each of template.containers) {
    tell(machine, after, 'Pulled', `Container image "${each.image}" already present on machine`);
    tell(machine, after, 'Created', `Created container: ${each.name}`);
    tell(machine, after, 'Started', `Started container ${each.name}`);
  }
  tellLab(machine);
  // It is ready when the network knows it.
  const known = (): boolean => machine.world.pods.get(lab.name as NetnsName)?.ip === ip;
  yield* until(() => known() || current(machine, pod) === null);
  if (current(machine, pod) !== null) work.changePod(pod, running);
}

/** Pods of one set of labels share their identity, also with those that have gone: it is kept for a while after the last. */
function identityOf(machine: Machine, { namespace, template }: PodRecord): number | null {
  const labels = withoutHash(template.labels);
  for (const known of machine.lab.trace.world.pods.values()) {
    if (known.namespace === namespace && hasLabels(known.labels, labels) && hasLabels(labels, known.labels))
      return known.identity;
  }
  return null;
}

/** Programs that do not end when they are told to: as process 1 they never learn of it, and the grace period passes. */
function lingers({ template, ip }: PodRecord): boolean {
  const [first] = template.containers;
  const [command] = [...(first?.command ?? []), ...(first?.args ?? [])];
  return ip !== null && command !== undefined && /^(?:sleep|tail|sh|bash|\/bin\/(?:ba)?sh)$/.test(command);
}

/** Deletes a pod: it is Terminating for as long as its program takes to end, and gone then. `grace`: seconds; null: its own. */
export function stopPod(machine: Machine, pod: PodRecord, grace: number | null = null): void {
  const { work } = machine.cluster;
  if (pod.deleting !== null && grace !== 0) return;
  const seconds = grace ?? pod.template.grace;
  const after = work.changePod(pod, { deleting: machine.now });
  if (after === null) return;
  if (pod.started !== null) {
    for (const { name } of pod.template.containers) tell(machine, pod, 'Killing', `Stopping container ${name}`);
  }
  if (pod.lab !== null && !work.isOnNetwork(after)) tellLab(machine);
  background(machine, ending(machine, after, seconds));
}

function* ending(machine: Machine, pod: PodRecord, grace: number): Task {
  const { work } = machine.cluster;
  const rng = machine.random(`stop ${fullName(pod.namespace, pod.name)}`);
  if (pod.started !== null && grace > 0) {
    yield* pass(machine, (lingers(pod) ? grace * SECOND : 0) + TIDY + rng.between(0, 500) * 1_000_000);
  }
  const there = work.findPod(pod.namespace, pod.name);
  if (there === undefined || there.created !== pod.created) return 0;
  const told = work.isOnNetwork(there) && there.lab !== null;
  work.removePod(pod);
  if (told) tellLab(machine);
  return 0;
}
