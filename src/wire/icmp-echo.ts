import { checksumOf, sum16 } from './checksum.ts';
import { type Codec, deviates, read, truncated } from './codec.ts';
import { derived, fixed, hex, uint } from './field.ts';
import { defineHeader } from './header.ts';
import { ICMP_TYPE } from './numbers.ts';
import { putRaw, rawOf } from './slot.ts';

/** RFC 792, "Echo or Echo Reply Message". */
export const ICMP_ECHO = defineHeader({
  type: derived(8),
  code: fixed(8, 0),
  checksum: hex(derived(16)),
  id: hex(uint(16)),
  seq: uint(16),
});

export const icmpEcho: Codec<'icmp-echo'> = {
  size: () => ICMP_ECHO.size,
  write(out, at, layer, { end }) {
    ICMP_ECHO.write(out, at, layer);
    putRaw(ICMP_ECHO.slot.type, out, at, layer.type === 'request' ? ICMP_TYPE.echoRequest : ICMP_TYPE.echoReply);
    putRaw(ICMP_ECHO.slot.checksum, out, at, checksumOf(sum16(out, at, end)));
  },
  decode(bytes, at, end) {
    if (end - at < ICMP_ECHO.size) return truncated('icmp-echo', at, ICMP_ECHO.size, end - at);
    const odd = ICMP_ECHO.deviation(bytes, at);
    if (odd) return deviates('icmp-echo', odd, bytes, at);
    const number = rawOf(ICMP_ECHO.slot.type, bytes, at);
    if (number !== ICMP_TYPE.echoRequest && number !== ICMP_TYPE.echoReply)
      return deviates('icmp-echo', ICMP_ECHO.slot.type, bytes, at);
    const type = number === ICMP_TYPE.echoRequest ? 'request' : 'reply';
    return read({ kind: 'icmp-echo', type, ...ICMP_ECHO.read(bytes, at) }, at + ICMP_ECHO.size, end);
  },
};
