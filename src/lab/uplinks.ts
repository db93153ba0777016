import { ipv4, type Ipv4Addr, type Mac } from '../wire/address.ts';
import type { Uplink } from './blueprint.ts';
import { IFINDEX, loopback, nic } from './devices.ts';
import { interfaceAddress } from './interface-address.ts';
import type { Macs } from './macs.ts';
import { deviceId, type NetnsName } from './names.ts';
import { VIRTUALBOX_NAT_MAC } from './presets/uplink.ts';
import type { Device } from './world.ts';

export interface UplinkFacts {
  readonly dev: string;
  readonly ip: string;
  readonly gateway: string;
  readonly dns: string | null;
  readonly mtu: number;
}

export function outsideOf(machine: NetnsName): NetnsName {
  return `nat@${machine}` as NetnsName;
}

export function uplinkSegment(machine: NetnsName): string {
  return `uplink:${machine}`;
}

/** A machine's first NIC. */
export function uplinkOf(
  machine: NetnsName,
  facts: UplinkFacts,
  macs: Macs,
): { readonly uplink: Uplink; readonly device: Device } {
  const { ip, length, subnet } = interfaceAddress(facts.ip);
  const dev = deviceId(machine, facts.dev);
  const mac = macs.nic(dev);
  const device = nic(
    { netns: machine, name: facts.dev, ifindex: IFINDEX.eth0, mac, mtu: facts.mtu, address: { ip, length } },
    uplinkSegment(machine),
  );
  const dns = facts.dns === null ? null : ipv4(facts.dns);
  return { uplink: { dev, ip, subnet, mac, gateway: ipv4(facts.gateway), dns, outside: outsideOf(machine) }, device };
}

/** The devices of what lies behind a first NIC: one interface with the gateway's address. */
export function outsideDevices(
  machine: NetnsName,
  uplink: Uplink,
  recorded: (device: string) => Mac | null,
): readonly Device[] {
  const netns = uplink.outside;
  const length = Number(uplink.subnet.slice(uplink.subnet.indexOf('/') + 1));
  const mac = recorded(`${netns}:eth0`) ?? (VIRTUALBOX_NAT_MAC as Mac);
  const address: { ip: Ipv4Addr; length: number } = { ip: uplink.gateway, length };
  return [
    loopback(netns),
    nic({ netns, name: 'eth0', ifindex: IFINDEX.eth0, mac, mtu: 1500, address }, uplinkSegment(machine)),
  ];
}
