import type { Problem } from './codec.ts';
import type { Layer, Packet } from './layers.ts';
import { walk } from './walk.ts';

/** What the first byte belongs to. */
export type Link = 'ethernet' | 'sll2' | 'ipv4';

export interface DecodedPacket {
  readonly packet: Packet;
  /** The first thing that kept the bytes from being read completely, or null. */
  readonly problem: Problem | null;
}

/**
 * The layers of a frame. Never throws: what cannot be read becomes `ip-payload` directly inside IPv4 and `data`
 * elsewhere, and `problem` says why. Checksums are not judged here: see dissect. `bytes` is not kept.
 * Lost are only bytes after the end that the IPv4 header gives: zeros up to Ethernet's minimum length silently.
 */
export function decode(bytes: Uint8Array, link: Link): DecodedPacket {
  const { steps, problem } = walk(bytes, link, 0, bytes.length);
  const packet: Layer[] = [];
  for (const { decoded } of steps) if (decoded.ok) packet.push(decoded.layer);
  return { packet, problem };
}
