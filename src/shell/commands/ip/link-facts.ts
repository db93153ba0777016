import type { DeviceId, NetnsName } from '../../../lab/names.ts';
import type { Device, DeviceAddress, World } from '../../../lab/world.ts';
import { cidrOf, ipv4Number, ipv4Of, macBytes, maskOf, type Ipv4Addr } from '../../../wire/address.ts';
import type { LiveLab } from '../../../trace/live.ts';

/** What the kernel says about a device besides what the lab models. */
export interface LinkFacts {
  readonly device: Device;
  readonly flags: readonly string[];
  readonly qdisc: string;
  readonly state: 'UP' | 'UNKNOWN';
  /** 0: not printed. */
  readonly qlen: number;
  readonly kind: 'veth' | 'vxlan' | 'geneve' | 'dummy' | null;
  /** The other end of a pair: by name in the same namespace, by ifindex in another. */
  readonly peer: { readonly name: string } | { readonly index: number; readonly netnsid: number } | null;
  readonly altname: string | null;
  readonly addresses: readonly AddressFacts[];
}

export type AddressFacts = { readonly length: number; readonly scope: 'global' | 'host' | 'link' } & (
  | {
      readonly family: 'inet';
      readonly ip: Ipv4Addr;
      readonly broadcast: Ipv4Addr | null;
      /** Of an address by DHCP: the metric of its routes, and the seconds that its lease still lasts. */
      readonly lease: { readonly metric: number; readonly left: number } | null;
    }
  | { readonly family: 'inet6'; readonly ip: string; readonly noPrefixRoute: boolean }
);

/** The seconds for which VirtualBox's DHCP server lends an address. */
const LEASE = 86_400;
/** The kernel's tx_queue_len for Ethernet (net/ethernet/eth.c ether_setup DEFAULT_TX_QUEUE_LEN). */
const QLEN = 1000;
/** PCI slots that VirtualBox gives its NICs one to eight: udev's enp0sN, kept as the alternative name of ethN. */
const SLOTS = [3, 8, 9, 10, 16, 17, 18, 19];

/** The devices of a namespace as `ip link` lists them, in the order of their index. */
export function linksOf(lab: LiveLab, netns: NetnsName): readonly LinkFacts[] {
  const { world } = lab;
  const home = world.netns.get(netns);
  if (home === undefined) return [];
  return home.devices.map((id) => linkOf(lab, world.devices.get(id)!));
}

export function linkOf(lab: LiveLab, device: Device): LinkFacts {
  const { world } = lab;
  const kind =
    device.kind === 'tunnel'
      ? device.protocol
      : device.kind === 'loopback' || device.kind === 'nic'
        ? null
        : device.kind;
  return {
    device,
    flags: flagsOf(device),
    qdisc: device.kind === 'nic' ? 'fq_codel' : 'noqueue',
    state: device.kind === 'nic' || device.kind === 'veth' ? 'UP' : 'UNKNOWN',
    // Cilium makes its tunnel device without a queue length (pkg/datapath/loader/netlink.go setupVxlanDevice).
    qlen: device.kind === 'tunnel' ? 0 : QLEN,
    kind,
    peer: device.kind === 'veth' ? peerOf(world, device, device.peer) : null,
    altname: altnameOf(world, device),
    addresses: [...device.addresses.map((address) => inetOf(lab, device, address)), ...inet6Of(world, device)],
  };
}

function flagsOf(device: Device): readonly string[] {
  if (device.kind === 'loopback') return ['LOOPBACK', 'UP', 'LOWER_UP'];
  if (device.kind === 'dummy') return ['BROADCAST', 'NOARP', 'UP', 'LOWER_UP'];
  return ['BROADCAST', 'MULTICAST', ...(device.noarp ? ['NOARP'] : []), 'UP', 'LOWER_UP'];
}

