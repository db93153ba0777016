import type { Prng } from '../base/prng.ts';
import { drawFree, hexDigits, widening } from './draws.ts';
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

/**
 * Numbers for the pods of one node, in their order. Endpoint ids are small random numbers, unique on the node only
 * (pkg/endpointmanager allocator: 1 to 4095); a device is called 'lxc' and 12 hexadecimal digits of a hash (pkg/datapath/connector).
 */
export function endpointNumbers(pods: readonly LabPod[], rng: Prng): readonly EndpointNumbers[] {
  const ids = new Set<number>();
  const names = new Set<string>();
  for (const pod of pods) {
    if (pod.endpoint !== null) ids.add(pod.endpoint);
    if (pod.lxc !== null) names.add(pod.lxc);
  }
  const ifindexes = new Set<number>();
  return pods.map((pod) => {
    const own = rng.fork(pod.name);
    const endpoint = pod.endpoint ?? drawFree(own, 'endpoint', ids, (stream) => stream.between(1, HIGHEST_ENDPOINT));
    const lxc = pod.lxc ?? drawFree(own, 'lxc', names, (stream) => `lxc${hexDigits(stream, 12)}`);
    const lxcIfindex = drawFree(
      own,
      'ifindex',
      ifindexes,
      (stream, attempt) => LOWEST_LXC_IFINDEX + 2 * stream.between(0, widening(16, 1 << 15, attempt) - 1),
    );
    ids.add(endpoint);
    names.add(lxc);
    ifindexes.add(lxcIfindex);
    return { endpoint: endpoint as EndpointId, lxc, lxcIfindex };
  });
}

/** Even, so that no pod's device has it. The tunnel device keeps its number whether it exists or not. */
export function tunnelIfindex(rng: Prng): number {
  return 6 + 2 * rng.fork('tunnel/ifindex').between(0, 15);
}
