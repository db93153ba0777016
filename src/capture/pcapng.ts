import { utf8 } from '../base/bytes.ts';
import { CAPTURE_LIMIT, type CapturedPacket, type LinkType } from './pcap-limits.ts';

/** Block types and option codes of draft-ietf-opsawg-pcapng sections 4 and 3.5. */
export const BLOCK = { section: 0x0a0d0d0a, interface: 1, enhancedPacket: 6 } as const;
export const OPTION = {
  end: 0,
  comment: 1,
  userApplication: 4,
  interfaceName: 2,
  timeResolution: 9,
  timeOffset: 14,
} as const;
export const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** Where a packet was seen: one interface of the file. */
export interface Tap {
  /** '' for none. */
  readonly name: string;
  readonly linktype: LinkType;
  /** Digits of a second that its clock has; nine unless said. */
  readonly digits?: 6 | 9;
}

export interface TappedPacket extends CapturedPacket {
  /** Position in the file's list of taps. */
  readonly tap: number;
  /** Shown by Wireshark above the packet; '' for none. */
  readonly comment?: string;
}

const SECTION_COMMENT = 'simulated by Hopscope';
/** if_tsresol unless a tap says otherwise: times count 10^-9 s. */
const NANOSECONDS = 9;
const NANOS_OF_MICRO = 1000n;
const BILLION = 1_000_000_000n;

type Option = readonly [code: number, value: Uint8Array];

const padded = (length: number): number => (length + 3) & ~3;

function optionsLength(options: readonly Option[]): number {
  return options.length === 0 ? 0 : options.reduce((sum, [, value]) => sum + 4 + padded(value.length), 4);
}

function textOption(code: number, text: string): Option {
  const value = utf8(text);
  if (value.length > 0xffff) throw new RangeError(`text of ${value.length} bytes in a pcapng option`);
  return [code, value];
}

/** A block with its two length words; `fixed` and `body` are padded to four bytes together. */
function blockOf(type: number, fixed: Uint8Array, body: Uint8Array, options: readonly Option[]): Uint8Array {
  const content = fixed.length + padded(body.length);
  const length = 12 + content + optionsLength(options);
  const out = new Uint8Array(length);
  const view = new DataView(out.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, length, true);
  view.setUint32(length - 4, length, true);
  out.set(fixed, 8);
  out.set(body, 8 + fixed.length);
  let p = 8 + content;
  // The zeros after the last option are opt_endofopt.
  for (const [code, value] of options) {
    view.setUint16(p, code, true);
    view.setUint16(p + 2, value.length, true);
    out.set(value, p + 4);
    p += 4 + padded(value.length);
  }
  return out;
}

const NO_BODY = new Uint8Array(0);

function sectionBlock(): Uint8Array {
  const fixed = new Uint8Array(16);
  const view = new DataView(fixed.buffer);
  view.setUint32(0, BYTE_ORDER_MAGIC, true);
  view.setUint16(4, 1, true);
  // Section length -1: not given.
  view.setBigInt64(8, -1n, true);
  const options = [textOption(OPTION.comment, SECTION_COMMENT), textOption(OPTION.userApplication, 'Hopscope')];
  return blockOf(BLOCK.section, fixed, NO_BODY, options);
}

function interfaceBlock(tap: Tap): Uint8Array {
  const fixed = new Uint8Array(8);
  const view = new DataView(fixed.buffer);
  view.setUint16(0, tap.linktype, true);
  view.setUint32(4, CAPTURE_LIMIT.packet, true);
  const name = tap.name === '' ? [] : [textOption(OPTION.interfaceName, tap.name)];
  const digits = tap.digits ?? NANOSECONDS;
  return blockOf(BLOCK.interface, fixed, NO_BODY, [...name, [OPTION.timeResolution, Uint8Array.of(digits)]]);
}

function packetBlock(packet: TappedPacket, tap: Tap | undefined, epochSeconds: number): Uint8Array {
  const fixed = new Uint8Array(20);
  const view = new DataView(fixed.buffer);
  // Nanoseconds since 1970 do not fit a double.
  const nanos = BigInt(epochSeconds) * BILLION + BigInt(packet.at);
  const time = tap?.digits === 6 ? nanos / NANOS_OF_MICRO : nanos;
  view.setUint32(0, packet.tap, true);
  view.setUint32(4, Number(time >> 32n), true);
  view.setUint32(8, Number(time & 0xffffffffn), true);
  view.setUint32(12, packet.bytes.length, true);
  view.setUint32(16, packet.originalLength ?? packet.bytes.length, true);
  const comment = packet.comment ?? '';
  return blockOf(
    BLOCK.enhancedPacket,
    fixed,
    packet.bytes,
    comment === '' ? [] : [textOption(OPTION.comment, comment)],
  );
}

/**
 * A little-endian pcapng file (draft-ietf-opsawg-pcapng) of one section that says it is simulated: an interface per
 * tap, then the packets in their order. `epochSeconds` is the Unix time of `at` 0.
 * Throws RangeError for a packet whose tap does not exist or whose time is no integer.
 */
export function writePcapng(
  taps: readonly Tap[],
  packets: readonly TappedPacket[],
  { epochSeconds }: { readonly epochSeconds: number },
): Uint8Array {
  for (const { tap } of packets)
    if (taps[tap] === undefined) throw new RangeError(`no tap ${tap} among ${taps.length}`);
  const blocks = [
    sectionBlock(),
    ...taps.map(interfaceBlock),
    ...packets.map((p) => packetBlock(p, taps[p.tap], epochSeconds)),
  ];
  const out = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    out.set(block, at);
    at += block.length;
  }
  return out;
}
