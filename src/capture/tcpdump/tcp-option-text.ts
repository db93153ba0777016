import { TCP_OPTION_KIND } from '../../wire/tcp-options.ts';
import type { Printer } from './printer.ts';

const KIND = TCP_OPTION_KIND;

/** Option kinds as tcpdump names them (print-tcp.c tcp_option_values). */
const NAMES: ReadonlyMap<number, string> = new Map([
  [KIND.end, 'eol'],
  [KIND.nop, 'nop'],
  [KIND.mss, 'mss'],
  [KIND.windowScale, 'wscale'],
  [KIND.sackPermitted, 'sackOK'],
  [KIND.sack, 'sack'],
  [KIND.timestamps, 'TS'],
]);

/** How many bytes the option's own text reads, or null when its length decides. */
const DATA: ReadonlyMap<number, number> = new Map([
  [KIND.end, 0],
  [KIND.nop, 0],
  [KIND.mss, 2],
  [KIND.windowScale, 1],
  [KIND.sackPermitted, 0],
  [KIND.timestamps, 8],
]);

/** Prints the options in `length` bytes. False when they do not fit, after which nothing more is printed. */
export function printTcpOptions(p: Printer, from: number, length: number, sackBase: number): boolean {
  const to = from + length;
  p.print(', options [');
  for (let at = from; at < to;) {
    if (at > from) p.print(',');
    const kind = p.u8(at);
    const single = kind === KIND.end || kind === KIND.nop;
    const size = single ? 1 : p.u8(at + 1);
    const data = at + (single ? 1 : 2);
    if (!single && (size < 2 || size > to - at)) return bad(p, at > from);
    p.print(NAMES.get(kind) ?? `unknown-${kind}`);
    const wanted = DATA.get(kind) ?? size - 2;
    if (wanted > to - data) return bad(p, at > from);
    const whole = kind === KIND.sack ? printSack(p, data, wanted, sackBase) : p.has(data, wanted);
    if (!whole) {
      p.cut();
      if (at > from) p.print('>');
      return false;
    }
    p.print(dataText(p, kind, data, wanted));
    const end = data + wanted;
    if (end - at !== size) p.print(`[len ${size}]`);
    at = end;
    if (kind === KIND.end) break;
  }
  p.print(']');
  return true;
}

function bad(p: Printer, closes: boolean): false {
  p.print(`[bad opt]${closes ? ']' : ''}`);
  return false;
}

/** Blocks are printed as far as they were captured. False when they are cut off. */
function printSack(p: Printer, at: number, length: number, base: number): boolean {
  if (length % 8 !== 0) {
    p.print(' invalid sack');
    return true;
  }
  p.print(` ${length / 8} `);
  for (let i = at; i < at + length; i += 8) {
    if (!p.has(i, 8)) return false;
    p.print(`{${(p.u32(i) - base) >>> 0}:${(p.u32(i + 4) - base) >>> 0}}`);
  }
  return true;
}

function dataText(p: Printer, kind: number, at: number, length: number): string {
  switch (kind) {
    case KIND.end:
    case KIND.nop:
    case KIND.sackPermitted:
    case KIND.sack:
      return '';
    case KIND.mss:
      return ` ${p.u16(at)}`;
    case KIND.windowScale:
      return ` ${p.u8(at)}`;
    case KIND.timestamps:
      return ` val ${p.u32(at)} ecr ${p.u32(at + 4)}`;
    default: {
      let bytes = '';
      for (let i = at; i < at + length; i++) bytes += p.u8(i).toString(16).padStart(2, '0');
      return bytes === '' ? '' : ` 0x${bytes}`;
    }
  }
}
