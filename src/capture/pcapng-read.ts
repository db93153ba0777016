import { latin1Of } from '../base/bytes.ts';
import { CAPTURE_LIMIT, type CaptureFault, fault, isLinkType } from './pcap-limits.ts';
import { BLOCK, BYTE_ORDER_MAGIC, OPTION, type Tap, type TappedPacket } from './pcapng.ts';

export interface PcapngFile {
  readonly ok: true;
  /** The first section's comment, '' without one. */
  readonly comment: string;
  /** The interfaces of all sections, in their order. */
  readonly taps: readonly Tap[];
  /** Unix second of the first packet, from which `at` counts. Zero in an empty file. */
  readonly epochSeconds: number;
  readonly packets: readonly Required<TappedPacket>[];
  /** Blocks of kinds that are not read: statistics, names, packets without a time. */
  readonly skipped: number;
}

/** What the blocks of a section need to know. */
interface Section {
  readonly littleEndian: boolean;
  /** Number of taps before this section: interface ids start at zero in each. */
  readonly firstTap: number;
}

interface Clock {
  readonly tap: Tap;
  /** Nanoseconds of one tick. */
  readonly tick: bigint;
  readonly snaplen: number;
}

const BILLION = 1_000_000_000n;
/** Microseconds, when an interface does not say (draft-ietf-opsawg-pcapng section 4.2). */
const DEFAULT_RESOLUTION = 6;

