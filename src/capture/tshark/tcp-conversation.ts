import type { TcpAnalysis } from './tcp-labels.ts';
import type { HttpConversation } from './http-conversation.ts';

/** A segment that the other side has not acknowledged yet. */
export interface Unacked {
  readonly frame: number;
  seq: number;
  readonly next: number;
  readonly time: bigint;
}

/** One direction of a conversation (packet-tcp.h tcp_flow_t and tcp_analyze_seq_flow_info_t); names are Wireshark's. */
export interface TcpFlow {
  /** What relative numbers are counted from; null before it is known. */
  baseSeq: number | null;
  /** -1: no SYN seen; -2: no scaling. */
  winScale: number;
  /** As it is in the last header, not scaled. */
  window: number;
  isFirstAck: boolean;
  /** Whether bytes in flight can be told. */
  validBif: boolean;
  pushBytesSent: number;
  pushSetLast: boolean;
  lastFlags: number;
  closesFirst: boolean;
  /** Youngest segment first. */
  segments: readonly Unacked[];
  nextSeq: number;
  nextSeqFrame: number;
  nextSeqTime: bigint;
  lastAck: number;
  lastAckTime: bigint;
  lastNonDupAck: number;
  dupAckNum: number;
  maxSeqToBeAcked: number;
  lastAckLen: number;
  /** Bytes that the last segment said to have by SACK. */
  sacked: number;
  /** Behind the last byte that a dissector has seen; 0 before there is one. */
  maxNextSeq: number;
  /** A message whose rest is to come in later segments; relative numbers. */
  pending: PendingPdu | null;
}

export interface PendingPdu {
  readonly seq: number;
  readonly pieces: { readonly frame: number; readonly seq: number; readonly bytes: Uint8Array }[];
  /** Behind its last byte; null while nobody knows. */
  next: number | null;
}

export interface TcpConversation {
  readonly stream: number;
  /** Towards the higher address, and back. */
  readonly flows: readonly [TcpFlow, TcpFlow];
  readonly firstTime: bigint;
  previousTime: bigint;
  /** Of the last SYN; null before one. */
  synTime: bigint | null;
  /** From that SYN to the first ACK; zero before it. */
  firstRtt: bigint;
  /** COMPLETENESS bits. */
  completeness: number;
  http: HttpConversation | null;
}

export const COMPLETENESS = { syn: 1, synAck: 2, ack: 4, data: 8, fin: 16, rst: 32 } as const;

const UNKNOWN_WINDOW = 0xffffffff;

function newFlow(): TcpFlow {
  return {
    baseSeq: null,
    winScale: -1,
    window: UNKNOWN_WINDOW,
    isFirstAck: false,
    validBif: true,
    pushBytesSent: 0,
    pushSetLast: false,
    lastFlags: 0,
    closesFirst: false,
    segments: [],
    nextSeq: 0,
    nextSeqFrame: 0,
    nextSeqTime: 0n,
    lastAck: 0,
    lastAckTime: 0n,
    lastNonDupAck: 0,
    dupAckNum: 0,
    maxSeqToBeAcked: 0,
    lastAckLen: 0,
    sacked: 0,
    maxNextSeq: 0,
    pending: null,
  };
}

/** The conversations of a capture by their ends; the last one where ports were used again. */
export class TcpConversations {
  readonly #last = new Map<string, TcpConversation>();
  #streams = 0;

  find(key: string): TcpConversation | null {
    return this.#last.get(key) ?? null;
  }

  create(key: string, time: bigint): TcpConversation {
    const conversation: TcpConversation = {
      stream: this.#streams++,
      flows: [newFlow(), newFlow()],
      firstTime: time,
      previousTime: time,
      synTime: null,
      firstRtt: 0n,
      completeness: 0,
      http: null,
    };
    this.#last.set(key, conversation);
    return conversation;
  }
}

/** What one segment knows of its conversation. */
export interface TcpContext {
  readonly conversation: TcpConversation;
  readonly fwd: TcpFlow;
  readonly rev: TcpFlow;
  readonly analysis: TcpAnalysis;
}
