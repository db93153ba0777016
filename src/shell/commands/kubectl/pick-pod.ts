import type { PodRecord } from '../../cluster/records.ts';
import { hasLabels } from '../../cluster/workloads.ts';
import type { Context } from '../../command.ts';
import type { Host } from '../../hosts/host.ts';
import type { NetnsName } from '../../../lab/names.ts';
import { kindOf } from './kinds.ts';

/** The pod that a word names: NAME, pod/NAME, deploy/NAME, ds/NAME, svc/NAME; the text of the error otherwise. */
export function pickPod({ machine }: Context, namespace: string, word: string): PodRecord | string {
  const { work } = machine.cluster;
  const [type, name] = word.includes('/') ? (word.split('/') as [string, string]) : ['pod', word];
  const kind = kindOf(type);
  if (kind === null) return `error: the server doesn't have a resource type "${type}"`;
  const all = work.pods.filter((pod) => pod.namespace === namespace && pod.state !== 'Terminating');
  const missing = `Error from server (NotFound): ${kind.plural}${kind.prefix.includes('.') ? '.apps' : ''} "${name}" not found`;
  if (kind.plural === 'pods') return all.find((pod) => pod.name === name) ?? missing;
  const selector =
    kind.plural === 'deployments'
      ? work.deployments.find((each) => each.namespace === namespace && each.name === name)?.selector
      : kind.plural === 'daemonsets'
        ? work.daemonSets.find((each) => each.namespace === namespace && each.name === name)?.selector
        : kind.plural === 'services'
          ? (work.services.find((each) => each.name === (namespace === 'default' ? name : `${namespace}/${name}`))
              ?.selector ?? undefined)
          : undefined;
  if (selector === undefined) return missing;
  // The one that has been ready longest; among equals the API server's order, by name (podutils.ActivePods reversed). unverified.
  const found = all
    .filter((pod) => hasLabels(pod.labels, selector))
    .toSorted((a, b) => a.created - b.created || (a.name < b.name ? -1 : 1));
  return found[0] ?? `error: no pods found for ${word}`;
}

/** Where the words of exec run: the pod's own place, or its node's agent. */
export function hostOf({ machine }: Context, pod: PodRecord, container: string): Host | null {
  if (pod.lab !== null) return machine.hosts.pod(pod.lab.name as NetnsName);
  return container === 'cilium-agent' && pod.node !== null ? machine.hosts.agent(pod.node as NetnsName) : null;
}
