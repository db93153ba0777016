import { u16, u32, u8 } from '../../../wire/byte-order.ts';
import { ETHERNET } from '../../../wire/ethernet.ts';
import { SLL2 } from '../../../wire/sll2.ts';
import type { LinkType } from '../../pcap-limits.ts';
import type { TcpdumpFrame } from '../frame.ts';

/** A filter that reads behind a packet's end, or divides by zero, rejects the packet whatever the rest of it says. */
export class Rejected extends Error {}
const REJECTED = new Rejected();

export function rejectPacket(): never {
  throw REJECTED;
}

export type LoadSize = 1 | 2 | 4;

/** A frame as a BPF program reads it. */
export class FrameView {
  readonly bytes: Uint8Array;
  /** What `len` is. */
  readonly length: number;
  readonly tap: TcpdumpFrame['tap'];

  constructor(bytes: Uint8Array, length: number, tap: TcpdumpFrame['tap']) {
    this.bytes = bytes;
    this.length = length;
    this.tap = tap;
  }

  /** BPF_LD with BPF_ABS or BPF_IND. */
  load(at: number, size: LoadSize): number {
    if (at + size > this.bytes.length) rejectPacket();
    if (size === 1) return u8(this.bytes, at);
    return size === 2 ? u16(this.bytes, at) : u32(this.bytes, at);
  }
}

/** Where a link layer begins, says what it carries, and where that begins. */
export interface Ground {
  readonly link: number;
  readonly type: number;
  readonly payload: number;
}

const GROUNDS: { readonly [L in LinkType]: Ground } = {
  1: { link: 0, type: ETHERNET.slot.etherType.byte, payload: ETHERNET.size },
  276: { link: 0, type: SLL2.slot.protocol.byte, payload: SLL2.size },
};

export function groundOf(linktype: LinkType): Ground {
  return GROUNDS[linktype];
}

export type Test = (view: FrameView) => boolean;
/** The link layer that a test is about; null when this frame has none, as behind `geneve` in a frame that is none. */
export type FindGround = (view: FrameView) => Ground | null;

/** A test about a link layer, false where there is none. */
export function onGround(find: FindGround, test: (view: FrameView, ground: Ground) => boolean): Test {
  return (view) => {
    const ground = find(view);
    return ground !== null && test(view, ground);
  };
}
