import { IPV4 } from '../../../wire/ipv4.ts';
import { IP_PROTOCOL } from '../../../wire/numbers.ts';
import type { Whole } from '../fragments.ts';
import type { Dissector, Packet } from '../packet.ts';
import { add, addBits, addExpert, addGenerated, addGeneratedLine, addHidden, addLine, type Item } from '../tree.ts';
import { Tvb } from '../tvb.ts';
import { hex, plural } from '../value-text.ts';
import { checksumOf, sum16 } from '../../../wire/checksum.ts';
import { ipProtocolName } from './ip-protocols.ts';

/** packet-ip.c dscp_short_vals and dscp_vals: the classes that Linux and Cilium set; others are numbers. */
const DSCP = new Map<number, readonly [short: string, long: string]>([
  [0, ['CS0', 'Default']],
  ...[1, 2, 3, 4, 5, 6, 7].map((n) => [n * 8, [`CS${n}`, `Class Selector ${n}`]] as const),
  ...[1, 2, 3, 4].flatMap((c) =>
    [1, 2, 3].map((d) => [c * 8 + d * 2, [`AF${c}${d}`, `Assured Forwarding ${c}${d}`]] as const),
  ),
  [46, ['EF PHB', 'Expedited Forwarding']],
]);
const ECN_SHORT = ['Not-ECT', 'ECT(1)', 'ECT(0)', 'CE'] as const;
const ECN_LONG = [
  'Not ECN-Capable Transport',
  "ECN-Capable Transport codepoint '01'",
  "ECN-Capable Transport codepoint '10'",
  'Congestion Experienced',
] as const;
const MORE_FRAGMENTS = 0x2000;
const OFFSET = 0x1fff;
const LOCAL_MULTICAST = /^224\.0\.0\./;
/** A time to live below this one is worth a remark (packet-ip.c). */
const SMALL_TTL = 5;

/** packet-ip.c dissect_ip_v4. Options are counted, not read. */
export const dissectIp: Dissector = (p, tvb, parent) => {
  const { slot } = IPV4;
  p.columns.setProtocol('IPv4');
  p.columns.set('');
  const version = tvb.u8(0) >> 4;
  const headerLength = (tvb.u8(0) & 15) * 4;
  if (version !== 4 || headerLength < IPV4.size) return bogusHeader(p, tvb, parent, version, headerLength);
  const total = tvb.u16(slot.totalLength.byte);
  const [src, dst] = [tvb.ip(slot.src.byte), tvb.ip(slot.dst.byte)];
  const item = p.layer(parent, 'ip', tvb.bytes, `Internet Protocol Version 4, Src: ${src}, Dst: ${dst}`, 'IPv4');
  if (total < headerLength) {
    p.columns.set(`Bogus IP length (${total}, less than header length ${headerLength})`);
    return;
  }
  const protocol = tvb.u8(slot.protocol.byte);
  addHeader(item, tvb, headerLength);
  addAddresses(item, src, dst);
  p.src = src;
  p.dst = dst;
  p.ttl = tvb.u8(slot.ttl.byte);
  const inside = (!p.inError || total <= tvb.reported ? tvb.from(0, Math.min(total, tvb.reported)) : tvb).from(
    headerLength,
  );
  const flags = tvb.u16(6);
  const before = p.fragmented;
  p.fragmented = false;
  const whole = assembled(p, tvb, inside, total - headerLength, flags);
  if (whole === 'waits' || (whole === 'alone' && (flags & OFFSET) !== 0)) {
    const id = hex(tvb.u16(4), 4).slice(2);
    const offset = (flags & OFFSET) * 8;
    const known = p.session.later?.wholes.get(p.number);
    const then = known === undefined ? '' : ` [Reassembled in #${known}]`;
    const name = ipProtocolName(protocol);
    p.columns.set(`Fragmented IP protocol (proto=${name} ${protocol}, off=${offset}, ID=${id})${then}`);
    p.dissect('data', inside, parent);
  } else {
    if (whole === 'alone') p.fragmented = (flags & MORE_FRAGMENTS) !== 0;
    else {
      addFragments(item, whole);
      for (const { frame } of whole.fragments) p.session.found.wholes.set(frame, p.number);
      p.sources.push({ name: 'Reassembled IPv4', bytes: whole.bytes });
    }
    dissectInside(p, protocol, whole === 'alone' ? inside : new Tvb(whole.bytes), parent);
  }
  p.fragmented = before;
};

