import { ipv4Of, type Ipv4Addr, type Mac } from '../../wire/address.ts';
import { u16, u32, u8 } from '../../wire/byte-order.ts';
import { macAt } from '../../wire/mac-bytes.ts';

/** A dissector wants bytes that the packet does not have ('beyond'), or that were not captured ('captured'). */
export class OutOfBounds extends Error {
  readonly why: 'captured' | 'beyond';

  constructor(why: 'captured' | 'beyond') {
    super(why);
    this.why = why;
  }
}

/** Bytes to be dissected, and how many there were on the wire (tvbuff.h). Reading behind them throws OutOfBounds. */
export class Tvb {
  readonly bytes: Uint8Array;
  /** Length on the wire. */
  readonly reported: number;

  constructor(bytes: Uint8Array, reported = bytes.length) {
    this.bytes = bytes.length > reported ? bytes.subarray(0, reported) : bytes;
    this.reported = reported;
  }

  get captured(): number {
    return this.bytes.length;
  }

  has(at: number, length: number): boolean {
    return at + length <= this.bytes.length;
  }

  need(at: number, length: number): void {
    if (!this.has(at, length)) throw new OutOfBounds(at + length > this.reported ? 'beyond' : 'captured');
  }

  u8(at: number): number {
    this.need(at, 1);
    return u8(this.bytes, at);
  }

  u16(at: number): number {
    this.need(at, 2);
    return u16(this.bytes, at);
  }

  u24(at: number): number {
    return (this.u8(at) << 16) | this.u16(at + 1);
  }

  u32(at: number): number {
    this.need(at, 4);
    return u32(this.bytes, at);
  }

  u32le(at: number): number {
    const n = this.u32(at);
    return ((n & 255) * 0x1000000 + (((n >>> 8) & 255) << 16) + (((n >>> 16) & 255) << 8) + (n >>> 24)) >>> 0;
  }

  mac(at: number): Mac {
    this.need(at, 6);
    return macAt(this.bytes, at);
  }

  ip(at: number): Ipv4Addr {
    return ipv4Of(this.u32(at));
  }

  slice(at: number, length: number): Uint8Array {
    this.need(at, length);
    return this.bytes.subarray(at, at + length);
  }

  /** What lies behind `at`, at most `length` bytes of it. */
  from(at: number, length = this.reported - at): Tvb {
    if (at > this.reported) throw new OutOfBounds('beyond');
    return new Tvb(this.bytes.subarray(at, at + length), Math.min(length, this.reported - at));
  }
}
