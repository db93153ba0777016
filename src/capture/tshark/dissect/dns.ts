import { nameAt } from '../../../wire/dns-name.ts';
import type { Dissector, Packet } from '../packet.ts';
import { add, addBits, addExpert, addGenerated, addText, type Item } from '../tree.ts';
import { OutOfBounds, type Tvb } from '../tvb.ts';
import { hex, printable } from '../value-text.ts';
import { dnsOpcode, dnsReplyCode, dnsTypeName, dnsTypeText } from './dns-words.ts';
import { ipv6Text } from '../../tcpdump/ipv6-text.ts';

const HEADER = 12;
const RESPONSE = 0x8000;
const TYPE = { a: 1, cname: 5, ptr: 12, aaaa: 28 } as const;
const FIXED = { question: 4, record: 10 } as const;

/** packet-dns.c dissect_dns_common, over UDP. Records other than A, AAAA, CNAME and PTR are named, not read. */
export const dissectDns: Dissector = (p, tvb, parent) => {
  p.columns.setProtocol('DNS');
  const [id, flags] = [tvb.u16(0), tvb.u16(2)];
  const isResponse = (flags & RESPONSE) !== 0;
  const code = flags & 15;
  const opcode = dnsOpcode((flags >> 11) & 15);
  const failed = isResponse && code !== 0 ? ` ${dnsReplyCode(code)}` : '';
  p.columns.set(`${opcode}${isResponse ? ' response' : ''} ${hex(id, 4)}${failed}`);
  const item = p.layer(parent, 'dns', tvb.bytes, `Domain Name System (${isResponse ? 'response' : 'query'})`, 'DNS');
  const idLine = add(item, 'dns.id', id);
  addFlags(item, flags, isResponse, opcode, code);
  const counts = [4, 6, 8, 10].map((at) => tvb.u16(at));
  const [questions = 0, answers = 0, authorities = 0, additional = 0] = counts;
  add(item, 'dns.count.queries', questions);
  add(item, 'dns.count.answers', answers);
  add(item, 'dns.count.auth_rr', authorities);
  add(item, 'dns.count.add_rr', additional);
  let at = HEADER;
  if (questions > 0) {
    const list = addText(item, 'Queries');
    for (let i = 0; i < questions; i++) at = addQuestion(p, list, tvb, at);
  }
  const sections = [
    ['Answers', answers],
    ['Authoritative nameservers', authorities],
    ['Additional records', additional],
  ] as const;
  for (const [title, count] of sections) {
    if (count === 0) continue;
    const list = addText(item, title);
    for (let i = 0; i < count; i++) at = addRecord(p, list, tvb, at);
  }
  matchQuery(p, item, idLine, id, isResponse);
};

function addFlags(item: Item, flags: number, isResponse: boolean, opcode: string, code: number): void {
  const reply = isResponse ? ` response, ${dnsReplyCode(code)}` : '';
  const tree = add(item, 'dns.flags', flags, `${hex(flags, 4)} ${opcode}${reply}`);
  tree.text = `Flags: ${hex(flags, 4)} ${opcode}${reply}`;
  const bit = (name: string, mask: number, shown: readonly [off: string, on: string]): void => {
    addBits(tree, `dns.flags.${name}`, { of: flags, width: 16, mask }, (n) => shown[n === 0 ? 0 : 1]);
  };
  bit('response', 0x8000, ['Message is a query', 'Message is a response']);
  addBits(tree, 'dns.flags.opcode', { of: flags, width: 16, mask: 0x7800 }, (n) => `${opcode} (${n})`);
  if (isResponse)
    bit('authoritative', 0x0400, ['Server is not an authority for domain', 'Server is an authority for domain']);
  bit('truncated', 0x0200, ['Message is not truncated', 'Message is truncated']);
  bit('recdesired', 0x0100, ["Don't do query recursively", 'Do query recursively']);
  if (isResponse) bit('recavail', 0x0080, ["Server can't do recursive queries", 'Server can do recursive queries']);
  bit('z', 0x0040, ['reserved (0)', 'reserved - incorrect!']);
  if (isResponse) {
    bit('authenticated', 0x0020, [
      'Answer/authority portion was not authenticated by the server',
      'Answer/authority portion was authenticated by the server',
    ]);
  }
  bit('checkdisable', 0x0010, ['Unacceptable', 'Acceptable']);
  if (isResponse)
    addBits(tree, 'dns.flags.rcode', { of: flags, width: 16, mask: 0x000f }, (n) => `${dnsReplyCode(n)} (${n})`);
}

