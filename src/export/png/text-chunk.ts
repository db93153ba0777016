import { concatBytes, latin1Of, utf8 } from '../../base/bytes.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Length, type, 13 bytes, checksum. */
const HEADER_END = SIGNATURE.length + 4 + 4 + 13 + 4;

/**
 * A PNG with a text in it that programs can read and nobody sees: a tEXt chunk behind the header (PNG, third edition, "Textual information").
 * `text` is kept as ASCII: what is not is written as JSON escapes it. Throws an Error for anything but a PNG.
 */
export function withText(png: Uint8Array, keyword: string, text: string): Uint8Array {
  if (!SIGNATURE.every((byte, i) => png[i] === byte) || png.length < HEADER_END)
    throw new Error('exports: this is no PNG');
  const chunk = chunkOf('tEXt', utf8(`${keyword}\0${ascii(text)}`));
  return concatBytes(png.subarray(0, HEADER_END), chunk, png.subarray(HEADER_END));
}

/** The text of that keyword, or null: the other way round. */
export function textOf(png: Uint8Array, keyword: string): string | null {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = SIGNATURE.length; at + 12 <= png.length;) {
    const length = view.getUint32(at);
    const type = latin1Of(png.subarray(at + 4, at + 8));
    const data = latin1Of(png.subarray(at + 8, Math.min(png.length, at + 8 + length)));
    if (type === 'tEXt' && data.startsWith(`${keyword}\0`)) return data.slice(keyword.length + 1);
    at += 12 + length;
  }
  return null;
}

function chunkOf(type: string, data: Uint8Array): Uint8Array {
  const body = concatBytes(utf8(type), data);
  return concatBytes(big32(data.length), body, big32(crc32(body)));
}

function big32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

/** ISO 3309, as PNG's annex D computes it. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function ascii(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (ch) => `\\u${ch.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
