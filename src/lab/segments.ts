import type { Blueprint, Uplink } from './blueprint.ts';
import type { Cidr } from '../wire/address.ts';
import { deviceId, type DeviceId, type NetnsName } from './names.ts';
import type { Segment } from './world.ts';

export function subnetSegment(subnet: Cidr): string {
  return `subnet:${subnet}`;
}

export function uplinkSegment(machine: NetnsName): string {
  return `uplink:${machine}`;
}

/** The gateway's side of an uplink. */
export function gatewayDevice(uplink: Uplink): DeviceId {
  return deviceId(uplink.outside, 'eth0');
}

/** Every wire: those between machines with their subnet, then one per uplink between a machine and its NAT. */
export function segmentsOf({ wires, nodes, router }: Omit<Blueprint, 'devices'>): ReadonlyMap<string, Segment> {
  const segments = new Map<string, Segment>();
  for (const [subnet, ports] of wires) {
    const id = subnetSegment(subnet);
    segments.set(id, { id, subnet, members: ports.map((port) => port.dev) });
  }
  const addUplink = (machine: NetnsName, uplink: Uplink | null): void => {
    if (uplink === null) return;
    const id = uplinkSegment(machine);
    segments.set(id, { id, subnet: null, members: [uplink.dev, gatewayDevice(uplink)] });
  };
  for (const { node, uplink } of nodes) addUplink(node.name, uplink);
  if (router !== null) addUplink(router.name, router.uplink);
  return segments;
}
