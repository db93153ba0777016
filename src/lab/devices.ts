import { ipv4Of, ZERO_MAC, type Ipv4Addr, type Mac } from '../wire/address.ts';
import { deviceId, type DeviceId, type NetnsName } from './names.ts';
import type { Device, DeviceAddress, TunnelProtocol } from './world.ts';

/** IANA and Linux: VXLAN's port in Cilium is Linux's old default 8472 (pkg/defaults TunnelPortVXLAN), Geneve's is IANA's 6081. */
export const TUNNEL = {
  vxlan: { device: 'cilium_vxlan', port: 8472, srcPorts: [32768, 60999] },
  geneve: { device: 'cilium_geneve', port: 6081, srcPorts: [1, 65535] },
} as const satisfies Record<TunnelProtocol, { device: string; port: number; srcPorts: readonly [number, number] }>;

export const LOOPBACK_ADDR = ipv4Of(0x7f00_0001);
export const LOOPBACK_LENGTH = 8;
const LOOPBACK_MTU = 65536;

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
    addresses: [{ ip: LOOPBACK_ADDR, length: LOOPBACK_LENGTH, scope: 'host' }],
    kind: 'loopback',
  };
}

/** What all kinds of devices below share. */
export interface DeviceFacts {
  readonly netns: NetnsName;
  readonly name: string;
  readonly ifindex: number;
  readonly mac: Mac;
  readonly mtu: number;
  readonly address: { readonly ip: Ipv4Addr; readonly length: number } | null;
}

function base(facts: DeviceFacts, noarp: boolean) {
  const { netns, name, ifindex, mac, mtu, address } = facts;
  const addresses: readonly DeviceAddress[] =
    address === null ? [] : [{ ip: address.ip, length: address.length, scope: 'global' }];
  return { id: deviceId(netns, name), netns, name, ifindex, mac, mtu, noarp, addresses };
}

export function nic(facts: DeviceFacts, segment: string): Device {
  return { ...base(facts, false), kind: 'nic', segment };
}

/** cilium_host and cilium_net are made NOARP (pkg/datapath/loader setupVethPair); pods' pairs are not. */
export function veth(facts: DeviceFacts, peer: DeviceId, noarp: boolean): Device {
  return { ...base(facts, noarp), kind: 'veth', peer };
}

/** One device for all peers, in collect metadata mode: the remote comes with each packet (pkg/datapath/loader setupTunnelDevice). */
export function tunnelDevice(facts: DeviceFacts, protocol: TunnelProtocol): Device {
  const { port, srcPorts } = TUNNEL[protocol];
  return { ...base(facts, false), kind: 'tunnel', protocol, port, srcPorts };
}

export function dummy(facts: DeviceFacts): Device {
  return { ...base(facts, true), kind: 'dummy' };
}
