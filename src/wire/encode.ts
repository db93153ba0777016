import { CARRIES, codecOf } from './codecs.ts';
import type { Layer, LayerKind, Packet } from './layers.ts';

/** Layers that a buffer of bytes can begin with. `ipv4` is what ICMP errors quote. */
const FIRST: readonly LayerKind[] = ['sll2', 'ethernet', 'ipv4'];

function assertStack(packet: Packet): void {
  let outer: Layer | null = null;
  for (const layer of packet) {
    const allowed: readonly LayerKind[] = outer === null ? FIRST : CARRIES[outer.kind];
    if (!allowed.includes(layer.kind))
      throw new Error(`impossible packet: ${outer?.kind ?? 'link'} cannot carry ${layer.kind}`);
    outer = layer;
  }
  if (outer === null) throw new Error('impossible packet: no layers');
}

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
  assertStack(packet);
  const out = new Uint8Array(encodedLength(packet));
  let at = out.length;
  let inner: Layer | null = null;
  for (let i = packet.length - 1; i >= 0; i--) {
    const layer = packet[i] as Layer;
    const codec = codecOf(layer);
    at -= codec.size(layer);
    codec.write(out, at, layer, { outer: i > 0 ? (packet[i - 1] as Layer) : null, inner, end: out.length });
    inner = layer;
  }
  return out;
}
