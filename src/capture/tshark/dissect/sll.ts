import { SLL2 } from '../../../wire/sll2.ts';
import type { Dissector } from '../packet.ts';
import { add } from '../tree.ts';
import { macName } from '../vendors.ts';
import { dissectEtherType, etherTypeText, macText } from './ethernet.ts';

const PACKET_TYPES = ['Unicast to us', 'Broadcast', 'Multicast', 'Unicast to another host', 'Sent by us'] as const;
const HARDWARE: ReadonlyMap<number, string> = new Map([
  [1, 'Ethernet'],
  [772, 'Loopback'],
]);
const MAC_LENGTH = 6;
const ADDRESS_ROOM = 8;

/** packet-sll.c dissect_sll_v2: what `tcpdump -i any` writes. */
export const dissectSll: Dissector = (p, tvb, parent) => {
  const { slot } = SLL2;
  p.columns.setProtocol('SLL');
  const item = p.layer(parent, 'sll', tvb.bytes, 'Linux cooked capture v2', 'SLL');
  const type = tvb.u16(slot.protocol.byte);
  const hardware = tvb.u16(slot.arphrd.byte);
  const packetType = tvb.u8(slot.packetType.byte);
  const length = tvb.u8(slot.addressLength.byte);
  add(item, 'sll.etype', type, etherTypeText(type));
  add(item, 'sll.ifindex', tvb.u32(slot.ifindex.byte));
  add(item, 'sll.hatype', hardware, `${HARDWARE.get(hardware) ?? 'Unknown'} (${hardware})`);
  add(item, 'sll.pkttype', packetType, `${PACKET_TYPES[packetType] ?? 'Unknown'} (${packetType})`);
  add(item, 'sll.halen', length);
  const at = slot.address.byte;
  if (length === MAC_LENGTH) {
    const mac = tvb.mac(at);
    add(item, 'sll.src.eth', mac, macText(p, mac));
    p.src = macName(mac, p.options.numeric);
  } else if (length > 0) add(item, 'sll.src.other', tvb.slice(at, Math.min(length, ADDRESS_ROOM)));
  if (length < ADDRESS_ROOM) add(item, 'sll.unused', tvb.slice(at + length, ADDRESS_ROOM - length));
  dissectEtherType(p, type, tvb.from(SLL2.size), parent);
};
