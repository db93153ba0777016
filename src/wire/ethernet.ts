import { type Codec, read, truncated, unread } from './codec.ts';
import { derived, hex, mac } from './field.ts';
import { defineHeader } from './header.ts';
import { etherTypeOf, linkPayload } from './numbers.ts';
import { putRaw, rawOf } from './slot.ts';

/** Ethernet II (IEEE 802.3 section 3.1.1, RFC 894), without preamble and frame check sequence. */
export const ETHERNET = defineHeader({
  dst: mac(),
  src: mac(),
  etherType: hex(derived(16)),
});

/** Frames are padded to this length before the frame check sequence (IEEE 802.3 section 4.2.3.3). */
export const MIN_FRAME = 60;

export const ethernet: Codec<'ethernet'> = {
  size: () => ETHERNET.size,
  write(out, at, layer, { inner }) {
    ETHERNET.write(out, at, layer);
    putRaw(ETHERNET.slot.etherType, out, at, etherTypeOf('ethernet', inner?.kind));
  },
  decode(bytes, at, end) {
    if (end - at < ETHERNET.size) return truncated('ethernet', at, ETHERNET.size, end - at);
    const etherType = rawOf(ETHERNET.slot.etherType, bytes, at);
    const next = linkPayload(etherType);
    const inside = at + ETHERNET.size;
    const problem =
      next === null
        ? unread('ethernet', at + ETHERNET.slot.etherType.byte, 'unsupported', `etherType ${etherType}`).problem
        : null;
    return read({ kind: 'ethernet', ...ETHERNET.read(bytes, at) }, inside, end, next ?? 'data', problem);
  },
};
