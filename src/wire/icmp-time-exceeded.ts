import { checksumOf, sum16 } from './checksum.ts';
import { type Codec, deviates, read, truncated } from './codec.ts';
import { derived, fixed, hex, uint } from './field.ts';
import { defineHeader } from './header.ts';
import { ICMP_TYPE } from './numbers.ts';
import { putRaw } from './slot.ts';

/** RFC 792, "Time Exceeded Message": code 0 is TTL in transit, 1 is reassembly. */
export const ICMP_TIME_EXCEEDED = defineHeader({
  type: fixed(8, ICMP_TYPE.timeExceeded),
  code: uint(8),
  checksum: hex(derived(16)),
  unused: fixed(32, 0),
});

export const icmpTimeExceeded: Codec<'icmp-time-exceeded'> = {
  size: (layer) => ICMP_TIME_EXCEEDED.size + layer.quote.length,
  write(out, at, layer, { end }) {
    ICMP_TIME_EXCEEDED.write(out, at, layer);
    out.set(layer.quote, at + ICMP_TIME_EXCEEDED.size);
    putRaw(ICMP_TIME_EXCEEDED.slot.checksum, out, at, checksumOf(sum16(out, at, end)));
  },
  decode(bytes, at, end) {
    if (end - at < ICMP_TIME_EXCEEDED.size)
      return truncated('icmp-time-exceeded', at, ICMP_TIME_EXCEEDED.size, end - at);
    const odd = ICMP_TIME_EXCEEDED.deviation(bytes, at);
    if (odd) return deviates('icmp-time-exceeded', odd, bytes, at);
    const quote = bytes.slice(at + ICMP_TIME_EXCEEDED.size, end);
    return read({ kind: 'icmp-time-exceeded', ...ICMP_TIME_EXCEEDED.read(bytes, at), quote }, end, end);
  },
};