function bogusHeader(p: Packet, tvb: Tvb, parent: Item, version: number, headerLength: number): void {
  const text = 'Internet Protocol Version 4';
  p.layer(parent, 'ip', tvb.bytes, text, 'IPv4');
  p.columns.set(
    version === 4
      ? `Bogus IP header length (${headerLength}, must be at least ${IPV4.size})`
      : `Bogus IPv4 version (${version}, must be 4)`,
  );
}

/** The packet that this fragment completes; 'waits' when more must come; 'alone' when nobody puts it together. */
function assembled(p: Packet, tvb: Tvb, inside: Tvb, length: number, flags: number): Whole | 'waits' | 'alone' {
  const { slot } = IPV4;
  if ((flags & (MORE_FRAGMENTS | OFFSET)) === 0 || !inside.has(0, length)) return 'alone';
  const headerLength = (tvb.u8(0) & 15) * 4;
  if (checksumOf(sum16(tvb.bytes, 0, headerLength)) !== 0) return 'alone';
  const fragment = { frame: p.number, offset: (flags & OFFSET) * 8, bytes: inside.slice(0, length) };
  const more = (flags & MORE_FRAGMENTS) !== 0;
  const [src, dst] = [tvb.ip(slot.src.byte), tvb.ip(slot.dst.byte)];
  return p.session.fragments.add(src, dst, tvb.u16(4), tvb.u8(slot.protocol.byte), fragment, more) ?? 'waits';
}

function addHeader(item: Item, tvb: Tvb, headerLength: number): void {
  const first = { of: tvb.u8(0), width: 8 };
  addBits(item, 'ip.version', { ...first, mask: 0xf0 });
  const length = addBits(
    item,
    'ip.hdr_len',
    { ...first, mask: 0x0f },
    () => `${headerLength} bytes (${headerLength / 4})`,
  );
  item.children[item.children.indexOf(length)] = { ...length, value: headerLength };
  addServices(item, tvb.u8(1));
  add(item, 'ip.len', tvb.u16(2));
  add(item, 'ip.id', tvb.u16(4));
  addFlags(item, tvb.u16(6));
  addTtl(item, tvb.u8(8), tvb.ip(16));
  const protocol = tvb.u8(9);
  add(item, 'ip.proto', protocol, `${ipProtocolName(protocol)} (${protocol})`);
  add(item, 'ip.checksum', tvb.u16(10), `${hex(tvb.u16(10), 4)} [validation disabled]`);
  addGenerated(item, 'ip.checksum.status', 2, 'Unverified');
}

function addServices(item: Item, tos: number): void {
  const dscp = tos >> 2;
  const ecn = tos & 3;
  const [short, long] = DSCP.get(dscp) ?? ['Unknown', 'Unknown'];
  const services = add(item, 'ip.dsfield', tos, `${hex(tos, 2)} (DSCP: ${short}, ECN: ${ECN_SHORT[ecn] ?? ''})`);
  addBits(services, 'ip.dsfield.dscp', { of: tos, width: 8, mask: 0xfc }, () => `${long} (${dscp})`);
  addBits(services, 'ip.dsfield.ecn', { of: tos, width: 8, mask: 3 }, () => `${ECN_LONG[ecn] ?? ''} (${ecn})`);
}

