import { latin1Of } from '../base/bytes.ts';
import { u8 } from './byte-order.ts';
import { type Codec, read, unread } from './codec.ts';

/** RFC 9112 section 2.1: a request line or a status line. */
const START = /^([A-Z]{3,7} \S+ HTTP\/1\.[01]|HTTP\/1\.[01] \d{3} .*)\r\n/;
const END_OF_HEAD = '\r\n\r\n';
/** As much as Go's net/http accepts by default (DefaultMaxHeaderBytes is 1 MiB; no packet holds more than this). */
const MAX_HEAD = 65536;

/** Where the head that begins at `at` ends, or -1 when these bytes are no complete HTTP/1 head. */
export function headEnd(bytes: Uint8Array, at: number, end: number): number {
  const first = at < end ? u8(bytes, at) : 0;
  // Method or "HTTP": most segments of a long body are turned away here.
  if (first < 0x41 || first > 0x5a) return -1;
  const text = latin1Of(bytes.subarray(at, Math.min(end, at + MAX_HEAD)));
  const length = text.indexOf(END_OF_HEAD);
  return length < 0 || !START.test(text) ? -1 : at + length + END_OF_HEAD.length;
}

/** The head is Latin-1: its bytes are its character codes (RFC 9110 section 5.5 leaves other bytes opaque). */
export const http: Codec<'http'> = {
  size: (layer) => layer.head.length,
  write(out, at, layer) {
    for (let i = 0; i < layer.head.length; i++) {
      const code = layer.head.charCodeAt(i);
      if (code > 255) throw new Error(`HTTP head holds '${layer.head[i] ?? ''}', which is not Latin-1`);
      out[at + i] = code;
    }
  },
  decode(bytes, at, end) {
    const stop = headEnd(bytes, at, end);
    if (stop < 0) return unread('http', at, 'malformed', 'no HTTP/1 head');
    return read({ kind: 'http', head: latin1Of(bytes.subarray(at, stop)) }, stop, end);
  },
};
