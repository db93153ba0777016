import { ipv4Of, type Ipv4Addr } from '../../wire/address.ts';
import { u16, u32, u8 } from '../../wire/byte-order.ts';
import { macAt } from '../../wire/mac-bytes.ts';
import { rawOf, type Slot } from '../../wire/slot.ts';
import type { Names } from './names.ts';
import type { TcpdumpOptions } from './options.ts';
import type { TcpFlows } from './tcp-flows.ts';

/** The bytes end before what a printer must read: tcpdump then gives up on the packet (netdissect.c nd_trunc_longjmp). */
export class CutShort extends Error {}

/**
 * One packet being printed: the bytes that may be read, and the text so far. Reading behind `end` throws CutShort,
 * so printers first print, then read on, exactly in tcpdump's order.
 */
export class Printer {
  text = '';
  /** The protocol that is being read: '[|tcp]' when its bytes end too early (ndo_protocol). */
  protocol = '';
  /** First byte that was not captured or lies behind the IP packet (ndo_snapend). */
  end: number;
  readonly bytes: Uint8Array;
  readonly options: TcpdumpOptions;
  readonly names: Names;
  readonly flows: TcpFlows;

  readonly #afterwards: (() => void)[] = [];

  constructor(bytes: Uint8Array, options: TcpdumpOptions, names: Names, flows: TcpFlows) {
    this.bytes = bytes;
    this.end = bytes.length;
    this.options = options;
    this.names = names;
    this.flows = flows;
  }

  print(text: string): void {
    this.text += text;
  }

  /** Whether `length` bytes at `at` may be read. */
  has(at: number, length: number): boolean {
    return at + length <= this.end;
  }

  /** How many bytes there are at `at`, at most `length`. */
  available(at: number, length = Number.POSITIVE_INFINITY): number {
    return Math.max(0, Math.min(length, this.end - at));
  }

  /** Gives up on the packet unless these bytes are there. */
  need(at: number, length: number): void {
    if (!this.has(at, length)) throw new CutShort(this.protocol);
  }

  u8(at: number): number {
    this.need(at, 1);
    return u8(this.bytes, at);
  }

  u16(at: number): number {
    this.need(at, 2);
    return u16(this.bytes, at);
  }

  u32(at: number): number {
    this.need(at, 4);
    return u32(this.bytes, at);
  }

  /** The number in a field of the header at `at`. */
  field(slot: Slot, at: number): number {
    this.need(at + slot.byte, slot.bytes);
    return rawOf(slot, this.bytes, at);
  }

  address(at: number): Ipv4Addr {
    return ipv4Of(this.u32(at));
  }

  host(at: number): string {
    return this.names.host(this.address(at));
  }

  mac(at: number): string {
    this.need(at, 6);
    return this.names.mac(macAt(this.bytes, at));
  }

  /** What is printed of a header behind all that the header carries. */
  afterwards(print: () => void): void {
    this.#afterwards.push(print);
  }

  printAfterwards(): void {
    for (const print of this.#afterwards.toReversed()) print();
  }

  /** The packet ends inside a header (nd_print_trunc). */
  cut(): void {
    this.print(` [|${this.protocol}]`);
  }

  /** The header contradicts itself (nd_print_invalid). */
  invalid(): void {
    this.print(' (invalid)');
  }
}
