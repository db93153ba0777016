import type { Printer } from './printer.ts';

/** Prints bytes as tcpdump makes them visible (util-print.c fn_print_char). False when they end before `length`. */
export function printVisible(p: Printer, at: number, length: number): boolean {
  for (const byte of p.bytes.subarray(at, Math.min(at + length, p.end))) {
    const low = byte & 0x7f;
    const meta = byte > 0x7f ? 'M-' : '';
    p.print(meta + (low < 0x20 || low === 0x7f ? `^${String.fromCharCode(low ^ 0x40)}` : String.fromCharCode(low)));
  }
  return p.has(at, length);
}
