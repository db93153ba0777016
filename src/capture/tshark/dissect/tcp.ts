import { TCP } from '../../../wire/tcp.ts';
import type { Ipv4Addr } from '../../../wire/address.ts';
import type { Dissector, Packet } from '../packet.ts';
import { analyzeSegment } from '../tcp-analysis.ts';
import { newAnalysis, TCP_A, TH } from '../tcp-labels.ts';
import { COMPLETENESS, type TcpContext, type TcpConversation } from '../tcp-conversation.ts';
import { addGenerated, addLine, addText, type Item } from '../tree.ts';
import { endsKey } from '../udp-conversation.ts';
import { printAnalysis } from './tcp-analysis-tree.ts';
import { addEnds, addFlags, addNumbers, addStream, addWindow, flagNames } from './tcp-header.ts';
import { addOptions, optionEffects } from './tcp-options.ts';
import { OutOfBounds } from '../tvb.ts';
import type { TcpHeader } from './tcp-segment.ts';
import { dissectTcpPayload } from './tcp-payload.ts';

/** packet-tcp.c dissect_tcp. */
export const dissectTcp: Dissector = (p, tvb, parent) => {
  const [srcPort, dstPort] = [tvb.u16(0), tvb.u16(2)];
  p.columns.setProtocol('TCP');
  p.columns.set(`${srcPort} → ${dstPort}`);
  p.around = 'tcp';
  const [rawSeq, rawAck] = [tvb.u32(4), tvb.u32(8)];
  const flags = tvb.u16(12) & 0xfff;
  const headerLength = (tvb.u8(12) >> 4) * 4;
  const rawWindow = tvb.u16(14);
  const { context, isNew } = conversationOf(p, srcPort, dstPort, rawSeq, flags);
  const { conversation, fwd, rev } = context;
  const completeness = conversation.completeness;
  const since = p.time - conversation.firstTime;
  const delta = p.time - conversation.previousTime;
  conversation.previousTime = p.time;
  fwd.sacked = 0;

  let header: TcpHeader = {
    srcPort,
    dstPort,
    rawSeq,
    rawAck,
    seq: rawSeq,
    ack: rawAck,
    flags,
    headerLength,
    length: null,
    rawWindow,
    window: rawWindow,
  };
  if (!p.fragmented && !p.inError && tvb.reported >= headerLength) {
    const length = tvb.reported - headerLength;
    setBases(context, rawSeq, rawAck, flags);
    const segment = { frame: p.number, time: p.time, seq: rawSeq, ack: rawAck, length, flags, window: rawWindow };
    analyzeSegment(segment, context);
    header = {
      ...header,
      length,
      seq: (rawSeq - (fwd.baseSeq ?? 0)) >>> 0,
      ack: flags & TH.ack ? (rawAck - (rev.baseSeq ?? 0)) >>> 0 : rawAck,
      window: (flags & TH.syn) === 0 && fwd.winScale >= 0 ? rawWindow * 2 ** fwd.winScale : rawWindow,
    };
  }
  p.columns.append(` [${flagNames(flags)}] Seq=${header.seq}`);
  if (flags & TH.ack) p.columns.append(` Ack=${header.ack}`);
  p.columns.append(` Win=${header.window}`);
  const item = p.layer(parent, 'tcp', tvb.bytes, title(header), 'TCP');
  addEnds(item, header);
  if (p.inError) addNumbers(item, header, context, true);
  addStream(item, conversation.stream, completeness, header.length);
  if (!p.inError) addNumbers(item, header, context, false);
  conversation.completeness = nextCompleteness(completeness, header, isNew);
  addFlags(item, header, context);
  noteClose(header, context);
  addWindow(item, header, fwd, tvb);
  noteSyn(p, header, conversation);
  noteFirstAck(p, header, context);
  if (header.length !== null) p.columns.append(` Len=${header.length}`);
  const times = tcpTimes(since, delta);
  if (headerLength > TCP.size) {
    const options = tvb.from(TCP.size, headerLength - TCP.size);
    const line = addLine(item, 'tcp.options', options.bytes, `Options: (${headerLength - TCP.size} bytes)`);
    times(item);
    addOptions(p, line, options, header, context);
    optionEffects(options, header, context);
    if (options.captured < options.reported) throw new OutOfBounds('captured');
  } else times(item);
  printAnalysis(p, item, context);
  if ((flags & TH.syn) !== 0) settleScaling((flags & TH.ack) !== 0, context);
  dissectTcpPayload(p, tvb.from(headerLength), item, header, context);
};

function title({ srcPort, dstPort, seq, ack, flags, length }: TcpHeader): string {
  const parts = [`Src Port: ${srcPort}`, `Dst Port: ${dstPort}`, `Seq: ${seq}`];
  if (flags & TH.ack) parts.push(`Ack: ${ack}`);
  if (length !== null) parts.push(`Len: ${length}`);
  return `Transmission Control Protocol, ${parts.join(', ')}`;
}

