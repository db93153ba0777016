import type { NetnsName } from './names.ts';
import type { World } from './world.ts';
import type { Ipv4Addr } from '../wire/address.ts';

/**
 * Names that a namespace knows without asking anybody (/etc/hosts): nodes and router know the machines of the lab,
 * as the lab's scripts write them; a pod knows itself.
 */
export function hostsFile(world: World, netns: NetnsName): ReadonlyMap<string, Ipv4Addr> {
  const pod = world.pods.get(netns);
  if (pod) return new Map([[pod.shortName, pod.ip]]);
  const hosts = new Map<string, Ipv4Addr>(world.nodes.map((node) => [node.name, node.ip]));
  const router = routerAddress(world);
  if (world.router !== null && router !== null) hosts.set(world.router, router);
  return hosts;
}

/** The router's address in the first subnet of the lab. */
function routerAddress(world: World): Ipv4Addr | null {
  const netns = world.router === null ? undefined : world.netns.get(world.router);
  for (const id of netns?.devices ?? []) {
    const device = world.devices.get(id);
    if (device?.kind !== 'nic' || (world.segments.get(device.segment)?.subnet ?? null) === null) continue;
    const address = device.addresses[0];
    if (address) return address.ip;
  }
  return null;
}

/** The name that /etc/hosts has for an address, or null. */
export function nameOfAddress(world: World, netns: NetnsName, address: Ipv4Addr): string | null {
  return [...hostsFile(world, netns)].find(([, ip]) => ip === address)?.[0] ?? null;
}
