import type { NetnsName } from '../../../lab/names.ts';
import { hasLabels } from '../../cluster/pod-template.ts';
import type { Labels, PodRecord } from '../../cluster/records.ts';
import type { Host } from '../../hosts/host.ts';
import type { Machine } from '../../machine.ts';
import type { Kind } from './kind.ts';
import { Refusal } from './refusal.ts';
import { demandKind, notFound } from './resource-arguments.ts';

/** The labels by which an object knows its pods; null when there is no such object. */
function selectorOf(machine: Machine, kind: Kind, namespace: string, name: string): Labels | null {
  const { work } = machine.cluster;
  switch (kind.plural) {
    case 'deployments':
      return work.findDeployment(namespace, name)?.selector ?? null;
    case 'replicasets':
      return work.replicaSets.find((set) => set.namespace === namespace && set.name === name)?.template.labels ?? null;
    case 'daemonsets':
      return work.findDaemonSet(namespace, name)?.selector ?? null;
    case 'services':
      return work.findService(namespace, name)?.selector ?? null;
    default:
      return null;
  }
}

/** Every pod that a word names: NAME, pod/NAME, deploy/NAME, ds/NAME, svc/NAME, the best one first. Throws a Refusal. */
export function podsNamed(machine: Machine, namespace: string, word: string): readonly PodRecord[] {
  const { work } = machine.cluster;
  const [type = '', name = ''] = word.includes('/') ? word.split('/') : ['pod', word];
  const kind = demandKind(machine, type);
  if (kind.plural === 'pods') {
    const pod = work.findPod(namespace, name);
    if (pod === undefined) throw new Refusal(notFound(kind, name));
    return [pod];
  }
  const found = kind.list(machine).some((item) => item.name === name && (item.namespace ?? namespace) === namespace);
  if (!found) throw new Refusal(notFound(kind, name));
  const selector = selectorOf(machine, kind, namespace, name);
  if (selector === null)
    throw new Refusal(`error: cannot attach to *unstructured.Unstructured: selector for ${kind.kind} not implemented`);
  return work.pods.filter((pod) => pod.namespace === namespace && hasLabels(pod.labels, selector)).toSorted(bestFirst);
}

/** The one of them that exec takes (pkg/util/podutils ActivePods, reversed). Throws a Refusal. */
export function pickPod(machine: Machine, namespace: string, word: string): PodRecord {
  const [pod] = podsNamed(machine, namespace, word);
  if (pod === undefined) throw new Refusal('error: timed out waiting for the condition');
  return pod;
}

/**
 * On a node before on none, running before pending, ready before not, not deleted before deleted, ready for longer, fewer
 * restarts, older. Times count in seconds. Among equals sort.Sort of Go keeps no order: here it is that of the API server.
 */
function bestFirst(a: PodRecord, b: PodRecord): number {
  const second = (at: number | null): number => Math.floor((at ?? 0) / 1e9);
  return (
    Number(a.node === null) - Number(b.node === null) ||
    Number(a.started === null) - Number(b.started === null) ||
    Number(a.ready === null) - Number(b.ready === null) ||
    Number(a.deleting !== null) - Number(b.deleting !== null) ||
    second(a.ready) - second(b.ready) ||
    a.restarts - b.restarts ||
    second(a.created) - second(b.created) ||
    (a.name < b.name ? -1 : 1)
  );
}

/** Where the words of exec run: the pod's own place, or its node's agent. Null: nowhere that the lab has programs for. */
export function hostOf(machine: Machine, pod: PodRecord, container: string): Host | null {
  if (pod.lab !== null) return machine.hosts.pod(pod.lab.name as NetnsName);
  return container === 'cilium-agent' && pod.node !== null ? machine.hosts.agent(pod.node as NetnsName) : null;
}
