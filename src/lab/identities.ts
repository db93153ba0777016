import type { Prng } from '../base/prng.ts';
import { between, drawFree, drawsOf, givenOf, type Given } from './draws.ts';
import type { LabPod } from './file.ts';
import type { Identity } from './names.ts';
import { splitName } from './names-in-file.ts';

const LOWEST = 256;
const HIGHEST = 65535;

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What decides a pod's identity: its namespace and its labels, in no order (pkg/labels SortedList). */
function labelKey(pod: LabPod): string {
  return JSON.stringify([splitName(pod.name)[0], pod.labels.map(([key, value]) => `${key}=${value}`).sort(byCodeUnit)]);
}

/**
 * The security identity of every pod by its name. Pods of one label set share theirs: the one that the file gives to any
 * of them, else a number drawn from the labels.
 */
export function identitiesOf(pods: readonly LabPod[], rng: Prng, given: Given): ReadonlyMap<string, Identity> {
  const keys = pods.map(labelKey);
  const byLabels = new Map<string, number>();
  const { known, taken } = givenOf(given, 'identity');
  pods.forEach((pod, i) => {
    if (pod.identity === null) return;
    taken.add(pod.identity);
    if (!byLabels.has(keys[i]!)) byLabels.set(keys[i]!, pod.identity);
  });
  const draw = drawsOf(rng, 'identity');
  for (const key of [...new Set(keys)].sort(byCodeUnit)) {
    if (byLabels.has(key)) continue;
    const identity = known.get(key) ?? drawFree(taken, (attempt) => between(draw(key, attempt), LOWEST, HIGHEST));
    taken.add(identity);
    byLabels.set(key, identity);
    known.set(key, identity);
  }
  const identities = new Map<string, Identity>();
  pods.forEach((pod, i) => identities.set(pod.name, (pod.identity ?? byLabels.get(keys[i]!)!) as Identity));
  return identities;
}
