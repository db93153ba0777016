import type { Prng } from '../base/prng.ts';
import { ipv4Number, macBytes, parseMac, type Ipv4Addr, type Mac } from '../wire/address.ts';
import { drawFree, drawsOf } from './draws.ts';
import type { LabFile } from './file.ts';
import type { DeviceId } from './names.ts';

/** Organisation of VirtualBox's NICs (Cadmus Computer Systems): the MACs of every Vagrant machine begin so. */
const VIRTUALBOX_OUI = 0x080027;
/** The first two bytes that Docker takes, before those of the address. */
const DOCKER_PREFIX = 0x024200;

/** Hands out MACs, each device its own: recorded ones first, the others drawn from the device's name. */
export interface Macs {
  /** A virtual machine's NIC. */
  nic(device: DeviceId): Mac;
  /** A container's interface on a bridge of Docker: of its address (libnetwork netutils GenerateMACFromIP). unverified: Docker 28 draws it. */
  container(device: DeviceId, ip: Ipv4Addr): Mac;
  /** A device that the kernel made up: locally administered, unicast (net/core eth_hw_addr_random). */
  local(device: DeviceId): Mac;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function macOfHalves(high: number, low: number): Mac {
  const h = `${HEX[high >>> 16]!}:${HEX[(high >>> 8) & 255]!}:${HEX[high & 255]!}`;
  return `${h}:${HEX[low >>> 16]!}:${HEX[(low >>> 8) & 255]!}:${HEX[low & 255]!}` as Mac;
}

/** Both 24-bit halves of a MAC as one number. */
function numberOf(high: number, low: number): number {
  return high * 0x1000000 + low;
}

export function macsOf(lab: LabFile, rng: Prng): Macs {
  const recorded = new Map<string, Mac>();
  const taken = new Set<number>();
  for (const [device, text] of lab.recorded.macs) {
    const mac = parseMac(text);
    if (mac === null) continue;
    recorded.set(device, mac);
    const [a, b, c, d, e, f] = macBytes(mac) as [number, number, number, number, number, number];
    taken.add(numberOf((a << 16) | (b << 8) | c, (d << 16) | (e << 8) | f));
  }
  const [drawHigh, drawLow] = [drawsOf(rng, 'mac/high'), drawsOf(rng, 'mac/low')];
  const assign = (device: DeviceId, highOf: (draw: number) => number, fixed: number | null = null): Mac => {
    const known = recorded.get(device);
    if (known !== undefined) return known;
    let [high, low] = [0, 0];
    const number = drawFree(taken, (attempt) => {
      high = highOf(drawHigh(device, attempt) >>> 8);
      low = fixed ?? drawLow(device, attempt) >>> 8;
      return numberOf(high, low);
    });
    taken.add(number);
    return macOfHalves(high, low);
  };
  return {
    nic: (device) => assign(device, () => VIRTUALBOX_OUI),
    container: (device, ip) => {
      const address = ipv4Number(ip);
      const number = numberOf(DOCKER_PREFIX + (address >>> 24), address & 0xffffff);
      if (taken.has(number)) return assign(device, (draw) => (draw & 0xfcffff) | 0x020000);
      return assign(device, () => DOCKER_PREFIX + (address >>> 24), address & 0xffffff);
    },
    local: (device) => assign(device, (draw) => (draw & 0xfcffff) | 0x020000),
  };
}
