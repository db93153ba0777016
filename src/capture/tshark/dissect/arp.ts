import { ANY_ADDR, type Ipv4Addr, type Mac, ZERO_MAC } from '../../../wire/address.ts';
import type { DuplicateOwner } from '../arp-table.ts';
import type { Dissector, Packet } from '../packet.ts';
import { add, addExpert, addGenerated, addText, type Item } from '../tree.ts';
import { etherTypeText, macText } from './ethernet.ts';

const REQUEST = 1;
const REPLY = 2;
const OPCODES: ReadonlyMap<number, string> = new Map([
  [REQUEST, 'request'],
  [REPLY, 'reply'],
]);

/** packet-arp.c dissect_arp, for IPv4 over Ethernet. */
export const dissectArp: Dissector = (p, tvb, parent) => {
  p.columns.setProtocol('ARP');
  const opcode = tvb.u16(6);
  const [senderMac, senderIp, targetMac, targetIp] = [tvb.mac(8), tvb.ip(14), tvb.mac(18), tvb.ip(24)];
  const gratuitous = senderIp === targetIp;
  const announcement = gratuitous && opcode === REQUEST && targetMac === ZERO_MAC;
  const probe = opcode === REQUEST && senderIp === ANY_ADDR;
  const claims = claimsOf(p, opcode, senderMac, senderIp, targetMac, targetIp);
  const last = claims.at(-1);
  p.columns.set(said(opcode, { senderMac, senderIp, targetIp, probe, announcement, gratuitous }));
  // Of a sender and a target, the table speaks of the one that was looked at last.
  if (last !== undefined && last.owner !== null) p.columns.append(` (duplicate use of ${last.ip} detected!)`);

  const kind = probe ? 'ARP Probe' : announcement ? 'ARP Announcement' : (OPCODES.get(opcode) ?? 'unknown');
  const marked = gratuitous && !announcement ? `${kind}/gratuitous ARP` : kind;
  const item = p.layer(parent, 'arp', tvb.bytes, `Address Resolution Protocol (${marked})`, 'ARP/RARP');
  const hardware = tvb.u16(0);
  add(item, 'arp.hw.type', hardware, `${hardware === 1 ? 'Ethernet' : 'Unknown'} (${hardware})`);
  add(item, 'arp.proto.type', tvb.u16(2), etherTypeText(tvb.u16(2)));
  add(item, 'arp.hw.size', tvb.u8(4));
  add(item, 'arp.proto.size', tvb.u8(5));
  add(item, 'arp.opcode', opcode, `${OPCODES.get(opcode) ?? 'Unknown'} (${opcode})`);
  if (gratuitous) addGenerated(item, 'arp.isgratuitous', true);
  if (probe) addGenerated(item, 'arp.isprobe', true);
  if (announcement) addGenerated(item, 'arp.isannouncement', true);
  add(item, 'arp.src.hw_mac', senderMac, macText(p, senderMac));
  add(item, 'arp.src.proto_ipv4', senderIp);
  add(item, 'arp.dst.hw_mac', targetMac, macText(p, targetMac));
  add(item, 'arp.dst.proto_ipv4', targetIp);
  for (const { ip, mac, owner } of claims) if (owner !== null) addDuplicate(p, parent, ip, mac, owner);
};

interface Said {
  readonly senderMac: Mac;
  readonly senderIp: Ipv4Addr;
  readonly targetIp: Ipv4Addr;
  readonly probe: boolean;
  readonly announcement: boolean;
  readonly gratuitous: boolean;
}

function said(opcode: number, { senderMac, senderIp, targetIp, probe, announcement, gratuitous }: Said): string {
  switch (opcode) {
    case REQUEST:
      if (announcement) return `ARP Announcement for ${senderIp}`;
      if (gratuitous) return `Gratuitous ARP for ${senderIp} (Request)`;
      return probe ? `Who has ${targetIp}? (ARP Probe)` : `Who has ${targetIp}? Tell ${senderIp}`;
    case REPLY:
      return gratuitous ? `Gratuitous ARP for ${senderIp} (Reply)` : `${senderIp} is at ${senderMac}`;
    default:
      return `Unknown ARP opcode 0x${opcode.toString(16).padStart(4, '0')}`;
  }
}

interface Claim {
  readonly ip: Ipv4Addr;
  readonly mac: Mac;
  /** Somebody else who has the address. */
  readonly owner: DuplicateOwner | null;
}

/** What the sender, and in a reply the target, says to own. Broadcast and zero addresses own nothing. */
function claimsOf(
  p: Packet,
  opcode: number,
  senderMac: Mac,
  senderIp: Ipv4Addr,
  targetMac: Mac,
  targetIp: Ipv4Addr,
): readonly Claim[] {
  const sides = [[senderMac, senderIp] as const, ...(opcode === REQUEST ? [] : [[targetMac, targetIp] as const])];
  return sides.flatMap(([mac, ip]) => {
    const group = (Number.parseInt(mac.slice(0, 2), 16) & 1) === 1;
    if (group || mac === ZERO_MAC || ip === ANY_ADDR) return [];
    return [{ ip, mac, owner: p.session.arp.claim(ip, mac, p.number, p.frame.seconds) }];
  });
}

function addDuplicate(p: Packet, parent: Item, ip: Ipv4Addr, mac: Mac, owner: DuplicateOwner): void {
  const text = `Duplicate IP address detected for ${ip} (${mac}) - also in use by ${owner.mac} (frame ${owner.frame})`;
  const item = addText(parent, text, true);
  const frame = addGenerated(item, 'arp.duplicate-address-frame', owner.frame);
  const remark = `Duplicate IP address configured (${ip})`;
  addExpert(frame, 'arp.duplicate-address-detected', ['Warning', 'Sequence'], remark);
  addGenerated(item, 'arp.seconds-since-duplicate-address-frame', p.frame.seconds - owner.seconds);
}
