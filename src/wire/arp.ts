import { type Codec, deviates, read, truncated } from './codec.ts';
import { address, derived, fixed, hex, mac } from './field.ts';
import { defineHeader } from './header.ts';
import { ETHERTYPE } from './numbers.ts';
import { putRaw, rawOf } from './slot.ts';

/** ARP for IPv4 over Ethernet (RFC 826, "Packet format"). */
export const ARP = defineHeader({
  hardwareType: fixed(16, 1),
  protocolType: hex(fixed(16, ETHERTYPE.ipv4)),
  hardwareLength: fixed(8, 6),
  protocolLength: fixed(8, 4),
  operation: derived(16),
  senderMac: mac(),
  senderIp: address(),
  targetMac: mac(),
  targetIp: address(),
});

const REQUEST = 1;
const REPLY = 2;

export const arp: Codec<'arp'> = {
  size: () => ARP.size,
  write(out, at, layer) {
    ARP.write(out, at, layer);
    putRaw(ARP.slot.operation, out, at, layer.op === 'request' ? REQUEST : REPLY);
  },
  decode(bytes, at, end) {
    if (end - at < ARP.size) return truncated('arp', at, ARP.size, end - at);
    const odd = ARP.deviation(bytes, at);
    if (odd) return deviates('arp', odd, bytes, at);
    const operation = rawOf(ARP.slot.operation, bytes, at);
    if (operation !== REQUEST && operation !== REPLY) return deviates('arp', ARP.slot.operation, bytes, at);
    const op = operation === REQUEST ? 'request' : 'reply';
    return read({ kind: 'arp', op, ...ARP.read(bytes, at) }, at + ARP.size, end);
  },
};
