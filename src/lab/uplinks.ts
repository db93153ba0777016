import { prefixLength, type Ipv4Addr, type Mac } from '../wire/address.ts';
import type { Uplink } from './blueprint.ts';
import { addressed, IFINDEX, loopback, nic } from './devices.ts';
import type { InterfaceAddress } from './interface-address.ts';
import type { Macs } from './macs.ts';
import { deviceId, type NetnsName } from './names.ts';
import { VIRTUALBOX_NAT_MAC } from './presets/uplink.ts';
import { gatewayDevice, uplinkSegment } from './segments.ts';
import type { Device } from './world.ts';

export interface UplinkFacts {
  readonly dev: string;
  readonly address: InterfaceAddress;
  readonly gateway: Ipv4Addr;
  readonly dns: Ipv4Addr | null;
  readonly mtu: number;
}

/** A machine's first NIC, and the name of the namespace behind it. */
export function uplinkOf(
  netns: NetnsName,
  facts: UplinkFacts,
  macs: Macs,
): { readonly uplink: Uplink; readonly device: Device } {
  const { ip, length, subnet } = facts.address;
  const { dev: name, gateway, dns, mtu } = facts;
  const dev = deviceId(netns, name);
  const mac = macs.nic(dev);
  const device = nic(
    { id: dev, netns, name, ifindex: IFINDEX.eth0, mac, mtu, addresses: addressed(ip, length) },
    uplinkSegment(netns),
  );
  return { uplink: { dev, ip, subnet, mac, gateway, dns, outside: `nat@${netns}` as NetnsName }, device };
}

/** The devices of what lies behind a first NIC: one interface with the gateway's address. */
export function outsideDevices(
  machine: NetnsName,
  uplink: Uplink,
  recorded: ReadonlyMap<string, Mac | null>,
): readonly Device[] {
  const netns = uplink.outside;
  const id = gatewayDevice(uplink);
  const mac = recorded.get(id) ?? (VIRTUALBOX_NAT_MAC as Mac);
  const addresses = addressed(uplink.gateway, prefixLength(uplink.subnet));
  return [
    loopback(netns),
    nic({ id, netns, name: 'eth0', ifindex: IFINDEX.eth0, mac, mtu: 1500, addresses }, uplinkSegment(machine)),
  ];
}
