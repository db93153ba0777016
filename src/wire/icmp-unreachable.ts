import { checksumOf, sum16 } from './checksum.ts';
import { type Codec, deviates, read, truncated } from './codec.ts';
import { derived, fixed, hex, uint } from './field.ts';
import { defineHeader } from './header.ts';
import { ICMP_TYPE } from './numbers.ts';
import { putRaw } from './slot.ts';

/** RFC 792, "Destination Unreachable Message"; `mtu` is RFC 1191 section 4, zero for all codes but 4. */
export const ICMP_UNREACHABLE = defineHeader({
  type: fixed(8, ICMP_TYPE.unreachable),
  code: uint(8),
  checksum: hex(derived(16)),
  unused: fixed(16, 0),
  mtu: uint(16),
});

/** "Fragmentation needed and DF set". */
export const FRAGMENTATION_NEEDED = 4;

export const icmpUnreachable: Codec<'icmp-unreachable'> = {
  size: (layer) => ICMP_UNREACHABLE.size + layer.quote.length,
  write(out, at, layer, { end }) {
    if (layer.code !== FRAGMENTATION_NEEDED && layer.mtu !== 0)
      throw new Error(`mtu ${layer.mtu} with code ${layer.code}`);
    ICMP_UNREACHABLE.write(out, at, layer);
    out.set(layer.quote, at + ICMP_UNREACHABLE.size);
    putRaw(ICMP_UNREACHABLE.slot.checksum, out, at, checksumOf(sum16(out, at, end)));
  },
  decode(bytes, at, end) {
    if (end - at < ICMP_UNREACHABLE.size) return truncated('icmp-unreachable', at, ICMP_UNREACHABLE.size, end - at);
    const odd = ICMP_UNREACHABLE.deviation(bytes, at);
    if (odd) return deviates('icmp-unreachable', odd, bytes, at);
    const own = ICMP_UNREACHABLE.read(bytes, at);
    if (own.code !== FRAGMENTATION_NEEDED && own.mtu !== 0)
      return deviates('icmp-unreachable', ICMP_UNREACHABLE.slot.mtu, bytes, at);
    return read({ kind: 'icmp-unreachable', ...own, quote: bytes.slice(at + ICMP_UNREACHABLE.size, end) }, end, end);
  },
};
