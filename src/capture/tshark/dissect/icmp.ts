import { ICMP_TYPE } from '../../../wire/numbers.ts';
import { checksumOf, sum16 } from '../../../wire/checksum.ts';
import type { Dissector, Packet } from '../packet.ts';
import { add, addExpert, addGenerated, addGeneratedLine, type Item } from '../tree.ts';
import type { Tvb } from '../tvb.ts';
import { hex } from '../value-text.ts';
import { icmpCodeName, icmpTypeName } from './icmp-words.ts';

/** Names of types are as wide as the longest echo's in the table. */
const TYPE_WIDTH = 20;
const HEADER = 8;
const FRAGMENTATION_NEEDED = 4;
/** What ping writes first into a packet: struct timeval of 64 bits. */
const TIMEVAL = 16;
const MILLIONTHS = 1_000_000;
/** A time in a ping is believed when it is this close, in seconds (packet-icmp.c). */
const BELIEVED = 0.5 * 24 * 3600;

/** packet-icmp.c dissect_icmp. */
export const dissectIcmp: Dissector = (p, tvb, parent) => {
  const type = tvb.u8(0);
  const code = tvb.u8(1);
  p.columns.setProtocol('ICMP');
  const item = p.layer(parent, 'icmp', tvb.bytes, 'Internet Control Message Protocol', 'ICMP');
  const typeName = icmpTypeName(type);
  const codeName = icmpCodeName(type, code);
  p.columns.set(typeName.padEnd(TYPE_WIDTH));
  if (codeName !== null) p.columns.append(` (${codeName})`);
  add(item, 'icmp.type', type, `${type} (${typeName.trimEnd()})`);
  add(item, 'icmp.code', code, codeName === null ? `${code}` : `${code} (${codeName})`);
  addChecksum(p, item, tvb);
  if (type === ICMP_TYPE.echoRequest || type === ICMP_TYPE.echoReply) dissectEcho(p, tvb, item, type);
  else dissectError(p, tvb, item, type, code);
};

function addChecksum(p: Packet, item: Item, tvb: Tvb): void {
  const checksum = tvb.u16(2);
  if (p.fragmented || p.inError || tvb.captured < tvb.reported) {
    const why = p.inError ? ' [in ICMP error packet]' : p.fragmented ? ' [fragmented datagram]' : '';
    add(item, 'icmp.checksum', checksum, `${hex(checksum, 4)} [unverified]${why}`);
    addGenerated(item, 'icmp.checksum.status', 2, 'Unverified');
    return;
  }
  const sum = checksumOf(sum16(tvb.bytes, 0, tvb.captured));
  if (sum === 0) {
    add(item, 'icmp.checksum', checksum, `${hex(checksum, 4)} [correct]`);
    addGenerated(item, 'icmp.checksum.status', 1, 'Good');
    return;
  }
  const right = (checksum + sum) % 0xffff;
  const line = add(item, 'icmp.checksum', checksum, `${hex(checksum, 4)} incorrect, should be ${hex(right, 4)}`);
  addExpert(line, 'icmp.checksum_bad', ['Error', 'Checksum'], 'Bad checksum [should be ' + `${hex(right, 4)}]`);
  addGenerated(item, 'icmp.checksum.status', 0, 'Bad');
}

function dissectEcho(p: Packet, tvb: Tvb, item: Item, type: number): void {
  const [id, seq] = [tvb.u16(4), tvb.u16(6)];
  const swapped = (n: number): number => ((n & 255) << 8) | (n >> 8);
  add(item, 'icmp.ident', id);
  add(item, 'icmp.ident_le', swapped(id));
  add(item, 'icmp.seq', seq);
  add(item, 'icmp.seq_le', swapped(seq));
  const ttl = p.ttl === null ? '' : `, ttl=${p.ttl}`;
  p.columns.append(` id=${hex(id, 4)}, seq=${seq}/${swapped(seq)}${ttl}`);
  if (!p.inError) match(p, tvb, item, type);
  addPayload(p, tvb.from(HEADER), item);
}

/** A reply belongs to a request whose checksum differs by the type alone. */
function match(p: Packet, tvb: Tvb, item: Item, type: number): void {
  const ends = `${p.around} ${p.src < p.dst ? `${p.src} ${p.dst}` : `${p.dst} ${p.src}`}`;
  const checksum = tvb.u16(2);
  const numbers = tvb.u32(4);
  if (type === ICMP_TYPE.echoRequest) {
    p.session.pings.asked(ends, `${checksum || 0xffff} ${numbers}`, p.number, p.time);
    if (p.session.later === null) return;
    const reply = p.session.later.replies.get(p.number);
    p.columns.append(reply === undefined ? ' (no response found!)' : ` (reply in ${reply})`);
    return;
  }
  const sum = (~checksum & 0xffff) + (ICMP_TYPE.echoRequest << 8);
  const asked = ~((sum & 0xffff) + (sum >> 16)) & 0xffff;
  const request = p.session.pings.answered(ends, `${asked || 0xffff} ${numbers}`);
  if (request === null) return;
  p.session.found.replies.set(request.frame, p.number);
  p.columns.append(` (request in ${request.frame})`);
  addGenerated(item, 'icmp.resp_to', request.frame);
  const millis = Number(p.time - request.time) / MILLIONTHS;
  addGeneratedLine(item, 'icmp.resptime', millis, `Response time: ${millis.toFixed(3)} ms`);
}

/** ping's time and filling, or data as they are. */
function addPayload(p: Packet, data: Tvb, item: Item): void {
  if (data.has(0, TIMEVAL)) {
    const [seconds, micros] = [data.u32le(0), data.u32le(4)];
    if (believed(seconds, micros, p.frame.seconds)) {
      const time = BigInt(seconds) * 1_000_000_000n + BigInt(micros) * 1000n;
      add(item, 'icmp.data_time', time, p.dateText(time));
      addGenerated(item, 'icmp.data_time_relative', p.time - time);
      p.dissect('data', data.from(8), item);
      return;
    }
  }
  p.dissect('data', data, item);
}

function believed(seconds: number, micros: number, now: number): boolean {
  return micros < MILLIONTHS && Math.abs(now - seconds) < BELIEVED;
}

function dissectError(p: Packet, tvb: Tvb, item: Item, type: number, code: number): void {
  if (type === ICMP_TYPE.redirect) add(item, 'icmp.redir_gw', tvb.ip(4));
  else if (type === ICMP_TYPE.unreachable && code === FRAGMENTATION_NEEDED) {
    add(item, 'icmp.unused', tvb.slice(4, 2));
    add(item, 'icmp.mtu', tvb.u16(6));
  } else add(item, 'icmp.unused', tvb.slice(4, 4));
  const quoted = tvb.from(HEADER);
  const [src, dst, around] = [p.src, p.dst, p.around];
  const { writable } = p.columns;
  const before = p.inError;
  p.inError = true;
  p.columns.writable = false;
  try {
    p.dissect('ip', quoted, item);
  } finally {
    p.columns.writable = writable;
    p.inError = before;
    [p.src, p.dst, p.around] = [src, dst, around];
  }
}