function tcpTimes(since: bigint, delta: bigint): (item: Item) => void {
  return (item) => {
    const times = addText(item, 'Timestamps', true);
    addGenerated(times, 'tcp.time_relative', since);
    addGenerated(times, 'tcp.time_delta', delta);
  };
}

/** Finds the segment's conversation. A SYN with another number than the last begins a new one on the same ports. */
function conversationOf(
  p: Packet,
  srcPort: number,
  dstPort: number,
  seq: number,
  flags: number,
): { readonly context: TcpContext; readonly isNew: boolean } {
  const key = endsKey(p.src as Ipv4Addr, srcPort, p.dst as Ipv4Addr, dstPort);
  p.ends = key;
  const found = p.session.tcp.find(key);
  const context = (conversation: TcpConversation): TcpContext => {
    const up = compareEnds(p.src, srcPort, p.dst, dstPort);
    const [a, b] = conversation.flows;
    return { conversation, fwd: up ? a : b, rev: up ? b : a, analysis: newAnalysis() };
  };
  const first = context(found ?? p.session.tcp.create(key, p.time));
  if (found === null) return { context: first, isNew: true };
  const isSyn = (flags & (TH.syn | TH.ack)) === TH.syn;
  const isSynAck = (flags & (TH.syn | TH.ack)) === (TH.syn | TH.ack);
  if (isSyn && first.fwd.baseSeq !== null) {
    if (seq !== first.fwd.baseSeq) {
      const again = context(p.session.tcp.create(key, p.time));
      again.analysis.exists = true;
      again.analysis.flags |= TCP_A.reusedPorts;
      again.conversation.completeness = COMPLETENESS.syn;
      return { context: again, isNew: false };
    }
    first.fwd.nextSeq = first.fwd.maxSeqToBeAcked;
    first.analysis.exists = true;
  }
  if (isSynAck && first.fwd.baseSeq !== null && seq !== first.fwd.baseSeq) {
    first.fwd.baseSeq = seq;
    first.analysis.exists = true;
    first.analysis.flags |= TCP_A.reusedPorts;
  }
  return { context: first, isNew: false };
}

/** Addresses compare as bytes, ports break the tie (packet-tcp.c get_tcp_conversation_data). */
function compareEnds(src: string, srcPort: number, dst: string, dstPort: number): boolean {
  const [a, b] = [src.split('.').map(Number), dst.split('.').map(Number)];
  const at = a.findIndex((n, i) => n !== b[i]);
  return at < 0 ? srcPort > dstPort : (a[at] ?? 0) > (b[at] ?? 0);
}

/** Relative numbers begin at 0 for a SYN, at 1 for what was caught on its way. */
function setBases({ fwd, rev }: TcpContext, seq: number, ack: number, flags: number): void {
  fwd.baseSeq ??= flags & TH.syn ? seq : (seq - 1) >>> 0;
  if (flags & TH.ack) rev.baseSeq ??= (ack - 1) >>> 0;
}

function nextCompleteness(before: number, { flags, length }: TcpHeader, isNew: boolean): number {
  const both = flags & (TH.syn | TH.ack);
  const carries = (length ?? 0) > 0;
  if (isNew) {
    if (both !== TH.syn) return before;
    return before | COMPLETENESS.syn | (carries ? COMPLETENESS.data : 0);
  }
  let now = before;
  if (both === (TH.syn | TH.ack)) now |= COMPLETENESS.synAck;
  if (both === TH.ack) now |= carries ? COMPLETENESS.data : COMPLETENESS.ack;
  if ((flags & (TH.fin | TH.ack)) === (TH.fin | TH.ack)) now |= COMPLETENESS.fin;
  if (flags & TH.rst) now |= COMPLETENESS.rst;
  return now;
}

function noteSyn(p: Packet, { flags }: TcpHeader, conversation: TcpConversation): void {
  if ((flags & TH.syn) === 0) return;
  if ((flags & TH.ack) === 0) conversation.synTime = p.time;
}

function noteClose({ flags }: TcpHeader, { fwd, rev }: TcpContext): void {
  if (flags & TH.syn) fwd.isFirstAck = true;
  if (flags & TH.fin && !rev.closesFirst) fwd.closesFirst = true;
}

function noteFirstAck(p: Packet, { flags }: TcpHeader, { conversation, fwd }: TcpContext): void {
  if ((flags & (TH.syn | TH.ack)) !== TH.ack) return;
  if (conversation.synTime !== null && conversation.firstRtt === 0n)
    conversation.firstRtt = p.time - conversation.synTime;
  fwd.isFirstAck = false;
}

/** Windows are scaled only when both sides have said so (packet-tcp.c verify_tcp_window_scaling). */
function settleScaling(isSynAck: boolean, { fwd, rev }: TcpContext): void {
  if (fwd.winScale === -1) {
    fwd.winScale = -2;
    rev.winScale = -2;
  } else if (isSynAck && rev.winScale === -2) fwd.winScale = -2;
}
