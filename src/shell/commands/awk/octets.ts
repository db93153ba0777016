import { latin1Of, utf8 } from '../../../base/bytes.ts';

const BEYOND = /[^\u0000-\u007f]/;

/** mawk knows bytes, not characters: inside of it one character stands for one byte. */
export function inward(text: string): string {
  return BEYOND.test(text) ? latin1Of(utf8(text)) : text;
}

const SEQUENCE = /[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}|[\u00f0-\u00f4][\u0080-\u00bf]{3}/g;

/** The way back: bytes that are UTF-8 become the characters that they spell. */
export function outward(text: string): string {
  return BEYOND.test(text) ? text.replace(SEQUENCE, decoded) : text;
}

function decoded(bytes: string): string {
  const first = bytes.charCodeAt(0);
  let point = first < 0xe0 ? first & 31 : first < 0xf0 ? first & 15 : first & 7;
  for (let i = 1; i < bytes.length; i++) point = (point << 6) | (bytes.charCodeAt(i) & 63);
  return point <= 0x10ffff ? String.fromCodePoint(point) : bytes;
}
