import { u16 } from '../../wire/byte-order.ts';

/** An IPv6 address as inet_ntop writes it: the first longest run of two or more zero words becomes '::' (RFC 5952). */
export function ipv6Text(bytes: Uint8Array): string {
  const words = Array.from({ length: 8 }, (_, i) => u16(bytes, i * 2));
  let [from, length] = [0, 1];
  for (let i = 0; i < 8; i++) {
    let run = 0;
    while (i + run < 8 && words[i + run] === 0) run++;
    if (run > length) [from, length] = [i, run];
  }
  const hex = (part: readonly number[]): string => part.map((word) => word.toString(16)).join(':');
  return length < 2 ? hex(words) : `${hex(words.slice(0, from))}::${hex(words.slice(from + length))}`;
}
