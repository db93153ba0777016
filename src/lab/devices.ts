import { ipv4Of, ZERO_MAC, type Ipv4Addr, type Mac } from '../wire/address.ts';
import { deviceId, type DeviceId, type NetnsName } from './names.ts';
import type { Device, DeviceAddress, TunnelProtocol } from './world.ts';

/** IANA and Linux: VXLAN's port in Cilium is Linux's old default 8472 (pkg/defaults TunnelPortVXLAN), Geneve's is IANA's 6081. */
export const TUNNEL = {
  vxlan: { device: 'cilium_vxlan', port: 8472, srcPorts: [32768, 60999] },
  geneve: { device: 'cilium_geneve', port: 6081, srcPorts: [1, 65535] },
} as const satisfies Record<TunnelProtocol, { device: string; port: number; srcPorts: readonly [number, number] }>;

const LOOPBACK_MTU = 65536;
const LOOPBACK_ADDRESSES: readonly DeviceAddress[] = [{ ip: ipv4Of(0x7f00_0001), length: 8, scope: 'host' }];
const NO_ADDRESSES: readonly DeviceAddress[] = [];

/** ifindexes of a machine's fixed devices: the order in which kernel and agent make them. */
export const IFINDEX = { lo: 1, eth0: 2, eth1: 3, eth2: 4, ciliumNet: 4, ciliumHost: 5, firstLoop: 5 } as const;

export function loopback(netns: NetnsName): Device {
  return {
    id: deviceId(netns, 'lo'),
    netns,
    name: 'lo',
    ifindex: IFINDEX.lo,
    mac: ZERO_MAC,
    mtu: LOOPBACK_MTU,
    noarp: false,
    addresses: LOOPBACK_ADDRESSES,
    kind: 'loopback',
  };
}

/** What all kinds of devices below share. */
export interface DeviceFacts {
  readonly id: DeviceId;
  readonly netns: NetnsName;
  readonly name: string;
  readonly ifindex: number;
  readonly mac: Mac;
  readonly mtu: number;
  readonly addresses: readonly DeviceAddress[];
}

export function addressed(ip: Ipv4Addr, length: number): readonly DeviceAddress[] {
  return [{ ip, length, scope: 'global' }];
}

export function nic({ id, netns, name, ifindex, mac, mtu, addresses }: DeviceFacts, segment: string): Device {
  return { id, netns, name, ifindex, mac, mtu, noarp: false, addresses, kind: 'nic', segment };
}

/** One side of a pair. cilium_host and cilium_net are made NOARP (pkg/datapath/loader setupVethPair), pods' pairs are not. */
export function veth(
  facts: Omit<DeviceFacts, 'addresses'>,
  peer: DeviceId,
  ip: Ipv4Addr | null,
  noarp: boolean,
): Device {
  const { id, netns, name, ifindex, mac, mtu } = facts;
  const addresses = ip === null ? NO_ADDRESSES : addressed(ip, 32);
  return { id, netns, name, ifindex, mac, mtu, noarp, addresses, kind: 'veth', peer };
}

/** One device for all peers, in collect metadata mode: the remote comes with each packet (pkg/datapath/loader setupTunnelDevice). */
export function tunnelDevice(facts: Omit<DeviceFacts, 'addresses'>, protocol: TunnelProtocol): Device {
  const { id, netns, name, ifindex, mac, mtu } = facts;
  const { port, srcPorts } = TUNNEL[protocol];
  const addresses = NO_ADDRESSES;
  return { id, netns, name, ifindex, mac, mtu, noarp: false, addresses, kind: 'tunnel', protocol, port, srcPorts };
}

export function dummy({ id, netns, name, ifindex, mac, mtu, addresses }: DeviceFacts): Device {
  return { id, netns, name, ifindex, mac, mtu, noarp: true, addresses, kind: 'dummy' };
}
