import type { DeviceId } from './names.ts';
import { cidrOf } from '../wire/address.ts';
import type { Device, Segment } from './world.ts';

const SUBNET = 'subnet:';

/** Wires by their id, members in the order of the devices. Only a wire between machines of the lab has a subnet. */
export function segmentsOf(devices: ReadonlyMap<DeviceId, Device>): ReadonlyMap<string, Segment> {
  const members = new Map<string, DeviceId[]>();
  const subnets = new Map<string, Segment['subnet']>();
  for (const device of devices.values()) {
    if (device.kind !== 'nic') continue;
    const { segment, id } = device;
    const known = members.get(segment);
    if (known !== undefined) {
      known.push(id);
      continue;
    }
    members.set(segment, [id]);
    const [address] = device.addresses;
    subnets.set(
      segment,
      segment.startsWith(SUBNET) && address !== undefined ? cidrOf(address.ip, address.length) : null,
    );
  }
  return new Map([...members].map(([id, list]) => [id, { id, subnet: subnets.get(id) ?? null, members: list }]));
}
