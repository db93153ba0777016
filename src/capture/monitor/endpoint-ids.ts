import { hash32 } from '../../base/prng.ts';
import type { DeviceId, EndpointId, NetnsName } from '../../lab/names.ts';
import type { Pod, World } from '../../lab/world.ts';
import type { EventOf } from '../../trace/events.ts';

const HIGHEST = 4095;

const hosts = new WeakMap<World, Map<NetnsName, EndpointId>>();

/**
 * The id of a node's host endpoint (reserved:host), which no lab file names: a number that none of the node's pods has,
 * drawn from the node's name (pkg/endpointmanager allocator).
 */
export function hostEndpointId(world: World, node: NetnsName): EndpointId {
  const known = hosts.get(world) ?? new Map<NetnsName, EndpointId>();
  hosts.set(world, known);
  const before = known.get(node);
  if (before !== undefined) return before;
  const taken = new Set([...world.pods.values()].filter((pod) => pod.node === node).map((pod) => Number(pod.endpoint)));
  let id = 1 + (hash32(`host endpoint ${node}`) % HIGHEST);
  while (taken.has(id)) id = 1 + (id % HIGHEST);
  known.set(node, id as EndpointId);
  return id as EndpointId;
}

/**
 * EVENT_SOURCE, the endpoint whose program has written a record: a pod's for bpf_lxc.c (the policy program is the
 * receiver's), the host's for bpf_host.c, 0 for bpf_overlay.c and bpf_sock.c. What `monitor --from` looks at.
 */
export function eventSource(world: World, event: EventOf<'hook'>): number {
  switch (event.program) {
    case 'cil_from_container':
    case 'cil_to_container':
      return podBehind(world, event.device)?.endpoint ?? 0;
    case 'cil_lxc_policy': {
      const named = event.observations.find((each) => each.endpoint !== null)?.endpoint ?? null;
      return named === null ? 0 : (world.pods.get(named)?.endpoint ?? 0);
    }
    case 'cil_from_netdev':
    case 'cil_to_netdev':
    case 'cil_from_host':
    case 'cil_to_host':
      return hostEndpointId(world, event.netns);
    default:
      return 0;
  }
}

/** The pod at the other end of a node's lxc, by its peer: labs can have thousands of pods. */
function podBehind(world: World, lxc: DeviceId | null): Pod | null {
  const device = lxc === null ? undefined : world.devices.get(lxc);
  const inside = device?.kind === 'veth' ? world.devices.get(device.peer) : undefined;
  return inside === undefined ? null : (world.pods.get(inside.netns) ?? null);
}
