import type { Machine } from '../machine.ts';
import { until, type Task } from '../process/task.ts';
import { background, makePod, stopPod } from './controllers.ts';
import { suffix, templateHash } from './kube-names.ts';
import { HASH_LABEL } from './pod-template.ts';
import type { DeploymentRecord, Labels, PodRecord, PodTemplate, ReplicaSetRecord } from './records.ts';

/** maxSurge and maxUnavailable of a Deployment that says nothing (apps/v1 defaults). */
const QUARTER = 0.25;

/** The hash of a template: another template gives another ReplicaSet. */
export function hashOf(template: PodTemplate): string {
  return templateHash(JSON.stringify(template));
}

/** Brings a deployment to what it wants, in the background. */
export function reconcile(machine: Machine, { namespace, name }: Pick<DeploymentRecord, 'namespace' | 'name'>): void {
  const { work } = machine.cluster;
  const key = `deployment ${namespace}/${name}`;
  if (work.busy.has(key)) return;
  work.busy.add(key);
  background(machine, rolling(machine, namespace, name, key));
}

function* rolling(machine: Machine, namespace: string, name: string, key: string): Task {
  const { work } = machine.cluster;
  for (;;) {
    const deployment = work.findDeployment(namespace, name);
    if (deployment === undefined) {
      for (const set of work.setsOf({ namespace, name })) for (const pod of work.ownedBy(set)) stopPod(machine, pod);
      work.replicaSets = work.replicaSets.filter((set) => set.namespace !== namespace || set.deployment !== name);
      work.touch();
      break;
    }
    step(machine, deployment);
    if (isSettled(machine, deployment)) break;
    const seen = work.version;
    yield* until(() => work.version !== seen);
  }
  work.busy.delete(key);
  return 0;
}

/** Whether every pod is of the current template and ready, and none is left over. */
export function isSettled(machine: Machine, deployment: DeploymentRecord): boolean {
  const { work } = machine.cluster;
  return work.setsOf(deployment).every((set) => {
    const pods = work.ownedBy(set);
    const wanted = set.hash === deployment.hash ? deployment.replicas : 0;
    return set.replicas === wanted && pods.length === wanted && pods.every(({ ready }) => ready !== null);
  });
}

/** One look of the deployment controller (pkg/controller/deployment rolling.go), and of the ReplicaSets'. */
function step(machine: Machine, deployment: DeploymentRecord): void {
  const { work } = machine.cluster;
  const { replicas } = deployment;
  let sets = work.setsOf(deployment);
  if (!sets.some(({ hash }) => hash === deployment.hash)) {
    work.putReplicaSet(freshSet(deployment, machine));
    sets = work.setsOf(deployment);
  }
  const fresh = sets.find(({ hash }) => hash === deployment.hash)!;
  const old = sets.filter((set) => set !== fresh && set.replicas > 0);
  if (old.length === 0) resize(machine, deployment, fresh, replicas);
  else {
    const surge = Math.ceil(replicas * QUARTER);
    const away = Math.floor(replicas * QUARTER);
    const total = sets.reduce((sum, set) => sum + set.replicas, 0);
    const more = Math.max(0, Math.min(replicas - fresh.replicas, replicas + surge - total));
    resize(machine, deployment, fresh, fresh.replicas < replicas ? fresh.replicas + more : replicas);
    const ready = (set: ReplicaSetRecord): number => work.ownedBy(set).filter((pod) => pod.ready !== null).length;
    let spare = sets.reduce((sum, set) => sum + ready(set), 0) - (replicas - away);
    for (const set of old) {
      const broken = set.replicas - ready(set);
      const less = Math.min(set.replicas, broken + Math.max(0, spare));
      spare -= Math.max(0, less - broken);
      if (less > 0) resize(machine, deployment, set, set.replicas - less);
    }
  }
  for (const set of work.setsOf(deployment)) fill(machine, set);
}

function freshSet({ namespace, name, hash, template, revision }: DeploymentRecord, machine: Machine): ReplicaSetRecord {
  const { now } = machine;
  return { namespace, name: `${name}-${hash}`, deployment: name, hash, template, replicas: 0, created: now, revision };
}

function resize(machine: Machine, deployment: DeploymentRecord, set: ReplicaSetRecord, replicas: number): void {
  if (set.replicas === replicas) return;
  const { work } = machine.cluster;
  const up = replicas > set.replicas;
  const change = `${up ? 'up' : 'down'} replica set ${set.name} from ${set.replicas} to ${replicas}`;
  const about = { namespace: set.namespace, kind: 'Deployment', object: deployment.name, type: 'Normal' } as const;
  const message = `Scaled ${change}`;
  work.tell({ ...about, reason: 'ScalingReplicaSet', message, source: 'deployment-controller' }, machine.now);
  work.putReplicaSet({ ...set, replicas });
}

/** The ReplicaSet controller: as many pods as it says. */
function fill(machine: Machine, set: ReplicaSetRecord): void {
  const { work } = machine.cluster;
  const pods = work.ownedBy(set);
  const tell = (reason: string, message: string): void => {
    const about = { namespace: set.namespace, kind: 'ReplicaSet', object: set.name, type: 'Normal' } as const;
    work.tell({ ...about, reason, message, source: 'replicaset-controller' }, machine.now);
  };
  const labels: Labels = [...set.template.labels, [HASH_LABEL, set.hash]];
  for (let i = pods.length; i < set.replicas; i++) {
    const name = `${set.name}-${suffix(work.rng)}`;
    makePod(machine, set.namespace, name, { ...set.template, labels }, { kind: 'ReplicaSet', name: set.name });
    tell('SuccessfulCreate', `Created pod: ${name}`);
  }
  for (const pod of pods.toSorted(firstToGo).slice(0, Math.max(0, pods.length - set.replicas))) {
    stopPod(machine, pod);
    tell('SuccessfulDelete', `Deleted pod: ${pod.name}`);
  }
}

/** Not ready before ready, then the youngest (pkg/controller ActivePodsWithRanks); by name where the real one is left to chance. */
function firstToGo(a: PodRecord, b: PodRecord): number {
  if ((a.ready === null) !== (b.ready === null)) return a.ready === null ? -1 : 1;
  return b.created - a.created || (a.name < b.name ? -1 : 1);
}
