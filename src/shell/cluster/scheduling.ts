import { hasLabels, withoutHash } from './pod-template.ts';
import type { NodeRecord, PodRecord, PodTemplate } from './records.ts';
import type { Workloads } from './workloads.ts';

/** Pods that a kubelet takes (maxPods). */
const MOST_PODS = 110;

/** The node that takes a pod, or why none does, in the words of the scheduler's event. */
export function schedule(work: Workloads, pod: PodRecord): { readonly node: string } | { readonly refusal: string } {
  const { template, namespace } = pod;
  const refusals = new Map<string, number>();
  const fits: NodeRecord[] = [];
  const byNode = new Map<string, PodRecord[]>(work.nodes.map(({ name }) => [name, []]));
  for (const each of work.pods) if (each.node !== null && each.deleting === null) byNode.get(each.node)?.push(each);
  for (const node of work.nodes) {
    const why = refused(node, byNode.get(node.name) ?? [], template, namespace);
    if (why === null) fits.push(node);
    else refusals.set(why, (refusals.get(why) ?? 0) + 1);
  }
  const own = withoutHash(template.labels);
  const load = new Map<string, number>();
  for (const each of work.pods) {
    if (each.node === null || each.deleting !== null) continue;
    const like = own.length > 0 && each.namespace === namespace && hasLabels(each.labels, own);
    load.set(each.node, (load.get(each.node) ?? 0) + (like ? 1000 : each.template.hostNetwork ? 0 : 1));
  }
  // The fewest pods of its like, then the fewest of all (podtopologyspread, noderesources); the order of the file decides the rest.
  const [best] = fits.toSorted((a, b) => (load.get(a.name) ?? 0) - (load.get(b.name) ?? 0));
  if (best !== undefined) return { node: best.name };
  const total = work.nodes.length;
  const told = [...refusals].map(([why, count]) => `${count} ${why}`).toSorted((a, b) => (a < b ? -1 : 1));
  const hopeless = `preemption: 0/${total} nodes are available: ${total} Preemption is not helpful for scheduling.`;
  return { refusal: `0/${total} nodes are available: ${told.join(', ')}. ${hopeless}` };
}

/** Why a node does not take the pod, in the words of the plugin that refuses it; null: it does. */
function refused(
  node: NodeRecord,
  here: readonly PodRecord[],
  template: PodTemplate,
  namespace: string,
): string | null {
  const { tolerates, nodeSelector, apartFrom, hostNetwork } = template;
  const all = tolerates.includes('');
  if (node.cordoned && !all) return 'node(s) were unschedulable';
  const taint = node.taints.find(
    ({ key, effect }) => effect !== 'PreferNoSchedule' && !all && !tolerates.includes(key),
  );
  if (taint !== undefined) return `node(s) had untolerated taint {${taint.key}: ${taint.value}}`;
  if (!hasLabels(node.labels, nodeSelector)) return "node(s) didn't match Pod's node affinity/selector";
  const apart = here.some(
    (pod) =>
      pod.namespace === namespace &&
      apartFrom.some(({ key, values }) => pod.labels.some(([k, v]) => k === key && values.includes(v))),
  );
  if (apart) return "node(s) didn't match pod anti-affinity rules";
  return !hostNetwork && here.length >= MOST_PODS ? 'Too many pods' : null;
}