function peerOf(world: World, device: Device, id: DeviceId): LinkFacts['peer'] {
  const peer = world.devices.get(id);
  if (peer === undefined) return null;
  if (peer.netns === device.netns) return { name: peer.name };
  // A namespace numbers the others as it meets them: a pod only its node's, a node those of its pods in order.
  const others = world.netns
    .get(device.netns)!
    .devices.map((one) => world.devices.get(one)!)
    .filter((one) => one.kind === 'veth' && world.devices.get(one.peer)?.netns !== device.netns);
  return { index: peer.ifindex, netnsid: others.findIndex((one) => one.id === device.id) };
}

/** Whether a NIC is one of VirtualBox's: so says who made it. */
export function isVirtualBox({ kind, mac }: Device): boolean {
  return kind === 'nic' && mac.startsWith('08:00:27');
}

function altnameOf(world: World, device: Device): string | null {
  const machine = world.netns.get(device.netns)?.kind;
  const number = /^eth(\d)$/.exec(device.name)?.[1];
  if (!isVirtualBox(device) || number === undefined || (machine !== 'node' && machine !== 'router')) return null;
  const slot = SLOTS[Number(number)];
  return slot === undefined ? null : `enp0s${slot}`;
}

function inetOf(lab: LiveLab, device: Device, { ip, length, scope }: DeviceAddress): AddressFacts {
  const isBroadcast = device.kind !== 'loopback' && length < 31;
  return {
    family: 'inet',
    ip,
    length,
    scope,
    broadcast: isBroadcast ? ipv4Of((ipv4Number(ip) | ~maskOf(length)) >>> 0) : null,
    lease: leaseOf(lab, device, ip),
  };
}

/** An address by DHCP is that which the lease's routes prefer. */
function leaseOf(
  lab: LiveLab,
  device: Device,
  ip: Ipv4Addr,
): { readonly metric: number; readonly left: number } | null {
  const rows = lab.world.netns.get(device.netns)?.tables.routes.values() ?? [];
  for (const row of rows) {
    if (row.proto === 'dhcp' && row.dev === device.id && row.src === ip) {
      const seconds = Math.floor(lab.now / 1e9);
      return { metric: row.metric, left: LEASE - (seconds % (LEASE / 2)) };
    }
  }
  return null;
}

/** The loopback's address, and the link-local one that the kernel makes of a MAC (net/ipv6/addrconf.c addrconf_ifid_eui48). */
function inet6Of(world: World, device: Device): readonly AddressFacts[] {
  if (device.kind === 'loopback') {
    // systemd sets it up without a prefix route; in a pod the kernel does.
    const isMachine = world.netns.get(device.netns)?.kind !== 'pod';
    return [{ family: 'inet6', ip: '::1', length: 128, scope: 'host', noPrefixRoute: isMachine }];
  }
  const bytes = macBytes(device.mac);
  const [a, b, c, d, e, f] = bytes as [number, number, number, number, number, number];
  const groups = [0xfe80, 0, 0, 0, ((a ^ 2) << 8) | b, (c << 8) | 0xff, 0xfe00 | d, (e << 8) | f];
  return [{ family: 'inet6', ip: ipv6Text(groups), length: 64, scope: 'link', noPrefixRoute: false }];
}

/** RFC 5952: lower case, the longest run of two or more zero groups shortened. */
export function ipv6Text(groups: readonly number[]): string {
  let best = { at: -1, length: 1 };
  for (let at = 0; at < groups.length; at++) {
    let length = 0;
    while (groups[at + length] === 0) length += 1;
    if (length > best.length) best = { at, length };
  }
  const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  if (best.at < 0) return hex(groups);
  return `${hex(groups.slice(0, best.at))}::${hex(groups.slice(best.at + best.length))}`;
}

/** The device of that name, or of that alternative name. */
export function linkNamed(lab: LiveLab, netns: NetnsName, name: string): LinkFacts | null {
  return linksOf(lab, netns).find(({ device, altname }) => device.name === name || altname === name) ?? null;
}

/** The subnet of an address. */
export function subnetOf({ ip, length }: { readonly ip: Ipv4Addr; readonly length: number }): string {
  return cidrOf(ip, length);
}
