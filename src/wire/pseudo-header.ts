import { ipv4Number } from './address.ts';
import { pseudoHeaderSum } from './checksum.ts';
import type { Layer } from './layers.ts';

/**
 * The pseudo-header's sum for a segment of `length` bytes inside `outer` (RFC 768, RFC 9293 section 3.1).
 * Throws when `outer` is no IPv4 header: the addresses are part of the checksum.
 */
export function pseudoSum(outer: Layer | null, protocol: number, length: number): number {
  if (outer?.kind !== 'ipv4')
    throw new Error(`protocol ${protocol} needs ipv4 around it, not ${outer?.kind ?? 'nothing'}`);
  return pseudoHeaderSum(ipv4Number(outer.src), ipv4Number(outer.dst), protocol, length);
}
