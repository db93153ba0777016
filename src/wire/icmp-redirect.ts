import { checksumOf, sum16 } from './checksum.ts';
import { type Codec, deviates, read, truncated } from './codec.ts';
import { address, derived, fixed, hex, uint } from './field.ts';
import { defineHeader } from './header.ts';
import { ICMP_TYPE } from './numbers.ts';
import { putRaw } from './slot.ts';

/** RFC 792, "Redirect Message": code 0 is about a network, 1 about a host; `gateway` is the router to use from now on. */
export const ICMP_REDIRECT = defineHeader({
  type: fixed(8, ICMP_TYPE.redirect),
  code: uint(8),
  checksum: hex(derived(16)),
  gateway: address(),
});

export const icmpRedirect: Codec<'icmp-redirect'> = {
  size: (layer) => ICMP_REDIRECT.size + layer.quote.length,
  write(out, at, layer, { end }) {
    ICMP_REDIRECT.write(out, at, layer);
    out.set(layer.quote, at + ICMP_REDIRECT.size);
    putRaw(ICMP_REDIRECT.slot.checksum, out, at, checksumOf(sum16(out, at, end)));
  },
  decode(bytes, at, end) {
    if (end - at < ICMP_REDIRECT.size) return truncated('icmp-redirect', at, ICMP_REDIRECT.size, end - at);
    const odd = ICMP_REDIRECT.deviation(bytes, at);
    if (odd) return deviates('icmp-redirect', odd, bytes, at);
    const quote = bytes.slice(at + ICMP_REDIRECT.size, end);
    return read({ kind: 'icmp-redirect', ...ICMP_REDIRECT.read(bytes, at), quote }, end, end);
  },
};
