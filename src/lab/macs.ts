import type { Prng } from '../base/prng.ts';
import { macOf, parseMac, type Mac } from '../wire/address.ts';
import { drawFree } from './draws.ts';
import type { LabFile } from './file.ts';
import type { DeviceId } from './names.ts';

/** Organisation of VirtualBox's NICs (Cadmus Computer Systems): the MACs of every Vagrant machine begin so. */
const VIRTUALBOX_OUI = [0x08, 0x00, 0x27] as const;

/** Hands out MACs, each device its own: recorded ones first, the others drawn from the device's name. */
export interface Macs {
  /** A virtual machine's NIC. */
  nic(device: DeviceId): Mac;
  /** A device that the kernel made up: locally administered, unicast (net/core eth_hw_addr_random). */
  local(device: DeviceId): Mac;
}

export function macsOf(lab: LabFile, rng: Prng): Macs {
  const recorded = new Map(lab.recorded.macs.map(([device, mac]) => [device, parseMac(mac)] as const));
  const taken = new Set<Mac>();
  for (const mac of recorded.values()) if (mac !== null) taken.add(mac);
  const assign = (device: DeviceId, bytes: (word: number, stream: Prng) => readonly number[]): Mac => {
    const known = recorded.get(device);
    if (known !== undefined && known !== null) return known;
    const mac = drawFree(rng, `mac/${device}`, taken, (stream) => macOf(bytes(stream.next(), stream)));
    taken.add(mac);
    return mac;
  };
  return {
    nic: (device) => assign(device, (word) => [...VIRTUALBOX_OUI, word >>> 16, word >>> 8, word]),
    local: (device) =>
      assign(device, (word, stream) => {
        const rest = stream.next();
        return [((word >>> 24) & 0xfc) | 0x02, word >>> 16, word >>> 8, word, rest >>> 8, rest];
      }),
  };
}
