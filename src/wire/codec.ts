import type { Layer, LayerKind } from './layers.ts';
import { rawOf, type Slot } from './slot.ts';

/** Why bytes could not be read to their end: shown to the reader, so it is data and never an exception. */
export interface Problem {
  readonly layer: LayerKind;
  /** Position in the frame, in bytes. */
  readonly offset: number;
  readonly why: 'truncated' | 'malformed' | 'unsupported';
  /** In protocol words: 'ihl 6: options'. */
  readonly text: string;
}

export interface Unread {
  readonly ok: false;
  readonly problem: Problem;
}

export type Decoded<K extends LayerKind> =
  | {
      readonly ok: true;
      readonly layer: Layer<K>;
      /** Where what this layer carries begins and ends. Equal: it carries nothing. */
      readonly at: number;
      readonly end: number;
      readonly next: LayerKind;
      readonly inside: Inside;
      readonly problem: Problem | null;
    }
  | Unread;

/** What a layer says about its payload. */
export interface Inside {
  /** The type number that chose the next layer: an IP protocol. Zero where nobody asks. */
  readonly tag: number;
  /** Bytes that the length field promises and the capture lacks. */
  readonly missing: number;
}

const PLAIN: Inside = { tag: 0, missing: 0 };

/** What the layers around one that is being written say, and where its payload ends. */
export interface Around {
  readonly outer: Layer | null;
  readonly inner: Layer | null;
  /** The payload is already in the buffer, from the end of the header to here. */
  readonly end: number;
}

export interface Codec<K extends LayerKind> {
  /** Bytes of the header with its options, without what it carries. */
  size(layer: Layer<K>): number;
  /** Writes the header at `at` into zeroed bytes; lengths and checksums are computed from what follows. */
  write(out: Uint8Array, at: number, layer: Layer<K>, around: Around): void;
  /** Reads `bytes[at..end)`. Never throws. */
  decode(bytes: Uint8Array, at: number, end: number, inside: Inside): Decoded<K>;
}

/** A layer that carries `bytes[at..end)`. */
export function read<K extends LayerKind>(
  layer: Layer<K>,
  at: number,
  end: number,
  next: LayerKind = 'data',
  problem: Problem | null = null,
  inside: Inside = PLAIN,
): Decoded<K> {
  return { ok: true, layer, at, end, next, inside, problem };
}

export function unread(layer: LayerKind, offset: number, why: Problem['why'], text: string): Unread {
  return { ok: false, problem: { layer, offset, why, text } };
}

export function truncated(layer: LayerKind, offset: number, need: number, have: number): Unread {
  return unread(layer, offset, 'truncated', `${have} of ${need} bytes`);
}

/** A field that has a value our layers cannot hold. */
export function deviates(
  layer: LayerKind,
  slot: Slot,
  bytes: Uint8Array,
  at: number,
  why: Problem['why'] = 'unsupported',
): Unread {
  return unread(layer, at + slot.byte, why, `${slot.name} ${rawOf(slot, bytes, at)}`);
}
