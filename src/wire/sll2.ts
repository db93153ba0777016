import { type Codec, read, truncated, unread } from './codec.ts';
import { derived, fixed, hex, opaque, uint } from './field.ts';
import { defineHeader } from './header.ts';
import { macAt, putMac } from './mac-bytes.ts';
import { etherTypeOf, linkPayload } from './numbers.ts';
import { putRaw, rawOf } from './slot.ts';

/** Linux cooked capture v2: the pseudo-header of `tcpdump -i any` (tcpdump.org, LINKTYPE_LINUX_SLL2). */
export const SLL2 = defineHeader({
  protocol: hex(derived(16)),
  reserved: fixed(16, 0),
  ifindex: uint(32),
  arphrd: uint(16),
  packetType: uint(8),
  addressLength: derived(8),
  address: opaque(64),
});

const ADDRESS = SLL2.slot.address.byte;

export const sll2: Codec<'sll2'> = {
  size: () => SLL2.size,
  write(out, at, layer, { inner }) {
    SLL2.write(out, at, layer);
    putRaw(SLL2.slot.protocol, out, at, etherTypeOf('sll2', inner?.kind));
    if (layer.address === null) return;
    putRaw(SLL2.slot.addressLength, out, at, 6);
    putMac(out, at + ADDRESS, layer.address);
  },
  decode(bytes, at, end) {
    if (end - at < SLL2.size) return truncated('sll2', at, SLL2.size, end - at);
    const length = rawOf(SLL2.slot.addressLength, bytes, at);
    if (length !== 0 && length !== 6)
      return unread('sll2', at + SLL2.slot.addressLength.byte, 'unsupported', `addressLength ${length}`);
    for (let i = at + ADDRESS + length; i < at + SLL2.size; i++)
      if (bytes[i] !== 0) return unread('sll2', i, 'unsupported', 'address padding');
    const address = length === 0 ? null : macAt(bytes, at + ADDRESS);
    const protocol = rawOf(SLL2.slot.protocol, bytes, at);
    const next = linkPayload(protocol);
    const inside = at + SLL2.size;
    const problem = next === null ? unread('sll2', at, 'unsupported', `protocol ${protocol}`).problem : null;
    return read({ kind: 'sll2', ...SLL2.read(bytes, at), address }, inside, end, next ?? 'data', problem);
  },
};
