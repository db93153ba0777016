import type { Printer } from './printer.ts';

/** RFC 791 section 3.1 and RFC 2113, by option type (print-ip.c ip_option_values). */
const OPTIONS: ReadonlyMap<number, string> = new Map([
  [0, 'EOL'],
  [1, 'NOP'],
  [7, 'RR'],
  [68, 'timestamp'],
  [82, 'traceroute'],
  [130, 'security'],
  [131, 'LSRR'],
  [137, 'SSRR'],
  [148, 'RA'],
]);
const [END, NOP] = [0, 1];

/** Prints the names of the options in `length` bytes, without what they say. False when they are cut off. */
export function printIpOptions(p: Printer, from: number, length: number): boolean {
  p.print(', options (');
  const whole = printNames(p, from, from + length);
  p.print(whole ? ')' : ' [truncated-option])');
  return whole;
}

function printNames(p: Printer, from: number, to: number): boolean {
  for (let at = from; at < to;) {
    if (at > from) p.print(',');
    const type = p.u8(at);
    p.print(OPTIONS.get(type) ?? `unknown ${type}`);
    const single = type === END || type === NOP;
    const size = single ? 1 : p.u8(at + 1);
    if ((!single && size < 2) || at + size > to) {
      p.print(` [bad length ${size}]`);
      return true;
    }
    if (!p.has(at, size)) return false;
    if (type === END) return true;
    at += size;
  }
  return true;
}
