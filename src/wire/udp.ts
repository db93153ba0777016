import { checksumOf, sum16 } from './checksum.ts';
import { type Codec, deviates, read, truncated } from './codec.ts';
import { derived, hex, uint } from './field.ts';
import { defineHeader } from './header.ts';
import { IP_PROTOCOL, udpPayload } from './numbers.ts';
import { pseudoSum } from './pseudo-header.ts';
import { putRaw, rawOf } from './slot.ts';

/** RFC 768. */
export const UDP = defineHeader({
  srcPort: uint(16),
  dstPort: uint(16),
  length: derived(16),
  checksum: hex(derived(16)),
});

export const udp: Codec<'udp'> = {
  size: () => UDP.size,
  write(out, at, layer, { outer, end }) {
    UDP.write(out, at, layer);
    putRaw(UDP.slot.length, out, at, end - at);
    if (layer.zeroChecksum) return;
    // Zero on the wire means "none", so a sum that comes out as zero is sent as its other form (RFC 768).
    const checksum = checksumOf(sum16(out, at, end, pseudoSum(outer, IP_PROTOCOL.udp, end - at))) || 0xffff;
    putRaw(UDP.slot.checksum, out, at, checksum);
  },
  decode(bytes, at, end, { missing }) {
    if (end - at < UDP.size) return truncated('udp', at, UDP.size, end - at);
    const length = rawOf(UDP.slot.length, bytes, at);
    if (length !== end - at + missing) return deviates('udp', UDP.slot.length, bytes, at, 'malformed');
    const own = UDP.read(bytes, at);
    const zeroChecksum = rawOf(UDP.slot.checksum, bytes, at) === 0;
    return read({ kind: 'udp', ...own, zeroChecksum }, at + UDP.size, end, udpPayload(own.srcPort, own.dstPort));
  },
};
