import { deviceName, type DeviceId, type NetnsName } from '../lab/names.ts';
import type { Pod, World } from '../lab/world.ts';
import type { PacketId } from './events.ts';
import type { Trace } from './trace.ts';

/**
 * A host in the words of the path table: 'ctr' for node k8s-ctr and for each of its pods, 'router', '-' for what
 * lies outside of the lab.
 */
export function hostText(world: World, netns: NetnsName): string {
  const found = world.netns.get(netns);
  if (found === undefined) return netns;
  if (found.kind === 'outside') return '-';
  return (found.kind === 'pod' && found.on !== null ? found.on : netns).replace(/^k8s-/, '');
}

/**
 * A place in the words of the path table: 'ctr/lxcS', 'w0/eth1', 'ctr/podeth0', 'router'. lxcS is the lxc of the
 * pod that sent the packet, any other lxc is lxcD.
 */
export function placeText(
  trace: Pick<Trace, 'world' | 'packets'>,
  packet: PacketId,
  netns: NetnsName,
  device: DeviceId | null,
): string {
  const { world } = trace;
  const host = hostText(world, netns);
  const kind = world.netns.get(netns)?.kind;
  if (device === null || kind === 'outside') return host;
  if (kind === 'pod') return `${host}/pod${deviceName(device)}`;
  const pod = podOfLxc(world, device);
  if (pod === null) return `${host}/${deviceName(device)}`;
  return `${host}/${pod.name === trace.packets[packet]?.from ? 'lxcS' : 'lxcD'}`;
}

/** The pod at the other end of a node's veth, or null. */
export function podOfLxc(world: World, device: DeviceId): Pod | null {
  for (const pod of world.pods.values()) if (pod.lxc === device) return pod;
  return null;
}
