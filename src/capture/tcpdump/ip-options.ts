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

/** The names of the options in `length` bytes, without what they say. False when they are cut off. */
export function ipOptions(p: Printer, from: number, length: number): boolean {
  const { text, whole } = optionNames(p, from, from + length);
  p.print(`, options (${text}${whole ? '' : ' [truncated-option]'})`);
  return whole;
}

function optionNames(p: Printer, from: number, to: number): { readonly text: string; readonly whole: boolean } {
  let text = '';
  for (let at = from; at < to;) {
    const type = p.u8(at);
    const size = type === END || type === NOP ? 1 : p.u8(at + 1);
    text += `${at > from ? ',' : ''}${OPTIONS.get(type) ?? `unknown ${type}`}`;
    const misses = (type !== END && type !== NOP && size < 2) || at + size > to;
    if (misses) return { text: `${text} [bad length ${size}]`, whole: true };
    if (!p.has(at, size)) return { text, whole: false };
    if (type === END) break;
    at += size;
  }
  return { text, whole: true };
}
