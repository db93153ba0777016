import { dotted } from '../xxd/xxd.ts';

export interface Format {
  readonly kind: 'x' | 'o' | 'u' | 'd' | 'c' | 'a';
  readonly size: 1 | 2 | 4 | 8;
  /** The text stands behind the numbers. */
  readonly text: boolean;
}

/** Digits that a number of this size needs. */
const DIGITS: Readonly<Record<'x' | 'o' | 'u' | 'd', Readonly<Record<number, number>>>> = {
  x: { 1: 2, 2: 4, 4: 8, 8: 16 },
  o: { 1: 3, 2: 6, 4: 11, 8: 22 },
  u: { 1: 3, 2: 5, 4: 10, 8: 20 },
  d: { 1: 4, 2: 6, 4: 11, 8: 20 },
};

/** 'x1z' or several of such; null: it is none. */
export function formatsOf(text: string): readonly Format[] | null {
  if (!/^(?:[xoud](?:[1248CSIL])?z?|[ac]z?)+$/.test(text)) return null;
  return [...text.matchAll(/([xoudac])([1248CSIL]?)(z?)/g)].map(([, kind, size, z]) => ({
    kind: kind as Format['kind'],
    size: kind === 'c' || kind === 'a' ? 1 : sizeOf(size ?? ''),
    text: z === 'z',
  }));
}

function sizeOf(text: string): Format['size'] {
  if (text === 'C' || text === '1') return 1;
  if (text === 'S' || text === '2') return 2;
  return text === 'L' || text === '8' ? 8 : 4;
}

const ESCAPES: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};
const NAMES =
  'nul soh stx etx eot enq ack bel bs ht nl vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us sp'.split(
    ' ',
  );

/** One line of cells. Formats below each other stand under the bytes that they show. */
export function cellsOf(row: Uint8Array, format: Format, all: readonly Format[], width: number): string {
  const perByte = Math.max(...all.map((each) => cellWidth(each) / each.size));
  const wide = Math.round(perByte * format.size);
  let out = '';
  for (let at = 0; at < row.length; at += format.size) out += textOf(row, at, format).padStart(wide);
  if (!format.text) return out;
  return `${out.padEnd(wide * Math.ceil(width / format.size))}  >${dotted(row)}<`;
}

function cellWidth({ kind, size }: Format): number {
  return kind === 'c' || kind === 'a' ? 4 : (DIGITS[kind][size] ?? 0) + 1;
}

function textOf(row: Uint8Array, at: number, { kind, size }: Format): string {
  const byte = row[at] ?? 0;
  if (kind === 'a') return byte === 127 ? 'del' : (NAMES[byte & 127] ?? String.fromCharCode(byte & 127));
  if (kind === 'c') {
    const escape = ESCAPES[byte];
    if (escape !== undefined) return escape;
    return byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0');
  }
  let value = 0n;
  for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(row[at + i] ?? 0);
  if (kind === 'd') return BigInt.asIntN(size * 8, value).toString();
  if (kind === 'u') return value.toString();
  return value.toString(kind === 'x' ? 16 : 8).padStart(DIGITS[kind][size] ?? 0, '0');
}
