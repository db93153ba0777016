import { readPcap } from '../../../capture/pcap.ts';
import { readPcapng } from '../../../capture/pcapng-read.ts';
import type { CaptureFault, LinkType } from '../../../capture/pcap-limits.ts';
import type { TcpdumpFrame } from '../../../capture/tcpdump/frame.ts';
import type { World } from '../../../lab/world.ts';
import type { Host } from '../../hosts/host.ts';
import { absolute, bytesOf } from '../../process/files.ts';

export interface Capture {
  readonly linktype: LinkType;
  readonly frames: readonly TcpdumpFrame[];
}

/** A capture file, or why it cannot be read: errno's words, or what is wrong with its bytes. */
export type OpenedCapture =
  | { readonly ok: true; readonly capture: Capture }
  | { readonly ok: false; readonly error: string; readonly fault: CaptureFault | null };

const BILLION = 1_000_000_000;
/** Where LINUX_SLL2 keeps the interface index. */
const SLL2_IFINDEX = 4;

/** Reads pcap or pcapng. Devices get the names that this machine has for their indexes, as programs do. */
export function openCapture(host: Host, world: World, folder: string, name: string): OpenedCapture {
  const path = absolute(name, folder);
  if (host.files.isFolder(path)) return { ok: false, error: 'Is a directory', fault: null };
  const content = host.files.read(path);
  if (content === null) return { ok: false, error: 'No such file or directory', fault: null };
  return readCapture(bytesOf(content), namesOf(host, world));
}

export function readCapture(bytes: Uint8Array, names: ReadonlyMap<number, string>): OpenedCapture {
  const file = readPcap(bytes);
  if (file.ok) {
    const { linktype, epochSeconds, packets } = file;
    const frames = packets.map((packet) =>
      frameOf(packet, linktype, epochSeconds, deviceOf(packet.bytes, linktype, names)),
    );
    return { ok: true, capture: { linktype, frames } };
  }
  if (file.why !== 'not-a-capture') return { ok: false, error: file.why, fault: file };
  const ng = readPcapng(bytes);
  if (!ng.ok) return { ok: false, error: ng.why, fault: ng };
  const linktype = ng.taps[0]?.linktype ?? 1;
  const frames = ng.packets.map((packet) =>
    frameOf(packet, linktype, ng.epochSeconds, ng.taps[packet.tap]?.name ?? '?'),
  );
  return { ok: true, capture: { linktype, frames } };
}

function frameOf(
  { at, bytes, originalLength }: { readonly at: number; readonly bytes: Uint8Array; readonly originalLength: number },
  linktype: LinkType,
  epochSeconds: number,
  device: string,
): TcpdumpFrame {
  const whole = Math.floor(at / BILLION);
  return {
    linktype,
    seconds: epochSeconds + whole,
    nanos: at - whole * BILLION,
    bytes,
    length: originalLength,
    device,
    tap: null,
  };
}

function namesOf(host: Host, world: World): ReadonlyMap<number, string> {
  const devices = world.netns.get(host.netns)?.devices ?? [];
  return new Map(devices.flatMap((id) => world.devices.get(id) ?? []).map(({ ifindex, name }) => [ifindex, name]));
}

function deviceOf(bytes: Uint8Array, linktype: LinkType, names: ReadonlyMap<number, string>): string {
  if (linktype !== 276 || bytes.length < SLL2_IFINDEX + 4) return '?';
  const ifindex = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(SLL2_IFINDEX);
  return names.get(ifindex) ?? '?';
}
