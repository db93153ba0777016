import type { Nanos } from '../../lab/names.ts';
import type { Machine } from '../machine.ts';
import { sleepUntil, type Task } from '../process/task.ts';
import type { DeploymentRecord, PodRecord } from './records.ts';

/** From the order to a running pod: scheduling, sandbox, image that is there already. Nanoseconds of lab time. */
const START = 1_400_000_000;
const STOP = 300_000_000;

/** Tells the engine which pods and services there are now. */
export function tellLab(machine: Machine): void {
  const { work } = machine.cluster;
  const services = work.services.map(({ created: _created, labels: _labels, ...service }) => service);
  machine.lab.act({ kind: 'cluster', at: machine.soon(), from: work.master, pods: work.labPods(), services });
}

/** Starts pods that are on a node and not running yet; ends when they run. */
export function startPods(machine: Machine, pods: readonly PodRecord[]): void {
  if (pods.length === 0) return;
  machine.scheduler.spawn(starting(machine, pods), machine.scheduler.newGroup());
}

function* starting(machine: Machine, pods: readonly PodRecord[]): Task {
  yield* sleepUntil((machine.now + START) as Nanos);
  const { work } = machine.cluster;
  for (const { name, namespace } of pods) {
    const pod = work.pods.find((each) => each.name === name && each.namespace === namespace);
    if (pod?.state === 'ContainerCreating') work.run(pod);
  }
  tellLab(machine);
  return 0;
}

/** Ends pods: they are Terminating for a moment, and gone then. */
export function stopPods(machine: Machine, pods: readonly PodRecord[]): void {
  if (pods.length === 0) return;
  const { work } = machine.cluster;
  const ending = pods.map((pod) => work.replace(pod, { state: 'Terminating' }));
  tellLab(machine);
  machine.scheduler.spawn(
    (function* (): Task {
      yield* sleepUntil((machine.now + STOP) as Nanos);
      for (const pod of ending) work.remove(pod);
      return 0;
    })(),
    machine.scheduler.newGroup(),
  );
}

/** Brings a deployment to its number of pods. */
export function reconcile(machine: Machine, deployment: DeploymentRecord): void {
  const { work } = machine.cluster;
  const pods = work.podsOf(deployment);
  const missing = deployment.replicas - pods.length;
  startPods(
    machine,
    Array.from({ length: Math.max(0, missing) }, () => work.createFor(deployment, machine.now)),
  );
  // The youngest go first (ActivePodsWithRanks).
  if (missing < 0) stopPods(machine, pods.toSorted((a, b) => b.created - a.created).slice(0, -missing));
}
