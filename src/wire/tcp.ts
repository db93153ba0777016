import { checksumOf, sum16 } from './checksum.ts';
import { type Codec, deviates, read, truncated, unread } from './codec.ts';
import { derived, fixed, hex, split, uint } from './field.ts';
import { defineHeader } from './header.ts';
import { headEnd } from './http.ts';
import { IP_PROTOCOL, PORT } from './numbers.ts';
import { pseudoSum } from './pseudo-header.ts';
import { putRaw, rawOf } from './slot.ts';
import { optionsLength, readOptions, writeOptions } from './tcp-options.ts';

/** RFC 9293 section 3.1. `dataOffset` is on the wire in units of four bytes. Urgent data is refused. */
export const TCP = defineHeader({
  srcPort: uint(16),
  dstPort: uint(16),
  seq: uint(32),
  ack: uint(32),
  dataOffset: derived(4, 4),
  reserved: fixed(4, 0),
  flags: split(hex(uint(8)), { cwr: 1, ece: 1, urg: 1, ack: 1, psh: 1, rst: 1, syn: 1, fin: 1 }),
  window: uint(16),
  checksum: hex(derived(16)),
  urgentPointer: fixed(16, 0),
});

export const tcp: Codec<'tcp'> = {
  size: (layer) => TCP.size + optionsLength(layer.options),
  write(out, at, layer, { outer, end }) {
    TCP.write(out, at, layer);
    const length = TCP.size + optionsLength(layer.options);
    putRaw(TCP.slot.dataOffset, out, at, length / 4);
    writeOptions(out, at + TCP.size, layer.options);
    putRaw(TCP.slot.checksum, out, at, checksumOf(sum16(out, at, end, pseudoSum(outer, IP_PROTOCOL.tcp, end - at))));
  },
  decode(bytes, at, end) {
    if (end - at < TCP.size) return truncated('tcp', at, TCP.size, end - at);
    const odd = TCP.deviation(bytes, at);
    if (odd) return deviates('tcp', odd, bytes, at);
    const length = rawOf(TCP.slot.dataOffset, bytes, at) * 4;
    if (length < TCP.size) return deviates('tcp', TCP.slot.dataOffset, bytes, at, 'malformed');
    if (at + length > end) return truncated('tcp', at, length, end - at);
    const options = readOptions(bytes, at + TCP.size, at + length);
    if (!options.ok) return unread('tcp', options.offset, options.why, options.text);
    const own = TCP.read(bytes, at);
    const web = own.srcPort === PORT.http || own.dstPort === PORT.http;
    const next = web && headEnd(bytes, at + length, end) > 0 ? 'http' : 'data';
    return read({ kind: 'tcp', ...own, options: options.options }, at + length, end, next);
  },
};
