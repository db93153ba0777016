import type { TcpContext, TcpFlow, Unacked } from './tcp-conversation.ts';
import { TCP_A, TH, type TcpAnalysis } from './tcp-labels.ts';

export interface Segment {
  readonly frame: number;
  readonly time: bigint;
  readonly seq: number;
  readonly ack: number;
  readonly length: number;
  readonly flags: number;
  /** As it is in the header. */
  readonly window: number;
}

const MAX_UNACKED = 10_000;
const FAST_RETRANSMISSION = 20_000_000n;
/** How close a segment out of order follows, when the round trip is not known. */
const OUT_OF_ORDER = 3_000_000n;
const TOO_MUCH_IN_FLIGHT = 2_000_000_000;

/** Sequence numbers compare by their distance (RFC 1982). */
const distance = (a: number, b: number): number => (a - b) | 0;
export const after = (a: number, b: number): boolean => distance(a, b) > 0;
export const before = (a: number, b: number): boolean => distance(a, b) < 0;

function flag(analysis: TcpAnalysis, bit: number): void {
  analysis.exists = true;
  analysis.flags |= bit;
}

/**
 * Compares a segment with what its conversation has shown so far and remembers it, in the order and with the conditions
 * of Wireshark 4.0 (packet-tcp.c tcp_analyze_sequence_number), of which every label in the table comes.
 */
export function analyzeSegment(segment: Segment, context: TcpContext): void {
  const { fwd, rev, analysis } = context;
  if (segment.flags & TH.ack) rev.validBif = true;
  judgeHeader(segment, context);
  if (segment.ack !== fwd.lastAck) {
    fwd.lastNonDupAck = segment.frame;
    fwd.dupAckNum = 0;
  }
  judgeAckOfLost(segment, rev, analysis);
  if (segment.length > 0 || segment.flags & (TH.syn | TH.fin)) judgeRetransmission(segment, context);
  remember(segment, fwd, analysis);
  acknowledge(segment, rev, analysis);
  countInFlight(segment, context);
}

/** All that is told from one header and the flow's last one; ends with the first label that excludes the others. */
function judgeHeader({ seq, ack, length, flags, window }: Segment, { fwd, rev, analysis }: TcpContext): void {
  const plain = (flags & (TH.syn | TH.fin | TH.rst)) === 0;
  if (length === 1 && seq === fwd.nextSeq && rev.window === 0) {
    flag(analysis, TCP_A.zeroWindowProbe);
    return;
  }
  if (window === 0 && plain) flag(analysis, TCP_A.zeroWindow);
  if (fwd.nextSeq !== 0 && after(seq, fwd.nextSeq) && (flags & TH.rst) === 0) {
    flag(analysis, TCP_A.lostPacket);
    fwd.validBif = false;
  }
  if (length <= 1 && seq === (fwd.nextSeq - 1) >>> 0 && plain) flag(analysis, TCP_A.keepAlive);
  const repeats = length === 0 && plain && seq === fwd.nextSeq && ack === fwd.lastAck;
  if (repeats && window !== 0 && window !== fwd.window) flag(analysis, TCP_A.windowUpdate);
  if (length > 0 && plain && rev.winScale !== -1) {
    const shift = rev.isFirstAck || rev.winScale === -2 ? 0 : rev.winScale;
    if ((seq + length) >>> 0 === (rev.lastAck + rev.window * 2 ** shift) % 2 ** 32) flag(analysis, TCP_A.windowFull);
  }
  if (!repeats || window !== fwd.window) return;
  if (window !== 0 && rev.lastFlags & TCP_A.keepAlive) flag(analysis, TCP_A.keepAliveAck);
  else if (window === 0 && rev.lastFlags & TCP_A.zeroWindowProbe) flag(analysis, TCP_A.zeroWindowProbeAck);
  else if (window !== 0) {
    fwd.dupAckNum = fwd.dupAckNum === -1 ? 1 : fwd.dupAckNum + 1;
    flag(analysis, TCP_A.duplicateAck);
    analysis.dupAckNum = fwd.dupAckNum;
    analysis.dupAckFrame = fwd.lastNonDupAck;
  }
}

/** Acknowledges what the other side was never seen to send; said once for each gap. */
function judgeAckOfLost({ ack, flags }: Segment, rev: TcpFlow, analysis: TcpAnalysis): void {
  if (rev.maxSeqToBeAcked === 0 || !after(ack, rev.maxSeqToBeAcked) || (flags & TH.ack) === 0) return;
  analysis.exists = true;
  if (before(rev.maxSeqToBeAcked, rev.nextSeq)) {
    rev.maxSeqToBeAcked = rev.nextSeq;
    flag(analysis, TCP_A.ackLostPacket);
    return;
  }
  if (rev.dupAckNum === 0) flag(analysis, TCP_A.ackLostPacket);
  rev.dupAckNum = -1;
}

