import { type Codec, read } from './codec.ts';

/** The rest of an IPv4 packet as it is: a fragment, or a protocol that no other codec reads. */
export const ipPayloadCodec: Codec<'ip-payload'> = {
  size: (layer) => layer.bytes.length,
  write(out, at, layer) {
    out.set(layer.bytes, at);
  },
  decode: (bytes, at, end, { tag }) =>
    read({ kind: 'ip-payload', protocol: tag, bytes: bytes.slice(at, end) }, end, end),
};
