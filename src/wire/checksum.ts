import { u16, u8 } from './byte-order.ts';

/**
 * The sum of 16-bit words of RFC 1071 over `bytes[from..to)`, not yet folded or inverted; an odd last byte is the
 * high half of a word. `seed` is a sum to go on from, such as a pseudo-header's.
 */
export function sum16(bytes: Uint8Array, from: number, to: number, seed = 0): number {
  // `| 0` keeps the loop in integers: callers hand over sums of addresses, which are floats to the compiler.
  let sum = seed | 0;
  const even = to - ((to - from) & 1);
  for (let i = from; i < even; i += 2) sum += u16(bytes, i);
  if (even < to) sum += u8(bytes, even) << 8;
  return sum;
}

/** The checksum field, 0..0xffff, for a sum of 16-bit words (RFC 1071 section 1). Sums up to 2^32 - 1. */
export function checksumOf(sum: number): number {
  let folded = (sum >>> 16) + (sum & 0xffff);
  folded = (folded >>> 16) + (folded & 0xffff);
  return ~folded & 0xffff;
}

/** Sum of the pseudo-header that TCP (RFC 9293 section 3.1) and UDP (RFC 768) put before their segment. */
export function pseudoHeaderSum(src: number, dst: number, protocol: number, length: number): number {
  return (src >>> 16) + (src & 0xffff) + (dst >>> 16) + (dst & 0xffff) + protocol + length;
}
