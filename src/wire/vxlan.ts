import { type Codec, deviates, read, truncated } from './codec.ts';
import { fixed, hex, uint } from './field.ts';
import { defineHeader } from './header.ts';

/** RFC 7348 section 5. Only the I flag is set; the group policy extension's bits are refused. */
export const VXLAN = defineHeader({
  flags: hex(fixed(8, 0x08)),
  reserved1: fixed(24, 0),
  vni: uint(24),
  reserved2: fixed(8, 0),
});

export const vxlan: Codec<'vxlan'> = {
  size: () => VXLAN.size,
  write: (out, at, layer) => VXLAN.write(out, at, layer),
  decode(bytes, at, end) {
    if (end - at < VXLAN.size) return truncated('vxlan', at, VXLAN.size, end - at);
    const odd = VXLAN.deviation(bytes, at);
    if (odd) return deviates('vxlan', odd, bytes, at);
    return read({ kind: 'vxlan', ...VXLAN.read(bytes, at) }, at + VXLAN.size, end, 'ethernet');
  },
};
