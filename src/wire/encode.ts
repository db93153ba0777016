import type { Codec } from './codec.ts';
import { CARRIES, codecOf } from './codecs.ts';
import type { Layer, LayerKind, Packet } from './layers.ts';

/** Layers that a buffer of bytes can begin with. `ipv4` is what ICMP errors quote. */
const FIRST: readonly LayerKind[] = ['sll2', 'ethernet', 'ipv4'];

/** Length of `encode(packet)` in bytes, without the work of encoding. */
export function encodedLength(packet: Packet): number {
  let length = 0;
  for (const layer of packet) length += codecOf(layer).size(layer);
  return length;
}

/**
 * The bytes of a packet that begins with sll2, ethernet or ipv4, with all lengths, type numbers and checksums.
 * Written from the inside out, because lengths and checksums cover what follows their header.
 * Throws Error for neighbours that no protocol allows, RangeError for values that do not fit their field.
 */
export function encode(packet: Packet): Uint8Array {
  const places: Place[] = [];
  let length = 0;
  let allowed = FIRST;
  for (const layer of packet) {
    if (!allowed.includes(layer.kind)) throw new Error(`impossible packet: ${stackOf(packet)} at ${layer.kind}`);
    const codec = codecOf(layer);
    places.push({ layer, codec, at: length });
    length += codec.size(layer);
    allowed = CARRIES[layer.kind];
  }
  if (length === 0) throw new Error('impossible packet: no bytes');
  const out = new Uint8Array(length);
  let inner: Layer | null = null;
  for (let i = places.length - 1; i >= 0; i--) {
    const { layer, codec, at } = places[i] as Place;
    codec.write(out, at, layer, { outer: places[i - 1]?.layer ?? null, inner, end: length });
    inner = layer;
  }
  return out;
}

interface Place {
  readonly layer: Layer;
  readonly codec: Codec<LayerKind>;
  readonly at: number;
}

function stackOf(packet: Packet): string {
  return packet.map((layer) => layer.kind).join('/');
}
