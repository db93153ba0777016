import type { LabNode } from '../../lab/file.ts';
import type { NetnsName } from '../../lab/names.ts';
import type { Machine } from '../machine.ts';
import { until, type Task } from '../process/task.ts';
import { agentRefusal } from './agent-refusal.ts';
import { background, pass } from './controllers.ts';
import type { DaemonSetRecord, PodRecord } from './records.ts';
import { daemonPod } from './system-pods.ts';

/** updateStrategy.rollingUpdate.maxUnavailable: the chart's for Cilium, and Kubernetes' own. */
const CHART_UNAVAILABLE = 2;
const USUAL_UNAVAILABLE = 1;

/** How long the parts of a restart take, in nanoseconds of lab time. unverified: as on a small VM whose images are there. */
const END = 900_000_000;
const SANDBOX = 600_000_000;
const INIT_STEP = 700_000_000;
const BOOT = 2_500_000_000;
/** From an agent's start to programs that do as it says, with something to spare: only then it is ready. */
const READY = 4_000_000_000;
/** VMs share one disk: the later of two that begin together is ready later. */
const QUEUE = 1_200_000_000;
/** The kubelet's back-off doubles up to five minutes; the lab watches the first of them. */
const BACK_OFF = 10_000_000_000;
const MOST_RESTARTS = 6;

const AGENTS = { namespace: 'kube-system', name: 'cilium' } as const;

/** A new template of a daemon set, as `rollout restart` makes it; its pods follow in the background. */
export function renewDaemonSet(machine: Machine, set: DaemonSetRecord): void {
  const { work } = machine.cluster;
  const generation = set.generation + 1;
  work.putDaemonSet({ ...set, generation });
  const key = `daemonset ${set.namespace}/${set.name}`;
  if (work.busy.has(key)) return;
  work.busy.add(key);
  background(machine, rolling(machine, set, key));
}

/**
 * Restarts the agents with what the ConfigMap says then, as the DaemonSet's rolling update does. Gives the last words of
 * an agent that does not come up: then the others stay as they are.
 */
export function* restartAgents(machine: Machine): Task<string | null> {
  const { work, helm } = machine.cluster;
  const set = work.findDaemonSet(AGENTS.namespace, AGENTS.name);
  if (set === undefined) return null;
  renewDaemonSet(machine, set);
  const crashed = (): boolean => work.ownedBy(AGENTS).some(({ status }) => status === 'CrashLoopBackOff');
  yield* until(() => isRenewed(machine, AGENTS) || crashed());
  return crashed() ? agentRefusal(helm.current.values) : null;
}

/** Whether every node has a ready pod of the latest template. */
export function isRenewed(machine: Machine, { namespace, name }: Pick<DaemonSetRecord, 'namespace' | 'name'>): boolean {
  const { work } = machine.cluster;
  const set = work.findDaemonSet(namespace, name);
  if (set === undefined) return true;
  const pods = work.ownedBy(set);
  return pods.length >= work.nodes.length && pods.every((pod) => isOf(pod, set) && pod.ready !== null);
}

export function isOf({ labels }: PodRecord, { generation }: DaemonSetRecord): boolean {
  return labels.some(([key, value]) => key === 'pod-template-generation' && value === `${generation}`);
}

/** The daemon set controller's rolling update (pkg/controller/daemon update.go): so many nodes may be without at a time. */
function* rolling(machine: Machine, { namespace, name }: DaemonSetRecord, key: string): Task {
  const { work } = machine.cluster;
  const limit = name === AGENTS.name || name === 'cilium-envoy' ? CHART_UNAVAILABLE : USUAL_UNAVAILABLE;
  for (;;) {
    const set = work.findDaemonSet(namespace, name);
    if (set === undefined) break;
    const pods = work.ownedBy(set);
    const old = pods.filter((pod) => !isOf(pod, set));
    // Who is not ready can go at once; of the others as many as may be away.
    const broken = old.filter(({ ready }) => ready === null);
    const spare = limit - (work.nodes.length - pods.filter(({ ready }) => ready !== null).length);
    const going = [...broken, ...inOrder(machine, old, broken).slice(0, Math.max(0, spare))];
    for (const [i, pod] of going.entries()) background(machine, renewing(machine, set, pod, i * QUEUE));
    if (isRenewed(machine, set)) break;
    const seen = work.version;
    yield* until(() => work.version !== seen);
  }
  work.busy.delete(key);
  return 0;
}