function addFlags(item: Item, word: number): void {
  const flags = word >> 13;
  const names = [
    [4, 'Reserved bit'],
    [2, "Don't fragment"],
    [1, 'More fragments'],
  ] as const;
  const said = names.filter(([bit]) => (flags & bit) !== 0).map(([, name]) => `, ${name}`);
  const picture = `${[4, 2, 1].map((bit) => ((flags & bit) === 0 ? '0' : '1')).join('')}.`;
  const tree = addLine(item, 'ip.flags', flags, `${picture} .... = Flags: ${hex(flags, 1)}${said.join('')}`);
  const set = (bit: number): string => (bit === 1 ? 'Set' : 'Not set');
  addBits(tree, 'ip.flags.rb', { of: word >> 8, width: 8, mask: 0x80 }, set);
  addBits(tree, 'ip.flags.df', { of: word >> 8, width: 8, mask: 0x40 }, set);
  addBits(tree, 'ip.flags.mf', { of: word >> 8, width: 8, mask: 0x20 }, set);
  const offset = (word & OFFSET) * 8;
  addBits(item, 'ip.frag_offset', { of: word, width: 16, mask: OFFSET }, () => `${offset}`);
}

function addTtl(item: Item, ttl: number, dst: string): void {
  const line = add(item, 'ip.ttl', ttl);
  if (LOCAL_MULTICAST.test(dst)) {
    if (ttl !== 1 && ttl !== 255) {
      const remark = `"Time To Live" != 255 or 1 for a packet sent to the Local Network Control Block (see RFC 3171)`;
      addExpert(line, 'ip.ttl.lncb', ['Note', 'Sequence'], remark);
    }
  } else if (ttl < SMALL_TTL && !dst.startsWith('2')) {
    addExpert(line, 'ip.ttl.too_small', ['Note', 'Sequence'], `"Time To Live" only ${ttl}`);
  } else if (ttl < SMALL_TTL && Number(dst.split('.')[0]) < 224) {
    addExpert(line, 'ip.ttl.too_small', ['Note', 'Sequence'], `"Time To Live" only ${ttl}`);
  }
}

function addAddresses(item: Item, src: string, dst: string): void {
  add(item, 'ip.src', src);
  addHidden(item, 'ip.addr', src);
  addHidden(item, 'ip.src_host', src);
  addHidden(item, 'ip.host', src);
  add(item, 'ip.dst', dst);
  addHidden(item, 'ip.addr', dst);
  addHidden(item, 'ip.dst_host', dst);
  addHidden(item, 'ip.host', dst);
}

/** reassemble.c show_fragment_tree. */
function addFragments(item: Item, { bytes, fragments }: Whole): void {
  const list = fragments.map(({ frame, bytes: piece }) => `#${frame}(${piece.length})`).join(', ');
  const tree = addGeneratedLine(
    item,
    'ip.fragments',
    bytes,
    `${plural(fragments.length, 'IPv4 Fragment')} (${plural(bytes.length, 'byte')}): ${list}`,
  );
  let covered = 0;
  for (const { frame, offset, bytes: piece } of fragments) {
    const end = offset + piece.length - 1;
    const text = `Frame: ${frame}, payload: ${offset}-${end} (${plural(piece.length, 'byte')})`;
    const line = addGeneratedLine(tree, 'ip.fragment', frame, text);
    if (offset < covered) addGenerated(line, 'ip.fragment.overlap', true);
    covered = Math.max(covered, end + 1);
  }
  addGenerated(tree, 'ip.fragment.count', fragments.length);
  addGenerated(tree, 'ip.reassembled.length', bytes.length);
  addGenerated(tree, 'ip.reassembled.data', bytes);
}

function dissectInside(p: Packet, protocol: number, inside: Tvb, parent: Item): void {
  if (protocol === IP_PROTOCOL.icmp) p.dissect('icmp', inside, parent);
  else if (protocol === IP_PROTOCOL.tcp) p.dissect('tcp', inside, parent);
  else if (protocol === IP_PROTOCOL.udp) p.dissect('udp', inside, parent);
  else {
    p.columns.set(`${ipProtocolName(protocol)} (${protocol})`);
    p.dissect('data', inside, parent);
  }
}
