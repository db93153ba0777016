import type { Prng } from '../base/prng.ts';
import { between, drawFree, drawsOf, givenOf, widening, type Draw, type Given } from './draws.ts';
import type { LabPod } from './file.ts';
import type { EndpointId } from './names.ts';

/** What the agent and the kernel number on one node, for one of its pods. */
export interface EndpointNumbers {
  readonly endpoint: EndpointId;
  /** Name of the host side of the pod's veth pair. */
  readonly lxc: string;
  /** Odd: the pod's side was made just before it and has the even number below (in its own namespace). */
  readonly lxcIfindex: number;
}

const HIGHEST_ENDPOINT = 4095;
const LOWEST_LXC_IFINDEX = 7;
const MOST_PAIRS = 1 << 15;

export interface EndpointDraws {
  readonly endpoint: Draw;
  readonly lxcHigh: Draw;
  readonly lxcLow: Draw;
  readonly ifindex: Draw;
}

export function endpointDraws(rng: Prng): EndpointDraws {
  const of = (kind: string): Draw => drawsOf(rng, kind);
  return { endpoint: of('endpoint'), lxcHigh: of('lxc/high'), lxcLow: of('lxc/low'), ifindex: of('lxc/ifindex') };
}

function hex6(draw: number): string {
  return (draw >>> 8).toString(16).padStart(6, '0');
}

/**
 * Numbers for the pods of one node, in their order. Endpoint ids are small random numbers, unique on the node only
 * (pkg/endpointmanager allocator: 1 to 4095); a device is called 'lxc' and 12 hexadecimal digits of a hash (pkg/datapath/connector).
 */
export function endpointNumbers(
  node: string,
  pods: readonly LabPod[],
  draws: EndpointDraws,
  given: Given,
): readonly EndpointNumbers[] {
  const { known: knownIds, taken: ids } = givenOf(given, `endpoint ${node}`);
  const names = new Set<string>();
  for (const pod of pods) {
    if (pod.endpoint !== null) ids.add(pod.endpoint);
    if (pod.lxc !== null) names.add(pod.lxc);
  }
  const { known: knownPairs, taken: pairs } = givenOf(given, `ifindex ${node}`);
  return pods.map(({ name, endpoint: givenId, lxc: givenName }) => {
    const endpoint =
      givenId ??
      knownIds.get(name) ??
      drawFree(ids, (attempt) => between(draws.endpoint(name, attempt), 1, HIGHEST_ENDPOINT));
    const lxc =
      givenName ??
      drawFree(names, (attempt) => `lxc${hex6(draws.lxcHigh(name, attempt))}${hex6(draws.lxcLow(name, attempt))}`);
    const pair =
      knownPairs.get(name) ??
      drawFree(pairs, (attempt) => between(draws.ifindex(name, attempt), 0, widening(16, MOST_PAIRS, attempt) - 1));
    ids.add(endpoint);
    names.add(lxc);
    pairs.add(pair);
    knownIds.set(name, endpoint);
    knownPairs.set(name, pair);
    return { endpoint: endpoint as EndpointId, lxc, lxcIfindex: LOWEST_LXC_IFINDEX + 2 * pair };
  });
}

/** Even, so that no pod's device has it. The tunnel device keeps its number whether it exists or not. */
export function tunnelIfindex(draw: Draw, node: string): number {
  return 6 + 2 * between(draw(node, 0), 0, 15);
}