function nameIn(tvb: Tvb, at: number): { readonly name: string; readonly after: number } {
  const read = nameAt(tvb.bytes, 0, at, tvb.captured);
  if (!read.ok) throw new OutOfBounds(tvb.captured < tvb.reported ? 'captured' : 'beyond');
  return { name: read.name === '' ? '<Root>' : printable(read.name), after: read.after };
}

function addQuestion(p: Packet, list: Item, tvb: Tvb, at: number): number {
  const { name, after } = nameIn(tvb, at);
  const [type, of] = [tvb.u16(after), tvb.u16(after + 2)];
  p.columns.append(` ${dnsTypeName(type)} ${name}`);
  const line = addText(list, `${name}: type ${dnsTypeName(type)}, class ${className(of)}`);
  add(line, 'dns.qry.name', name);
  addGenerated(line, 'dns.qry.name.len', name.length);
  addGenerated(line, 'dns.count.labels', name === '<Root>' ? 0 : name.split('.').length);
  add(line, 'dns.qry.type', type, dnsTypeText(type));
  add(line, 'dns.qry.class', of, `${className(of)} (${hex(of, 4)})`);
  return after + FIXED.question;
}

function className(of: number): string {
  return of === 1 ? 'IN' : 'Unknown';
}

function addRecord(p: Packet, list: Item, tvb: Tvb, at: number): number {
  const { name, after } = nameIn(tvb, at);
  const [type, of, ttl, length] = [tvb.u16(after), tvb.u16(after + 2), tvb.u32(after + 4), tvb.u16(after + 8)];
  const from = after + FIXED.record;
  tvb.need(from, length);
  const line = addText(list, `${name}: type ${dnsTypeName(type)}, class ${className(of)}`);
  p.columns.append(` ${dnsTypeName(type)}`);
  add(line, 'dns.resp.name', name);
  add(line, 'dns.resp.type', type, dnsTypeText(type));
  add(line, 'dns.resp.class', of, `${className(of)} (${hex(of, 4)})`);
  add(line, 'dns.resp.ttl', ttl, `${ttl} (${spanText(ttl)})`);
  add(line, 'dns.resp.len', length);
  const data = (field: string, text: string, word: string): void => {
    p.columns.append(` ${text}`);
    line.text += `, ${word} ${text}`;
    add(line, field, text);
  };
  if (type === TYPE.a) data('dns.a', tvb.ip(from), 'addr');
  else if (type === TYPE.aaaa) data('dns.aaaa', ipv6Text(tvb.slice(from, 16)), 'addr');
  else if (type === TYPE.cname) data('dns.cname', nameIn(tvb, from).name, 'cname');
  else if (type === TYPE.ptr) data('dns.ptr.domain_name', nameIn(tvb, from).name, '');
  return from + length;
}

/** '30 seconds', '1 minute, 5 seconds' (to_str.c unsigned_time_secs_to_str). */
function spanText(seconds: number): string {
  if (seconds === 0) return '0 seconds';
  const parts = [
    [Math.floor(seconds / 86_400), 'day'],
    [Math.floor(seconds / 3600) % 24, 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  return parts
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${n} ${word}${n === 1 ? '' : 's'}`)
    .join(', ');
}

/** Which question this answers, or which message it repeats. */
function matchQuery(p: Packet, item: Item, idLine: Item, id: number, isResponse: boolean): void {
  if (p.inError) return;
  const key = `${id} ${p.ends}`;
  if (!isResponse) {
    const first = p.session.dns.asked(key, p.number, p.time);
    if (first !== null) addRepeated(item, idLine, 'request', first);
    return;
  }
  const found = p.session.dns.answered(key, p.number);
  if (found === null) {
    addGenerated(item, 'dns.unsolicited', true);
    return;
  }
  if (found.before !== null) {
    addRepeated(item, idLine, 'response', found.before);
    return;
  }
  addGenerated(item, 'dns.response_to', found.query.frame);
  addGenerated(item, 'dns.time', p.time - found.query.time);
}

function addRepeated(item: Item, idLine: Item, what: 'request' | 'response', frame: number): void {
  const message = `DNS ${what === 'request' ? 'query' : what} retransmission. Original ${what} in frame ${frame}`;
  addExpert(idLine, `dns.retransmit_${what}`, ['Warning', 'Protocol'], message);
  addGenerated(item, `dns.retransmit_${what}_in`, frame);
  addGenerated(item, 'dns.retransmission', true);
}
