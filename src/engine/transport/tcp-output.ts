import type { JobId } from '../../trace/events.ts';
import type { Cause } from '../../trace/trace.ts';
import type { Layer } from '../../wire/layers.ts';
import { TCP_FLAG } from '../../wire/layers.ts';
import type { Arrival, Kernel, SendResult } from '../kernel.ts';
import { MILLISECOND } from '../timing.ts';
import type { Draws, Flow } from './tcp-flow.ts';
import type { Segment } from './tcp-segment.ts';
import { has, payloadLayers, segmentLabel, seqDistance, spanOf } from './tcp-segment.ts';
import type { Abilities } from './tcp-options.ts';
import { segmentOptions, synOptions } from './tcp-options.ts';

const NO_BYTES = new Uint8Array(0);

/** Writes the segments of one connection. Offsets count from our SYN (`seq`) and from the peer's (`ack`). */
export class TcpOutput {
  /** What both sides can do; until the peer has spoken, what we offer. */
  can: Abilities;
  /** The peer's initial sequence number, and its newest timestamp. */
  irs = 0;
  recentStamp = 0;
  readonly #kernel: Kernel;
  readonly #flow: Flow;
  readonly #job: JobId | null;
  readonly #draws: Draws;
  #ipId: number;

  constructor(kernel: Kernel, flow: Flow, job: JobId | null, draws: Draws, can: Abilities) {
    this.#kernel = kernel;
    this.#flow = flow;
    this.#job = job;
    this.#draws = draws;
    this.#ipId = draws.ipId;
    this.can = can;
  }

  /** The offset in our stream that a sequence number stands for, near `around`. */
  ownOffset(seq: number, around: number): number {
    return around + seqDistance((this.#draws.iss + around) >>> 0, seq);
  }

  /** The offset in the peer's stream that a sequence number stands for, near `around`. */
  peerOffset(seq: number, around: number): number {
    return around + seqDistance((this.irs + around) >>> 0, seq);
  }

  /** A SYN, or a SYN-ACK when `answering`; `window` in bytes. A SYN-ACK has IPv4 id 0 (ip_build_and_send_pkt). */
  syn(ask: {
    readonly answering: boolean;
    readonly mss: number;
    readonly window: number;
    readonly cause: Cause;
  }): SendResult {
    const flags = TCP_FLAG.syn | (ask.answering ? TCP_FLAG.ack : 0);
    const options = synOptions(ask.mss, this.can, this.#stamps());
    const header = { seq: 0, ack: ask.answering ? 1 : null, flags, window: ask.window, options };
    return this.#send(header, NO_BYTES, ask.answering ? 0 : this.#nextIpId(), ask.cause);
  }

  /** `window`: the header field. */
  segment(ask: {
    readonly seq: number;
    readonly ack: number;
    readonly flags: number;
    readonly window: number;
    readonly sack: readonly (readonly [from: number, to: number])[];
    readonly payload: Uint8Array;
    readonly cause: Cause;
    /** TIME-WAIT answers without a socket, so without its id counter (tcp_v4_timewait_ack). */
    readonly socketless?: boolean;
  }): SendResult {
    const sack = ask.sack.map(([from, to]) => [(this.irs + from) >>> 0, (this.irs + to) >>> 0] as const);
    const options = segmentOptions(this.can, this.#stamps(), sack);
    return this.#send({ ...ask, options }, ask.payload, ask.socketless === true ? 0 : this.#nextIpId(), ask.cause);
  }

  #send(
    header: Pick<Layer<'tcp'>, 'seq' | 'flags' | 'window' | 'options'> & { readonly ack: number | null },
    payload: Uint8Array,
    ipId: number,
    cause: Cause,
  ): SendResult {
    const { local, peer } = this.#flow;
    const tcp: Layer<'tcp'> = {
      kind: 'tcp',
      srcPort: local.port,
      dstPort: peer.port,
      seq: (this.#draws.iss + header.seq) >>> 0,
      ack: header.ack === null ? 0 : (this.irs + header.ack) >>> 0,
      flags: header.flags,
      window: header.window,
      options: header.options,
    };
    return this.#kernel.send({
      dst: peer.address,
      src: local.address,
      ttl: 64,
      tos: 0,
      pmtudisc: 'want',
      ipId,
      layers: [tcp, ...payloadLayers(payload, [local.port, peer.port])],
      cause,
      job: this.#job,
      label: segmentLabel(header.flags, payload),
    });
  }

  #stamps(): { readonly value: number; readonly echo: number } {
    const now = Math.trunc(this.#kernel.now() / MILLISECOND);
    return { value: (this.#draws.stampOffset + now) >>> 0, echo: this.recentStamp };
  }

  #nextIpId(): number {
    const id = this.#ipId;
    this.#ipId = (id + 1) & 0xffff;
    return id;
  }
}

/**
 * Answers a segment that no connection wants: RST,ACK for what carries no ACK, a plain RST for what does; no window,
 * no options, IPv4 id 0 (net/ipv4/tcp_ipv4.c tcp_v4_send_reset). A RST itself is never answered.
 */
export function sendReset(
  kernel: Kernel,
  arrival: Pick<Arrival, 'src' | 'dst' | 'packet' | 'tos'>,
  ports: { readonly local: number; readonly peer: number },
  segment: Segment,
): void {
  if (has(segment, 'rst')) return;
  const acked = has(segment, 'ack');
  const flags = acked ? TCP_FLAG.rst : TCP_FLAG.rst | TCP_FLAG.ack;
  const tcp: Layer<'tcp'> = {
    kind: 'tcp',
    srcPort: ports.local,
    dstPort: ports.peer,
    seq: acked ? segment.ack : 0,
    ack: acked ? 0 : (segment.seq + spanOf(segment)) >>> 0,
    flags,
    window: 0,
    options: [],
  };
  kernel.send({
    dst: arrival.src,
    src: arrival.dst,
    ttl: 64,
    tos: arrival.tos,
    pmtudisc: 'want',
    ipId: 0,
    layers: [tcp],
    cause: { kind: 'reply', of: arrival.packet },
    job: null,
    label: segmentLabel(flags, NO_BYTES),
  });
}
