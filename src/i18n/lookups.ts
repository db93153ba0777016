import type { DeviceId, Identity, NetnsName } from '../lab/names.ts';
import type { Route } from '../lab/tables.ts';
import type { Device, Node, Pod, World } from '../lab/world.ts';
import type { Note, Read, TraceEvent } from '../trace/events.ts';
import { cidrHas, prefixLength } from '../wire/address.ts';
import type { Ipv4Addr } from '../wire/address.ts';

/** The note of a kind that an event carries, or null. */
export function noteOf<K extends Note['kind']>(event: TraceEvent, kind: K): Extract<Note, { kind: K }> | null {
  if (event.kind !== 'hook' && event.kind !== 'end') return null;
  return (event.notes.find((note) => note.kind === kind) as Extract<Note, { kind: K }> | undefined) ?? null;
}

/** The last look into a table of that name, or null. */
export function readOf(reads: readonly Read[], table: Read['table']): Read | null {
  return reads.findLast((read) => read.table === table) ?? null;
}

/** A route's key as a reader knows it: 'default' for the prefix of all zeros, and no table or metric behind it. */
export function routeName(key: string): string {
  const prefix = key.split(' ', 1)[0] ?? key;
  return prefix.endsWith('/0') ? 'default' : prefix;
}

export function podByIp(world: World, ip: string): Pod | null {
  for (const pod of world.pods.values()) if (pod.ip === ip) return pod;
  return null;
}

export function nodeByPodCidr(world: World, ip: string): Node | null {
  return world.nodes.find((node) => cidrHas(node.podCIDR, ip as Ipv4Addr)) ?? null;
}

/** Whether an address belongs to some node's pods, a router address of Cilium included. */
export function isPodAddress(world: World, ip: string): boolean {
  return ip !== '' && nodeByPodCidr(world, ip) !== null;
}

export function deviceOf(world: World, id: DeviceId | null): Device | null {
  return id === null ? null : (world.devices.get(id) ?? null);
}

/** The pod whose lxc this device is, or null. */
export function podOfLxc(world: World, id: DeviceId | null): Pod | null {
  for (const pod of world.pods.values()) if (pod.lxc === id) return pod;
  return null;
}

export function isUplink(device: Device | null): boolean {
  return device?.kind === 'nic' && device.segment.startsWith('uplink:');
}

/** The identity behind an address, as the ipcache of `netns` has it at the start of the run; null when it has none. */
export function ipcacheIdentity(world: World, netns: NetnsName, ip: string): Identity | null {
  const rows = [...(world.netns.get(netns)?.tables.cilium_ipcache_v2.values() ?? [])];
  const best = rows
    .filter((row) => cidrHas(row.prefix, ip as Ipv4Addr))
    .sort((a, b) => prefixLength(b.prefix) - prefixLength(a.prefix))[0];
  return best?.identity ?? null;
}

/** What `ip route get` on that host would choose for an address: the longest prefix of its main table, then the lowest metric. */
export function kernelRoute(world: World, netns: NetnsName, ip: string): Route | null {
  const rows = [...(world.netns.get(netns)?.tables.routes.values() ?? [])];
  return (
    rows
      .filter((row) => row.table === 'main' && cidrHas(row.dst, ip as Ipv4Addr))
      .sort((a, b) => prefixLength(b.dst) - prefixLength(a.dst) || a.metric - b.metric)[0] ?? null
  );
}

/** The row into cilium_host that the kernel has for this address and that a BPF redirect leaves unused; null where there is none. */
export function bypassedRoute(world: World, netns: NetnsName, ip: string): string | null {
  const row = kernelRoute(world, netns, ip);
  return row?.dev?.endsWith(':cilium_host') ? routeName(row.dst) : null;
}

/** Whether some device of that host carries the address. */
export function ownsAddress(world: World, netns: NetnsName, ip: string): boolean {
  for (const device of world.devices.values()) {
    if (device.netns === netns && device.addresses.some((one) => one.ip === ip)) return true;
  }
  return false;
}
