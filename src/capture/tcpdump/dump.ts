import type { DumpStyle } from './options.ts';

const PER_LINE = 16;
/** ' 4500' for each two bytes. */
const HEX_WIDTH = (PER_LINE / 2) * 5;
const CR = 0x0d;
const LF = 0x0a;
const DOT = '.';

/** ASCII 0x21 to 0x7e (netdissect-ctype.h ND_ASCII_ISGRAPH). */
function isGraph(byte: number): boolean {
  return byte > 0x20 && byte < 0x7f;
}

function hexOfLine(bytes: Uint8Array): string {
  let out = '';
  for (const [i, byte] of bytes.entries()) out += (i % 2 === 0 ? ' ' : '') + byte.toString(16).padStart(2, '0');
  return out;
}

function textOfLine(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += isGraph(byte) ? String.fromCharCode(byte) : DOT;
  return out;
}

function linesOf(bytes: Uint8Array, line: (part: Uint8Array) => string): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += PER_LINE)
    out += `\n\t0x${at.toString(16).padStart(4, '0')}: ${line(bytes.subarray(at, at + PER_LINE))}`;
  return out;
}

/** -x (print-ascii.c hex_print). */
function hex(bytes: Uint8Array): string {
  return linesOf(bytes, hexOfLine);
}

/** -X, and what tcpdump shows of bytes that it cannot read (print-ascii.c hex_and_ascii_print). */
export function hexAndText(bytes: Uint8Array): string {
  return linesOf(bytes, (part) => `${hexOfLine(part).padEnd(HEX_WIDTH)}  ${textOfLine(part)}`);
}

/** -A: text as it is, a dot for everything else; a CR before LF vanishes (print-ascii.c ascii_print). */
function ascii(bytes: Uint8Array): string {
  let out = '\n';
  for (const [i, byte] of bytes.entries()) {
    if (byte === CR) {
      const left = bytes.length - i - 1;
      if (left > 1 && bytes[i + 1] !== LF) out += DOT;
    } else out += isGraph(byte) || byte === 0x09 || byte === 0x20 || byte === LF ? String.fromCharCode(byte) : DOT;
  }
  return out;
}

/**
 * The bytes of a packet behind its line, from the end of the link-layer header on, whose length is `header`
 * (print.c pretty_print_packet). Without anything behind it, nothing.
 */
export function dumpOf(style: DumpStyle, bytes: Uint8Array, header: number): string {
  const inside = bytes.subarray(header);
  switch (style) {
    case 'none':
      return '';
    case 'hex':
      return hex(inside);
    case 'hex-link':
      return hex(bytes);
    case 'text':
      return hexAndText(inside);
    case 'text-link':
      return hexAndText(bytes);
    case 'ascii':
      return inside.length === 0 ? '' : ascii(inside);
    case 'ascii-link':
      return ascii(bytes);
  }
}
