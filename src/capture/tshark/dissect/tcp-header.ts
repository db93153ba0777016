import { TH } from '../tcp-labels.ts';
import type { TcpContext, TcpFlow } from '../tcp-conversation.ts';
import { add, addBits, addExpert, addGenerated, addHidden, addLine, type Item } from '../tree.ts';
import type { Tvb } from '../tvb.ts';
import { hex } from '../value-text.ts';
import type { TcpHeader } from './tcp-segment.ts';

/** From the lowest bit up (packet-tcp.c tcp_flags_to_str). */
const NAMES = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'AE'] as const;
/** From the highest bit down; bits that are not set are dots. */
const LETTERS = 'RRRACEUAPRSF';
const COMPLETE_WITH_DATA: ReadonlySet<number> = new Set([31, 47, 63]);
const COMPLETE_NO_DATA: ReadonlySet<number> = new Set([23, 39, 55]);
const INCOMPLETE: ReadonlyMap<number, string> = new Map([
  [1, ', SYN_SENT'],
  [3, ', CLIENT_ESTABLISHED'],
  [7, ', ESTABLISHED'],
  [15, ', DATA'],
]);

export function flagNames(flags: number): string {
  const names = NAMES.filter((_, bit) => (flags >> bit) & 1);
  return names.length === 0 ? '<None>' : names.join(', ');
}

function flagLetters(flags: number): string {
  return [...LETTERS].map((letter, i) => ((flags >> (LETTERS.length - 1 - i)) & 1 ? letter : '·')).join('');
}

export function addEnds(item: Item, { srcPort, dstPort }: TcpHeader): void {
  add(item, 'tcp.srcport', srcPort);
  add(item, 'tcp.dstport', dstPort);
  addHidden(item, 'tcp.port', srcPort);
  addHidden(item, 'tcp.port', dstPort);
}

export function addStream(item: Item, stream: number, completeness: number, length: number | null): void {
  addGenerated(item, 'tcp.stream', stream);
  addGenerated(item, 'tcp.completeness', completeness, completenessText(completeness));
  if (length !== null) addGenerated(item, 'tcp.len', length);
}

function completenessText(value: number): string {
  if (COMPLETE_WITH_DATA.has(value)) return `Complete, WITH_DATA (${value})`;
  if (COMPLETE_NO_DATA.has(value)) return `Complete, NO_DATA (${value})`;
  return `Incomplete${INCOMPLETE.get(value) ?? ''} (${value})`;
}

export function addNumbers(item: Item, header: TcpHeader, _context: TcpContext, inError: boolean): void {
  const { seq, rawSeq, length, flags } = header;
  if (inError) {
    add(item, 'tcp.seq', seq);
    return;
  }
  add(item, 'tcp.seq', seq, `${seq}    (relative sequence number)`);
  add(item, 'tcp.seq_raw', rawSeq);
  if (length === null) return;
  const next = (seq + length + (flags & (TH.syn | TH.fin) ? 1 : 0)) >>> 0;
  addGenerated(item, 'tcp.nxtseq', next, `${next}    (relative sequence number)`);
}

export function addFlags(item: Item, header: TcpHeader, { rev }: TcpContext): void {
  const { ack, rawAck, flags, headerLength, length, srcPort, dstPort } = header;
  const isAck = (flags & TH.ack) !== 0;
  const ackLine = add(item, 'tcp.ack', ack, isAck ? `${ack}    (relative ack number)` : `${ack}`);
  if (isAck && length === null) ackLine.text = `Acknowledgment Number: ${ack}    (relative ack number)`;
  add(item, 'tcp.ack_raw', rawAck);
  if (!isAck && rawAck !== 0) {
    const remark = 'The acknowledgment number field is nonzero while the ACK flag is not set';
    addExpert(ackLine, 'tcp.ack.nonzero', ['Note', 'Protocol'], remark);
  }
  const bits = `${(headerLength >> 2).toString(2).padStart(4, '0')} ....`;
  addLine(item, 'tcp.hdr_len', headerLength, `${bits} = Header Length: ${headerLength} bytes (${headerLength >> 2})`);
  const tree = addLine(item, 'tcp.flags', flags, `Flags: ${hex(flags, 3)} (${flagNames(flags)})`);
  const bit = (name: string, mask: number): Item =>
    addBits(tree, `tcp.flags.${name}`, { of: flags, width: 12, mask }, (n) => (n === 0 ? 'Not set' : 'Set'));
  bit('res', 0xe00);
  bit('ae', 0x100);
  bit('cwr', 0x080);
  bit('ece', 0x040);
  bit('urg', 0x020);
  bit('ack', 0x010);
  bit('push', 0x008);
  const reset = bit('reset', 0x004);
  const syn = bit('syn', 0x002);
  const fin = bit('fin', 0x001);
  const str = flagLetters(flags);
  addGenerated(tree, 'tcp.flags.str', str);
  if (flags & TH.syn) {
    const [field, remark] = isAck
      ? (['tcp.connection.synack', `Connection establish acknowledge (SYN+ACK): server port ${srcPort}`] as const)
      : (['tcp.connection.syn', `Connection establish request (SYN): server port ${dstPort}`] as const);
    addExpert(syn, field, ['Chat', 'Sequence'], remark);
  }
  if (flags & TH.fin) {
    addExpert(fin, 'tcp.connection.fin', ['Chat', 'Sequence'], 'Connection finish (FIN)');
    const passive = rev.closesFirst;
    const remark = passive
      ? 'This frame undergoes the connection closing'
      : 'This frame initiates the connection closing';
    const field = passive ? 'tcp.connection.fin_passive' : 'tcp.connection.fin_active';
    addExpert(tree.children.at(-1) ?? fin, field, ['Note', 'Sequence'], remark);
  }
  if (flags & TH.rst) addExpert(reset, 'tcp.connection.rst', ['Warning', 'Sequence'], 'Connection reset (RST)');
}

export function addWindow(item: Item, { flags, rawWindow, window }: TcpHeader, fwd: TcpFlow, tvb: Tvb): void {
  add(item, 'tcp.window_size_value', rawWindow);
  addGenerated(item, 'tcp.window_size', window);
  if ((flags & TH.syn) === 0) {
    const scale = fwd.winScale;
    if (scale >= 0) addGenerated(item, 'tcp.window_size_scalefactor', 2 ** scale);
    else
      addGenerated(
        item,
        'tcp.window_size_scalefactor',
        scale,
        `${scale} (${scale === -2 ? 'no window scaling used' : 'unknown'})`,
      );
  }
  add(item, 'tcp.checksum', tvb.u16(16), `${hex(tvb.u16(16), 4)} [unverified]`);
  addGenerated(item, 'tcp.checksum.status', 2, 'Unverified');
  add(item, 'tcp.urgent_pointer', tvb.u16(18));
}