/** Workers before control planes, in the order of the file: the real order is that of a hash map (unverified). */
function inOrder(machine: Machine, old: readonly PodRecord[], broken: readonly PodRecord[]): readonly PodRecord[] {
  const { nodes } = machine.world.file;
  const rank = new Map(nodes.map((node, i) => [node.name, i + (node.controlPlane ? nodes.length : 0)]));
  const place = ({ node }: PodRecord): number => rank.get(node ?? '') ?? 0;
  return old.filter((pod) => !broken.includes(pod)).toSorted((a, b) => place(a) - place(b));
}

/** A pod that somebody deletes: another of the same template takes its place. */
export function replacePod(machine: Machine, pod: PodRecord): void {
  const set = machine.cluster.work.findDaemonSet(pod.namespace, pod.owner?.name ?? '');
  if (set !== undefined && pod.deleting === null) background(machine, renewing(machine, set, pod, 0));
}

/** One node's pod goes, and the next one comes up. */
function* renewing(machine: Machine, set: DaemonSetRecord, old: PodRecord, queued: number): Task {
  const { work } = machine.cluster;
  const node = work.file.nodes.find(({ name }) => name === old.node);
  work.changePod(old, { deleting: machine.now, ready: null });
  const rng = machine.random(`renew ${old.name}`);
  yield* pass(machine, END + rng.between(0, 300) * 1_000_000);
  work.removePod(old);
  const now = work.findDaemonSet(set.namespace, set.name);
  if (node === undefined || now === undefined) return 0;
  const pod = work.addPod(daemonPod(now, node, work.rng, machine.now));
  const about = { namespace: set.namespace, kind: 'DaemonSet', object: set.name, type: 'Normal' } as const;
  const message = `Created pod: ${pod.name}`;
  work.tell({ ...about, reason: 'SuccessfulCreate', message, source: 'daemonset-controller' }, machine.now);
  const steps = pod.template.initContainers.length;
  for (let i = 0; i < steps; i++) {
    if (!alive(machine, pod, { status: `Init:${i}/${steps}` })) return 0;
    yield* pass(machine, (i === 0 ? SANDBOX + queued : 0) + INIT_STEP);
  }
  if (!alive(machine, pod, { status: steps > 0 ? 'PodInitializing' : 'ContainerCreating' })) return 0;
  yield* pass(machine, SANDBOX + (steps > 0 ? 0 : queued));
  if (set.name === AGENTS.name) yield* boot(machine, pod, node);
  else alive(machine, pod, { status: 'Running', started: machine.now, ready: machine.now });
  return 0;
}

/** Changes a pod as long as nobody deletes it; says whether it did. */
function alive(machine: Machine, { namespace, name }: PodRecord, change: Partial<PodRecord>): boolean {
  const { work } = machine.cluster;
  const pod = work.findPod(namespace, name);
  return pod !== undefined && pod.deleting === null && work.changePod(pod, change) !== null;
}

/** The agent reads its configuration, makes the datapath anew, and tells the kubelet that it is healthy; or ends at once, again and again. */
function* boot(machine: Machine, pod: PodRecord, { name }: LabNode): Task<void> {
  const { agents, helm } = machine.cluster;
  const node = name as NetnsName;
  // The configuration is read once per pod, by its first init container.
  const refused = agentRefusal(helm.current.values) !== null;
  for (let restarts = 0; restarts < MOST_RESTARTS; restarts++) {
    if (!alive(machine, pod, { status: 'Running', started: machine.now, restarts })) return;
    yield* pass(machine, refused ? SANDBOX : BOOT);
    if (!refused) break;
    if (!alive(machine, pod, { status: 'Error' })) return;
    yield* pass(machine, SANDBOX);
    if (!alive(machine, pod, { status: 'CrashLoopBackOff' })) return;
    yield* pass(machine, Math.min(BACK_OFF * 2 ** restarts, 30 * BACK_OFF));
    if (!alive(machine, pod, {})) return;
  }
  if (refused || !alive(machine, pod, {})) return;
  const at = machine.soon();
  machine.lab.act({ kind: 'agent', at, from: node, cilium: agents.wanted });
  agents.started(node, at);
  yield* pass(machine, READY);
  alive(machine, pod, { ready: machine.now });
}
