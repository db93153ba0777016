import type { Mac } from '../../../wire/address.ts';
import { ETHERNET } from '../../../wire/ethernet.ts';
import { ETHERTYPE } from '../../../wire/numbers.ts';
import type { Dissector, Packet } from '../packet.ts';
import { add, addBits, addHidden, addLine, type Item } from '../tree.ts';
import type { Tvb } from '../tvb.ts';
import { hex } from '../value-text.ts';
import { macName, vendorOf } from '../vendors.ts';

const NAMES: ReadonlyMap<number, string> = new Map([
  [ETHERTYPE.ipv4, 'IPv4'],
  [ETHERTYPE.arp, 'ARP'],
  [ETHERTYPE.transparentBridging, 'Transparent Ethernet bridging'],
  [0x86dd, 'IPv6'],
]);
const LG_BIT = 0x020000;
const IG_BIT = 0x010000;

/** 'IPv4 (0x0800)' (packet-ethertype.c etype_vals). */
export function etherTypeText(type: number): string {
  return `${NAMES.get(type) ?? 'Unknown'} (${hex(type, 4)})`;
}

/** 'PcsCompu_aa:10:64 (08:00:27:aa:10:64)'. */
export function macText(packet: Packet, mac: Mac): string {
  return `${macName(mac, packet.options.numeric)} (${mac})`;
}

/** packet-eth.c dissect_eth_common, for Ethernet II; also the frame inside a tunnel. */
export const dissectEthernet: Dissector = (p, tvb, parent) => {
  p.protocols.push('eth');
  p.current = 'Ethernet';
  p.columns.setProtocol('Ethernet');
  const dst = tvb.mac(ETHERNET.slot.dst.byte);
  p.dst = macName(dst, p.options.numeric);
  const src = tvb.mac(ETHERNET.slot.src.byte);
  p.src = macName(src, p.options.numeric);
  const type = tvb.u16(ETHERNET.slot.etherType.byte);
  const text = `Ethernet II, Src: ${macText(p, src)}, Dst: ${macText(p, dst)}`;
  const item = addLine(parent, 'eth', tvb.bytes, text);
  addAddress(p, item, 'dst', dst);
  addAddress(p, item, 'src', src);
  add(item, 'eth.type', type, etherTypeText(type));
  dissectEtherType(p, type, tvb.from(ETHERNET.size), parent);
};

function addAddress(p: Packet, parent: Item, side: 'src' | 'dst', mac: Mac): void {
  const item = add(parent, `eth.${side}`, mac, macText(p, mac));
  const oui = Number.parseInt(mac.slice(0, 8).replaceAll(':', ''), 16);
  const name = macName(mac, p.options.numeric);
  const vendor = vendorOf(mac);
  addHidden(item, `eth.${side}_resolved`, name);
  addHidden(item, `eth.${side}.oui`, oui);
  if (vendor !== null) addHidden(item, `eth.${side}.oui_resolved`, vendor);
  add(item, 'eth.addr', mac, macText(p, mac));
  addHidden(item, 'eth.addr_resolved', name);
  addHidden(item, 'eth.addr.oui', oui);
  if (vendor !== null) addHidden(item, 'eth.addr.oui_resolved', vendor);
  addHidden(item, `eth.${side}.lg`, (oui & LG_BIT) !== 0);
  addBits(item, 'eth.lg', { of: oui, width: 24, mask: LG_BIT }, (bit) =>
    bit === 1
      ? 'Locally administered address (this is NOT the factory default)'
      : 'Globally unique address (factory default)',
  );
  addHidden(item, `eth.${side}.ig`, (oui & IG_BIT) !== 0);
  addBits(item, 'eth.ig', { of: oui, width: 24, mask: IG_BIT }, (bit) =>
    bit === 1 ? 'Group address (multicast/broadcast)' : 'Individual address (unicast)',
  );
}

/** What a link layer carries (packet-ethertype.c). */
export function dissectEtherType(p: Packet, type: number, tvb: Tvb, parent: Item): void {
  p.protocols.push('ethertype');
  if (type === ETHERTYPE.ipv4) p.dissect('ip', tvb, parent);
  else if (type === ETHERTYPE.arp) p.dissect('arp', tvb, parent);
  else {
    p.columns.setProtocol(hex(type, 4));
    p.columns.set(NAMES.get(type) ?? 'Unknown');
    p.dissect('data', tvb, parent);
  }
}
