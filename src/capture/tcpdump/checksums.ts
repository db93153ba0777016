import { checksumOf, pseudoHeaderSum, sum16 } from '../../wire/checksum.ts';
import { u32 } from '../../wire/byte-order.ts';
import { IPV4 } from '../../wire/ipv4.ts';
import type { AroundIp } from './step.ts';
import type { Printer } from './printer.ts';

/** A checksum over bytes that include its own field: zero when it fits (in_cksum.c). */
export function sumOver(p: Printer, at: number, length: number, seed = 0): number {
  return checksumOf(sum16(p.bytes, at, at + length, seed));
}

/** The same with the pseudo-header of UDP and TCP before it (print-ip.c nextproto4_cksum). */
export function transportSum(p: Printer, ip: AroundIp, protocol: number, at: number, length: number): number {
  const [src, dst] = [u32(p.bytes, ip.at + IPV4.slot.src.byte), u32(p.bytes, ip.at + IPV4.slot.dst.byte)];
  return sumOver(p, at, length, pseudoHeaderSum(src, dst, protocol, length));
}

/** What the field `found` should have held, when the sum over it came out as `sum` (in_cksum.c in_cksum_shouldbe). */
export function rightSum(found: number, sum: number): number {
  const folded = found + sum;
  return (folded & 0xffff) + (folded >>> 16);
}
