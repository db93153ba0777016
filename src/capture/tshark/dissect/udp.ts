import { PORT } from '../../../wire/numbers.ts';
import { UDP } from '../../../wire/udp.ts';
import { decodedAs } from '../decode-as.ts';
import type { Dissector, Packet } from '../packet.ts';
import type { Protocol } from '../protocol.ts';
import { add, addExpert, addGenerated, addHidden, addLine, addText, type Item } from '../tree.ts';
import type { Tvb } from '../tvb.ts';
import { hex, plural } from '../value-text.ts';
import { endsKey } from '../udp-conversation.ts';
import { looksLikeWireguard } from './wireguard.ts';
import type { Ipv4Addr } from '../../../wire/address.ts';

/** IANA's port of VXLAN. Linux's 8472, which Cilium uses, means nothing to Wireshark 4.0 and 4.2. */
const IANA_VXLAN = 4789;
const PORTS: ReadonlyMap<number, Protocol> = new Map([
  [PORT.dns, 'dns'],
  [PORT.geneve, 'geneve'],
  [IANA_VXLAN, 'vxlan'],
]);
/** Where traceroute begins, and where it is no longer believed to be (packet-udp.c UDP_TRACEROUTE_*). */
const TRACEROUTE = { first: 33435, ports: 16 * 3 } as const;

/** packet-udp.c dissect_udp. */
export const dissectUdp: Dissector = (p, tvb, parent) => {
  const { slot } = UDP;
  const [src, dst] = [tvb.u16(slot.srcPort.byte), tvb.u16(slot.dstPort.byte)];
  p.columns.setProtocol('UDP');
  p.columns.set(`${src} → ${dst}`);
  const text = `User Datagram Protocol, Src Port: ${src}, Dst Port: ${dst}`;
  const item = p.layer(parent, 'udp', tvb.bytes, text, 'UDP');
  add(item, 'udp.srcport', src);
  const dstLine = add(item, 'udp.dstport', dst);
  addHidden(item, 'udp.port', src);
  addHidden(item, 'udp.port', dst);
  if (dst >= TRACEROUTE.first && dst < TRACEROUTE.first + TRACEROUTE.ports) {
    const probe = dst - TRACEROUTE.first;
    const remark = `Possible traceroute: hop #${Math.floor(probe / 3) + 1}, attempt #${(probe % 3) + 1}`;
    addExpert(dstLine, 'udp.possible_traceroute', ['Chat', 'Sequence'], remark);
  }
  const length = tvb.u16(slot.length.byte);
  p.columns.append(` Len=${length - UDP.size}`);
  add(item, 'udp.length', length);
  addChecksum(item, tvb.u16(slot.checksum.byte));
  p.around = 'udp';
  p.ends = endsKey(p.src as Ipv4Addr, src, p.dst as Ipv4Addr, dst);
  const stream = p.session.udp.seen(p.ends, p.time, p.inError);
  addGenerated(item, 'udp.stream', stream.index);
  if (!p.inError) {
    const times = addText(item, 'Timestamps', true);
    addGenerated(times, 'udp.time_relative', stream.since);
    addGenerated(times, 'udp.time_delta', stream.delta);
  }
  if (length <= UDP.size) return;
  const inside = tvb.from(UDP.size, Math.min(length, tvb.reported) - UDP.size);
  addLine(item, 'udp.payload', inside.bytes, `UDP payload (${plural(inside.captured, 'byte')})`);
  p.dissect(payloadOf(p, src, dst, inside), inside, p.tree);
};

function addChecksum(item: Item, checksum: number): void {
  if (checksum === 0) {
    const line = add(item, 'udp.checksum', checksum, `${hex(checksum, 4)} [zero-value ignored]`);
    addGenerated(line, 'udp.checksum.status', 3, 'Not present');
    return;
  }
  add(item, 'udp.checksum', checksum, `${hex(checksum, 4)} [unverified]`);
  addGenerated(item, 'udp.checksum.status', 2, 'Unverified');
}

/** -d first, then the lower port, then the higher one, then guesses (packet-udp.c decode_udp_ports). */
function payloadOf(p: Packet, src: number, dst: number, inside: Tvb): Protocol {
  const ports = src > dst ? [dst, src] : [src, dst];
  for (const port of ports) {
    const told = decodedAs(p.options.decodeAs, 'udp.port', port);
    if (told !== null) return told;
  }
  for (const port of ports) {
    const known = PORTS.get(port);
    if (known !== undefined) return known;
  }
  return looksLikeWireguard(inside) ? 'wg' : 'data';
}
