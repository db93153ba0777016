import { type Codec, read } from './codec.ts';

/** Bytes that mean nothing to us: a body, padding, or what could not be read. */
export const data: Codec<'data'> = {
  size: (layer) => layer.bytes.length,
  write(out, at, layer) {
    out.set(layer.bytes, at);
  },
  decode: (bytes, at, end) => read({ kind: 'data', bytes: bytes.slice(at, end) }, end, end),
};
