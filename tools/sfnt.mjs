/** The little of font files that we need: which characters one has, and what it is called. */
import { brotliDecompressSync } from 'node:zlib';

/** The tables that WOFF2 numbers instead of naming, as far as `cmap`, which is all we look for. */
const WOFF2_CMAP = 0;
const WOFF2_TRANSFORMED = new Set([10, 11]); // glyf and loca
const WOFF2_NAMED = 63;

/** @param {Buffer} font @returns {{ tag: string, data: Buffer }[]} */
function sfntTables(font) {
  return Array.from({ length: font.readUInt16BE(4) }, (_, i) => {
    const at = 12 + 16 * i;
    const offset = font.readUInt32BE(at + 8);
    return {
      tag: font.toString('latin1', at, at + 4),
      data: font.subarray(offset, offset + font.readUInt32BE(at + 12)),
    };
  });
}

/** @param {Buffer} font @returns {Buffer} */
function woff2Cmap(font) {
  let at = 48;
  const base128 = () => {
    let value = 0;
    for (;;) {
      const byte = font.readUInt8(at++);
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
  };
  let offset = 0;
  /** @type {[number, number] | undefined} */
  let cmap;
  for (let i = 0; i < font.readUInt16BE(12); i += 1) {
    const flags = font.readUInt8(at++);
    const known = flags & 0x3f;
    const isCmap = known === WOFF2_NAMED ? font.toString('latin1', at, at + 4) === 'cmap' : known === WOFF2_CMAP;
    if (known === WOFF2_NAMED) at += 4;
    let length = base128();
    const version = flags >> 6;
    if (WOFF2_TRANSFORMED.has(known) ? version !== 3 : version !== 0) length = base128();
    if (isCmap) cmap = [offset, offset + length];
    offset += length;
  }
  if (!cmap) throw new Error('the font has no cmap');
  return brotliDecompressSync(font.subarray(at, at + font.readUInt32BE(20))).subarray(...cmap);
}

/**
 * The characters a font (TrueType or WOFF2) has, in ascending order.
 * @param {Uint8Array} bytes
 * @returns {Set<number>}
 */
export function codePointsOf(bytes) {
  const font = Buffer.from(bytes);
  const isWoff2 = font.toString('latin1', 0, 4) === 'wOF2';
  const cmap = isWoff2 ? woff2Cmap(font) : sfntTables(font).find((table) => table.tag === 'cmap')?.data;
  if (!cmap) throw new Error('the font has no cmap');
  /** @type {Set<number>} */
  const points = new Set();
  for (let i = 0; i < cmap.readUInt16BE(2); i += 1) {
    const platform = cmap.readUInt16BE(4 + 8 * i);
    const table = cmap.subarray(cmap.readUInt32BE(8 + 8 * i));
    const format = table.readUInt16BE(0);
    if (platform === 1 || (format !== 4 && format !== 12)) continue;
    for (const [first, last, glyph] of format === 4 ? segmentsOf4(table) : groupsOf12(table)) {
      for (let point = first; point <= last; point += 1) if (glyph(point) !== 0) points.add(point);
    }
  }
  return new Set([...points].sort((a, b) => a - b));
}

/** @typedef {[number, number, (point: number) => number]} Segment */

/** @param {Buffer} table @returns {Segment[]} */
function segmentsOf4(table) {
  const twice = table.readUInt16BE(6);
  return Array.from({ length: twice / 2 }, (_, i) => {
    const last = table.readUInt16BE(14 + 2 * i);
    const first = table.readUInt16BE(16 + twice + 2 * i);
    const delta = table.readUInt16BE(16 + 2 * twice + 2 * i);
    const at = 16 + 3 * twice + 2 * i;
    const range = table.readUInt16BE(at);
    const glyph = (/** @type {number} */ point) => {
      if (point === 0xffff) return 0;
      const raw = range === 0 ? point : table.readUInt16BE(at + range + 2 * (point - first));
      return range !== 0 && raw === 0 ? 0 : (raw + delta) & 0xffff;
    };
    return [first, last, glyph];
  });
}

/** @param {Buffer} table @returns {Segment[]} */
function groupsOf12(table) {
  return Array.from({ length: table.readUInt32BE(12) }, (_, i) => {
    const at = 16 + 12 * i;
    const first = table.readUInt32BE(at);
    return [first, table.readUInt32BE(at + 4), (point) => table.readUInt32BE(at + 8) + point - first];
  });
}

/** @typedef {{ platform: number, encoding: number, language: number, id: number, text: string }} Name */

/** @param {Buffer} font @returns {Name[]} */
export function namesOf(font) {
  const table = sfntTables(font).find(({ tag }) => tag === 'name')?.data;
  if (!table) return [];
  const strings = table.readUInt16BE(4);
  return Array.from({ length: table.readUInt16BE(2) }, (_, i) => {
    const [platform = 0, encoding = 0, language = 0, id = 0, length = 0, offset = 0] = Array.from(
      { length: 6 },
      (__, k) => table.readUInt16BE(6 + 12 * i + 2 * k),
    );
    const raw = table.subarray(strings + offset, strings + offset + length);
    const text = platform === 1 ? raw.toString('latin1') : Buffer.from(raw).swap16().toString('utf16le');
    return { platform, encoding, language, id, text };
  });
}

/** Copyright, trademark, people and licence speak of the original and stay as they are. */
const ORIGINAL = new Set([0, 7, 8, 9, 13, 14]);

/** @param {Name} name @param {string} from @param {string} family */
function renamed({ id, text }, from, family) {
  const plain = family.replaceAll(' ', '');
  if (ORIGINAL.has(id)) return text;
  if (id === 1 || id === 16) return family;
  if (id === 3 || id === 4) return `${family} Regular`;
  if (id === 6) return `${plain}-Regular`;
  if (id === 25) return plain;
  return text.replaceAll(from, plain);
}

/**
 * The TrueType font under another family name, its copyright and licence untouched.
 * @param {Uint8Array} bytes @param {string} from @param {string} family
 */
export function withNames(bytes, from, family) {
  const font = Buffer.from(bytes);
  const names = namesOf(font).map((name) => ({ ...name, text: renamed(name, from, family) }));
  const head = Buffer.alloc(6 + 12 * names.length);
  head.writeUInt16BE(names.length, 2);
  head.writeUInt16BE(head.length, 4);
  /** @type {Buffer[]} */
  const strings = [];
  let length = 0;
  names.forEach((name, i) => {
    const raw = name.platform === 1 ? Buffer.from(name.text, 'latin1') : Buffer.from(name.text, 'utf16le').swap16();
    [name.platform, name.encoding, name.language, name.id, raw.length, length].forEach((value, k) =>
      head.writeUInt16BE(value, 6 + 12 * i + 2 * k),
    );
    strings.push(raw);
    length += raw.length;
  });
  const table = Buffer.concat([head, ...strings]);
  return withTables(
    font,
    sfntTables(font).map(({ tag, data }) => ({ tag, data: tag === 'name' ? table : Buffer.from(data) })),
  );
}

/** Sum of the big-endian words, the last one filled up with zeros. @param {Buffer} data */
function checksum(data) {
  const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}

/** @param {Buffer} font @param {{ tag: string, data: Buffer }[]} tables */
function withTables(font, tables) {
  const directory = Buffer.alloc(12 + 16 * tables.length);
  font.copy(directory, 0, 0, 12);
  /** @type {Buffer[]} */
  const parts = [];
  let offset = directory.length;
  let headAt = 0;
  tables.forEach(({ tag, data }, i) => {
    if (tag === 'head') {
      data.writeUInt32BE(0, 8);
      headAt = offset;
    }
    directory.write(tag, 12 + 16 * i, 'latin1');
    directory.writeUInt32BE(checksum(data), 16 + 16 * i);
    directory.writeUInt32BE(offset, 20 + 16 * i);
    directory.writeUInt32BE(data.length, 24 + 16 * i);
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    parts.push(padded);
    offset += padded.length;
  });
  const whole = Buffer.concat([directory, ...parts]);
  whole.writeUInt32BE((0xb1b0afba - checksum(whole)) >>> 0, headAt + 8);
  return whole;
}
