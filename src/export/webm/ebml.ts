import { concatBytes, utf8 } from '../../base/bytes.ts';

/** Elements of EBML (RFC 8794): an id, how long the content is, the content. Lengths are written in eight bytes, which is always enough. */
export function element(id: number, ...content: readonly Uint8Array[]): Uint8Array {
  const body = concatBytes(...content);
  return concatBytes(idBytes(id), lengthBytes(body.length), body);
}

/** An unsigned number, as short as it can be. */
export function number(id: number, value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return element(id, Uint8Array.from(bytes.length === 0 ? [0] : bytes));
}

export function float(id: number, value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return element(id, new Uint8Array(view.buffer));
}

export function text(id: number, value: string): Uint8Array {
  return element(id, utf8(value));
}

/** Ids carry their own length in their first bits. */
function idBytes(id: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = id; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.from(bytes);
}

function lengthBytes(length: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, 0x01000000 | Math.floor(length / 2 ** 32));
  view.setUint32(4, length >>> 0);
  return new Uint8Array(view.buffer);
}
