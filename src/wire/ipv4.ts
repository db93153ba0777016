import { checksumOf, sum16 } from './checksum.ts';
import { type Codec, deviates, type Problem, read, truncated, unread } from './codec.ts';
import { address, derived, fixed, flag, hex, split, uint } from './field.ts';
import { defineHeader } from './header.ts';
import type { Layer } from './layers.ts';
import { ipPayload, protocolOf } from './numbers.ts';
import { putRaw, rawOf } from './slot.ts';

/** RFC 791 section 3.1. `tos` is DSCP and ECN (RFC 2474, RFC 3168). Options are refused. */
export const IPV4 = defineHeader({
  version: fixed(4, 4),
  ihl: fixed(4, 5, 4),
  tos: split(hex(uint(8)), { dscp: 6, ecn: 2 }),
  totalLength: derived(16),
  id: hex(uint(16)),
  reserved: fixed(1, 0),
  df: flag(),
  mf: flag(),
  fragOffset: uint(13, 8),
  ttl: uint(8),
  protocol: derived(8),
  checksum: hex(derived(16)),
  src: address(),
  dst: address(),
});

const SLOT = IPV4.slot;

export const ipv4: Codec<'ipv4'> = {
  size: () => IPV4.size,
  write(out, at, layer, { inner, end }) {
    if ((layer.mf || layer.fragOffset > 0) && inner?.kind !== 'ip-payload')
      throw new Error(`a fragment carries ip-payload, not ${inner?.kind ?? 'nothing'}`);
    IPV4.write(out, at, layer);
    putRaw(SLOT.totalLength, out, at, end - at);
    putRaw(SLOT.protocol, out, at, protocolOf(inner));
    putRaw(SLOT.checksum, out, at, checksumOf(sum16(out, at, at + IPV4.size)));
  },
  decode(bytes, at, end) {
    if (end - at < IPV4.size) return truncated('ipv4', at, IPV4.size, end - at);
    const version = rawOf(SLOT.version, bytes, at);
    if (version !== 4) return deviates('ipv4', SLOT.version, bytes, at, 'malformed');
    const ihl = rawOf(SLOT.ihl, bytes, at);
    if (ihl !== 5)
      return unread('ipv4', at, ihl < 5 ? 'malformed' : 'unsupported', ihl < 5 ? `ihl ${ihl}` : `ihl ${ihl}: options`);
    if (rawOf(SLOT.reserved, bytes, at) !== 0) return deviates('ipv4', SLOT.reserved, bytes, at);
    const totalLength = rawOf(SLOT.totalLength, bytes, at);
    if (totalLength < IPV4.size) return deviates('ipv4', SLOT.totalLength, bytes, at, 'malformed');

    const layer: Layer<'ipv4'> = { kind: 'ipv4', ...IPV4.read(bytes, at) };
    const inside = at + IPV4.size;
    const stop = Math.min(end, at + totalLength);
    const protocol = rawOf(SLOT.protocol, bytes, at);
    const fragment = layer.mf || layer.fragOffset > 0;
    const next = fragment ? 'ip-payload' : ipPayload(protocol, inside < stop ? bytes[inside] : undefined);
    const missing = Math.max(0, at + totalLength - end);
    let problem: Problem | null = null;
    if (missing > 0) problem = truncated('ipv4', at + SLOT.totalLength.byte, totalLength, end - at).problem;
    else if (next === null)
      problem = unread('ipv4', at + SLOT.protocol.byte, 'unsupported', `protocol ${protocol}`).problem;
    return read(layer, inside, stop, next ?? 'ip-payload', problem, { tag: protocol, missing });
  },
};