/** UTF-8 text; as Latin-1 when it is none, so that nothing is lost. */
function textOf(bytes: Uint8Array): string {
  try {
    return decodeURIComponent([...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return latin1Of(bytes);
  }
}

/** The options in `bytes[at..end)` by their code, the first of each. One that runs over the end is not there. */
function optionsIn(view: DataView, at: number, end: number, littleEndian: boolean): ReadonlyMap<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  for (let p = at; p + 4 <= end;) {
    const code = view.getUint16(p, littleEndian);
    const length = view.getUint16(p + 2, littleEndian);
    if (code === OPTION.end || p + 4 + length > end) break;
    if (!found.has(code)) found.set(code, new Uint8Array(view.buffer, view.byteOffset + p + 4, length));
    p += 4 + ((length + 3) & ~3);
  }
  return found;
}

function textAmong(options: ReadonlyMap<number, Uint8Array>, code: number): string {
  const value = options.get(code);
  return value === undefined ? '' : textOf(value);
}

/** The interface described at `at`, whose block ends at `end` (draft-ietf-opsawg-pcapng section 4.2). */
function interfaceAt(view: DataView, at: number, end: number, littleEndian: boolean): Clock | CaptureFault {
  if (end - at < 20) return fault('block-length', at, end - at);
  const linktype = view.getUint16(at + 8, littleEndian);
  if (!isLinkType(linktype)) return fault('linktype', at + 8, linktype);
  const options = optionsIn(view, at + 16, end - 4, littleEndian);
  const resolution = options.get(OPTION.timeResolution)?.[0] ?? DEFAULT_RESOLUTION;
  // Powers of two and ticks shorter than a nanosecond have no exact place on our clock; a shifted clock has a wrong one.
  if (resolution > 9) return fault('time', at, resolution);
  if (options.get(OPTION.timeOffset)?.some((byte) => byte !== 0)) return fault('time', at, OPTION.timeOffset);
  const snaplen = Math.min(view.getUint32(at + 12, littleEndian) || CAPTURE_LIMIT.packet, CAPTURE_LIMIT.packet);
  const name = textAmong(options, OPTION.interfaceName);
  return {
    tap: { name, linktype, ...(resolution > 6 ? {} : { digits: 6 }) },
    tick: 10n ** BigInt(9 - resolution),
    snaplen,
  };
}

interface RawPacket {
  readonly tap: number;
  /** Nanoseconds since 1970. */
  readonly time: bigint;
  readonly bytes: Uint8Array;
  readonly originalLength: number;
  readonly comment: string;
}

/** The enhanced packet block at `at` (draft-ietf-opsawg-pcapng section 4.3). */
function packetAt(
  view: DataView,
  at: number,
  end: number,
  section: Section,
  clocks: readonly Clock[],
): RawPacket | CaptureFault {
  const { littleEndian, firstTap } = section;
  if (end - at < 32) return fault('block-length', at, end - at);
  const tap = firstTap + view.getUint32(at + 8, littleEndian);
  const clock = clocks[tap];
  if (clock === undefined) return fault('interface', at + 8, tap - firstTap);
  const high = BigInt(view.getUint32(at + 12, littleEndian));
  const time = ((high << 32n) | BigInt(view.getUint32(at + 16, littleEndian))) * clock.tick;
  const length = view.getUint32(at + 20, littleEndian);
  const originalLength = view.getUint32(at + 24, littleEndian);
  if (length > clock.snaplen) return fault('caplen-over-snaplen', at + 20, length);
  if (length > originalLength) return fault('caplen-over-length', at + 20, length);
  const from = at + 28;
  if (length > end - 4 - from) return fault('truncated', at + 20, length);
  const bytes = new Uint8Array(view.buffer, view.byteOffset + from, length);
  const options = optionsIn(view, from + ((length + 3) & ~3), end - 4, littleEndian);
  return { tap, time, bytes, originalLength, comment: textAmong(options, OPTION.comment) };
}

/** Counts times from the second of the first packet, so that they fit a number. */
function packetsFrom(
  raw: readonly RawPacket[],
): { epochSeconds: number; packets: readonly Required<TappedPacket>[] } | CaptureFault {
  const epoch = (raw[0]?.time ?? 0n) / BILLION;
  const packets: Required<TappedPacket>[] = [];
  for (const { tap, time, bytes, originalLength, comment } of raw) {
    const at = Number(time - epoch * BILLION);
    if (!Number.isSafeInteger(at)) return fault('time', packets.length, at);
    packets.push({ tap, at, bytes, originalLength, comment });
  }
  return { epochSeconds: Number(epoch), packets };
}

/**
 * Reads the section, interface and enhanced packet blocks of a pcapng file of either byte order and skips all others.
 * Every length is checked against the bytes that are there before it is used. Packets are views of `bytes`.
 */
export function readPcapng(bytes: Uint8Array): PcapngFile | CaptureFault {
  if (bytes.length > CAPTURE_LIMIT.file) return fault('file-too-large', CAPTURE_LIMIT.file, bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const clocks: Clock[] = [];
  const raw: RawPacket[] = [];
  let section: Section | null = null;
  let comment: string | null = null;
  let skipped = 0;
  for (let at = 0; at < bytes.length;) {
    if (bytes.length - at < 12) return fault(at === 0 ? 'not-a-capture' : 'truncated', at, bytes.length - at);
    // The section's type reads the same in both orders; what follows its length tells which it is.
    if (view.getUint32(at) === BLOCK.section) {
      const order = sectionOrder(view, at);
      if (order === null) return fault('not-a-capture', at + 8, view.getUint32(at + 8));
      section = { littleEndian: order, firstTap: clocks.length };
    }
    if (section === null) return fault('not-a-capture', at, view.getUint32(at));
    const { littleEndian } = section;
    const type = view.getUint32(at, littleEndian);
    const length = view.getUint32(at + 4, littleEndian);
    if (length < 12 || length % 4 !== 0) return fault('block-length', at + 4, length);
    if (length > bytes.length - at) return fault('truncated', at + 4, length);
    const end = at + length;
    const lengthAgain = view.getUint32(end - 4, littleEndian);
    if (lengthAgain !== length) return fault('block-length', end - 4, lengthAgain);
    if (type === BLOCK.section) {
      if (length < 28) return fault('block-length', at + 4, length);
      const major = view.getUint16(at + 12, littleEndian);
      if (major !== 1) return fault('version', at + 12, major);
      comment ??= textAmong(optionsIn(view, at + 24, end - 4, littleEndian), OPTION.comment);
    } else if (type === BLOCK.interface) {
      const clock = interfaceAt(view, at, end, littleEndian);
      if ('ok' in clock) return clock;
      clocks.push(clock);
    } else if (type === BLOCK.enhancedPacket) {
      if (raw.length === CAPTURE_LIMIT.packets) return fault('too-many-packets', at, CAPTURE_LIMIT.packets);
      const packet = packetAt(view, at, end, section, clocks);
      if ('ok' in packet) return packet;
      raw.push(packet);
    } else skipped += 1;
    at = end;
  }
  if (comment === null) return fault('not-a-capture', 0, 0);
  const timed = packetsFrom(raw);
  if ('ok' in timed) return timed;
  return { ok: true, comment, taps: clocks.map(({ tap }) => tap), ...timed, skipped };
}

/** Whether the section at `at` is little-endian, or null when its byte-order magic is neither way round. */
function sectionOrder(view: DataView, at: number): boolean | null {
  if (view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC) return true;
  return view.getUint32(at + 8, false) === BYTE_ORDER_MAGIC ? false : null;
}
