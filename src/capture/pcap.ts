import {
  CAPTURE_LIMIT,
  type CapturedPacket,
  type CaptureFault,
  fault,
  isLinkType,
  type LinkType,
  type ReadPacket,
} from './pcap-limits.ts';

/** First four bytes of a file, read big-endian (draft-ietf-opsawg-pcap section 4). */
const MAGIC = new Map([
  [0xa1b2c3d4, { littleEndian: false, nanos: false }],
  [0xd4c3b2a1, { littleEndian: true, nanos: false }],
  [0xa1b23c4d, { littleEndian: false, nanos: true }],
  [0x4d3cb2a1, { littleEndian: true, nanos: true }],
]);
const MICROS_MAGIC = 0xa1b2c3d4;
const NANOS_MAGIC = 0xa1b23c4d;
const FILE_HEADER = 24;
const RECORD_HEADER = 16;
const BILLION = 1_000_000_000;
const VERSION_MAJOR = 2;
const VERSION_MINOR = 4;

/**
 * A little-endian pcap file (draft-ietf-opsawg-pcap). `epochSeconds` is the Unix time of `at` 0; with `nanos` false
 * times are cut to microseconds, as tcpdump writes them unless told otherwise.
 * Throws RangeError for a time that is no integer or before 1970.
 */
export function writePcap(
  packets: readonly CapturedPacket[],
  linktype: LinkType,
  { epochSeconds, nanos }: { readonly epochSeconds: number; readonly nanos: boolean },
): Uint8Array {
  const length = packets.reduce((sum, { bytes }) => sum + RECORD_HEADER + bytes.length, FILE_HEADER);
  const out = new Uint8Array(length);
  const view = new DataView(out.buffer);
  view.setUint32(0, nanos ? NANOS_MAGIC : MICROS_MAGIC, true);
  view.setUint16(4, VERSION_MAJOR, true);
  view.setUint16(6, VERSION_MINOR, true);
  view.setUint32(16, CAPTURE_LIMIT.packet, true);
  view.setUint32(20, linktype, true);
  let p = FILE_HEADER;
  for (const { at, bytes, originalLength } of packets) {
    if (!Number.isSafeInteger(at)) throw new RangeError(`time ${at} is not an integer of nanoseconds`);
    const seconds = epochSeconds + Math.floor(at / BILLION);
    if (seconds >>> 0 !== seconds) throw new RangeError(`second ${seconds} is outside a pcap file's range`);
    const fraction = ((at % BILLION) + BILLION) % BILLION;
    view.setUint32(p, seconds, true);
    view.setUint32(p + 4, nanos ? fraction : Math.floor(fraction / 1000), true);
    view.setUint32(p + 8, bytes.length, true);
    view.setUint32(p + 12, originalLength ?? bytes.length, true);
    out.set(bytes, p + RECORD_HEADER);
    p += RECORD_HEADER + bytes.length;
  }
  return out;
}

export interface PcapFile {
  readonly ok: true;
  readonly linktype: LinkType;
  /** Whether the file's clock counts nanoseconds; `at` does in any case. */
  readonly nanos: boolean;
  /** Unix second of the first packet, from which `at` counts. Zero in an empty file. */
  readonly epochSeconds: number;
  readonly packets: readonly ReadPacket[];
}

/**
 * Reads a pcap file of either byte order and resolution. Every length is checked against the bytes that are there
 * before it is used. Packets are views of `bytes`, not copies.
 */
export function readPcap(bytes: Uint8Array): PcapFile | CaptureFault {
  if (bytes.length > CAPTURE_LIMIT.file) return fault('file-too-large', CAPTURE_LIMIT.file, bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const magic = bytes.length < 4 ? undefined : MAGIC.get(view.getUint32(0));
  if (magic === undefined) return fault('not-a-capture', 0, bytes.length < 4 ? bytes.length : view.getUint32(0));
  if (bytes.length < FILE_HEADER) return fault('truncated', bytes.length, FILE_HEADER);
  const { littleEndian, nanos } = magic;
  const major = view.getUint16(4, littleEndian);
  if (major !== VERSION_MAJOR) return fault('version', 4, major);
  // Some writers leave the snaplen zero for "no limit".
  const snaplen = Math.min(view.getUint32(16, littleEndian) || CAPTURE_LIMIT.packet, CAPTURE_LIMIT.packet);
  // The upper half of the word tells the length of a frame check sequence.
  const linktype = view.getUint32(20, littleEndian) & 0xffff;
  if (!isLinkType(linktype)) return fault('linktype', 20, linktype);

  const packets: ReadPacket[] = [];
  let epochSeconds = 0;
  for (let p = FILE_HEADER; p < bytes.length;) {
    if (packets.length === CAPTURE_LIMIT.packets) return fault('too-many-packets', p, CAPTURE_LIMIT.packets);
    if (bytes.length - p < RECORD_HEADER) return fault('truncated', p, bytes.length - p);
    const seconds = view.getUint32(p, littleEndian);
    const fraction = view.getUint32(p + 4, littleEndian) * (nanos ? 1 : 1000);
    const length = view.getUint32(p + 8, littleEndian);
    const originalLength = view.getUint32(p + 12, littleEndian);
    if (length > snaplen) return fault('caplen-over-snaplen', p + 8, length);
    if (length > originalLength) return fault('caplen-over-length', p + 8, length);
    if (length > bytes.length - p - RECORD_HEADER) return fault('truncated', p + 8, length);
    if (packets.length === 0) epochSeconds = seconds;
    const at = (seconds - epochSeconds) * BILLION + fraction;
    if (fraction >= BILLION || !Number.isSafeInteger(at)) return fault('time', p, at);
    const from = p + RECORD_HEADER;
    p = from + length;
    packets.push({ at, bytes: bytes.subarray(from, p), originalLength });
  }
  return { ok: true, linktype, nanos, epochSeconds, packets };
}
