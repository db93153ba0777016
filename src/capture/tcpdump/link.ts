import { ETHERNET } from '../../wire/ethernet.ts';
import { SLL2 } from '../../wire/sll2.ts';
import type { LinkType } from '../pcap-limits.ts';
import { hexAndText } from './dump.ts';
import type { TcpdumpFrame } from './frame.ts';
import { etherTypeName, hex4 } from './number-names.ts';
import type { DumpStyle } from './options.ts';
import type { Printer } from './printer.ts';
import { payloadStep, type PrintStep, type Step } from './step.ts';

/** sll2 packet types as tcpdump calls them (print-sll.c sll_pkttype_values). */
const DIRECTIONS = ['In', 'B', 'M', 'P', 'Out'] as const;
/** The interface and direction columns are as wide as these (print-sll.c sll2_if_print). */
const WIDTH = { device: 5, direction: 3 } as const;
const MAC_LENGTH = 6;
/** Styles that show all bytes anyway; -A is not among them. */
const SHOWS_BYTES: ReadonlySet<DumpStyle> = new Set(['hex', 'hex-link', 'text', 'text-link']);

export const LINK_HEADER: { readonly [L in LinkType]: number } = { 1: ETHERNET.size, 276: SLL2.size };

/** The link layer of a captured frame, up to the first step behind it. */
export function printLink(p: Printer, frame: TcpdumpFrame): Step | null {
  if (frame.linktype === 1) return printEthernet(p, { kind: 'ethernet', at: 0, length: frame.length });
  return printCooked(p, frame);
}

/** print-ether.c ether_common_print; also the frame inside a tunnel. VLAN tags and 802.3 are left as bytes. */
export const printEthernet: PrintStep<'ethernet'> = (p, { at, length }) => {
  p.protocol = 'ether';
  const caplen = p.available(at);
  if (length < caplen) {
    p.print(`[length ${length} < caplen ${caplen}]`);
    p.invalid();
    return null;
  }
  if (caplen < ETHERNET.size) {
    p.cut();
    return null;
  }
  const etherType = p.field(ETHERNET.slot.etherType, at);
  const header = (): void => {
    const [src, dst] = [p.mac(at + ETHERNET.slot.src.byte), p.mac(at + ETHERNET.slot.dst.byte)];
    p.print(`${src} > ${dst}, ${etherTypeText(p, etherType)}, length ${length}: `);
  };
  return printPayload(p, etherType, at + ETHERNET.size, length - ETHERNET.size, header);
};

/** print-sll.c sll2_if_print: `-i any`. */
function printCooked(p: Printer, { device, length }: TcpdumpFrame): Step | null {
  p.protocol = 'sll2';
  p.need(0, SLL2.size);
  const direction = DIRECTIONS[p.field(SLL2.slot.packetType, 0)] ?? '?';
  p.print(`${device.padEnd(WIDTH.device)} ${direction.padEnd(WIDTH.direction)} `);
  const etherType = p.field(SLL2.slot.protocol, 0);
  const header = (): void => {
    p.print(`ifindex ${p.field(SLL2.slot.ifindex, 0)} `);
    if (p.field(SLL2.slot.addressLength, 0) === MAC_LENGTH) p.print(`${p.mac(SLL2.slot.address.byte)} `);
    if (!p.options.quiet) p.print(`${etherTypeText(p, etherType)}, length ${length}: `);
  };
  return printPayload(p, etherType, SLL2.size, length - SLL2.size, header);
}

/**
 * What the link layer carries. Where nobody can print that, the header is shown even without -e, and the bytes
 * unless -q, -x or -X says how many are wanted (ndo_suppress_default_print).
 */
function printPayload(p: Printer, etherType: number, at: number, length: number, header: () => void): Step | null {
  const next = payloadStep(etherType, at, length);
  if (p.options.link || next === null) header();
  if (next === null && !p.options.quiet && !SHOWS_BYTES.has(p.options.dump))
    p.print(hexAndText(p.bytes.subarray(at, p.end)));
  return next;
}

/** print-ether.c ether_type_print. */
function etherTypeText({ options }: Printer, etherType: number): string {
  const name = etherTypeName(etherType);
  if (options.quiet) return name ?? `Unknown Ethertype (0x${hex4(etherType)})`;
  return `ethertype ${name ?? 'Unknown'} (0x${hex4(etherType)})`;
}