function judgeRetransmission(segment: Segment, { conversation, fwd, rev, analysis }: TcpContext): void {
  const { seq, length, flags, time } = segment;
  if (analysis.flags & TCP_A.keepAlive) return;
  const advanced = length > 1 && (fwd.nextSeq - 1) >>> 0 === seq;
  const old = fwd.nextSeq !== 0 && before(seq, fwd.nextSeq) && !advanced;
  if (length > 0 && rev.lastAck !== 0 && !after((seq + length) >>> 0, rev.lastAck)) {
    flag(analysis, TCP_A.spuriousRetransmission);
    return;
  }
  if (!old) return;
  const sinceAck = BigInt.asUintN(64, time - rev.lastAckTime);
  if (rev.dupAckNum >= 2 && rev.lastAck === seq && sinceAck < FAST_RETRANSMISSION) {
    flag(analysis, TCP_A.fastRetransmission);
    return;
  }
  const since = BigInt.asUintN(64, time - fwd.nextSeqTime);
  const close = conversation.firstRtt === 0n ? OUT_OF_ORDER : BigInt.asUintN(64, conversation.firstRtt);
  const end = (seq + length + (flags & (TH.syn | TH.fin) ? 1 : 0)) >>> 0;
  if (since < close && fwd.nextSeq !== end) {
    flag(analysis, TCP_A.outOfOrder);
    return;
  }
  flag(analysis, TCP_A.retransmission);
  analysis.rto = time - fwd.nextSeqTime;
  analysis.rtoFrame = fwd.nextSeqFrame;
  for (const unacked of fwd.segments) {
    if (before(unacked.seq, seq)) continue;
    analysis.rto = time - unacked.time;
    analysis.rtoFrame = unacked.frame;
  }
}

function remember(
  { frame, time, seq, ack, length, flags, window }: Segment,
  fwd: TcpFlow,
  { flags: labels }: TcpAnalysis,
): void {
  const virtual = flags & (TH.syn | TH.fin) ? 1 : 0;
  let next = (seq + length) >>> 0;
  if ((length > 0 || virtual === 1) && fwd.segments.length < MAX_UNACKED) {
    next = (next + virtual) >>> 0;
    fwd.segments = [{ frame, seq, next, time }, ...fwd.segments];
  }
  if (fwd.nextSeq === 0 || after(next, (fwd.nextSeq + virtual) >>> 0)) fwd.lastAckLen = length;
  const probe = (labels & TCP_A.zeroWindowProbe) !== 0;
  if ((fwd.nextSeq === 0 || after(next, fwd.nextSeq)) && !probe) {
    fwd.nextSeq = next;
    fwd.nextSeqFrame = frame;
    fwd.nextSeqTime = time;
  }
  if ((fwd.maxSeqToBeAcked === 0 || seq === fwd.maxSeqToBeAcked) && !probe) fwd.maxSeqToBeAcked = fwd.nextSeq;
  fwd.window = window;
  fwd.lastAck = ack;
  fwd.lastAckTime = time;
  fwd.lastFlags = labels;
}

/** Forgets what the other side's segments have by now acknowledged; an exact match tells the round trip. */
function acknowledge({ ack, time }: Segment, rev: TcpFlow, analysis: TcpAnalysis): void {
  const left: Unacked[] = [];
  for (const unacked of rev.segments) {
    if (ack === unacked.next) {
      analysis.exists = true;
      analysis.ackedFrame = unacked.frame;
      analysis.ackRtt = time - unacked.time;
    } else if (after(ack, unacked.seq) && !after(ack, unacked.next)) {
      left.push({ ...unacked, seq: ack });
    } else if (after(unacked.next, ack)) left.push(unacked);
  }
  if (left.length !== rev.segments.length || left.some((unacked, i) => unacked !== rev.segments[i]))
    rev.segments = left;
}

function countInFlight({ length, flags }: Segment, { fwd, rev, analysis }: TcpContext): void {
  if (length === 0 || fwd.segments.length === 0 || !fwd.validBif) return;
  const relative = (seq: number): number => (seq - (fwd.baseSeq ?? 0)) >>> 0;
  const first = Math.min(...fwd.segments.map(({ seq }) => relative(seq)));
  const last = Math.max(...fwd.segments.map(({ next }) => relative(next)));
  const inFlight = (last - first - rev.sacked) >>> 0;
  analysis.exists = true;
  if (inFlight > 0 && inFlight < TOO_MUCH_IN_FLIGHT)
    analysis.bytesInFlight = inFlight - (flags & (TH.syn | TH.fin) ? 1 : 0);
  const push = (flags & TH.push) !== 0;
  fwd.pushBytesSent = fwd.pushSetLast ? length : fwd.pushBytesSent + length;
  fwd.pushSetLast = push;
  analysis.pushBytesSent = fwd.pushBytesSent;
}
