import { must } from '../../base/assert.ts';
import type { PacketId } from '../../trace/events.ts';
import type { Cause } from '../../trace/trace.ts';
import { TCP_FLAG } from '../../wire/layers.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Kernel, Timer } from '../kernel.ts';
import { abilitiesOf, TIMESTAMPS_LENGTH } from './tcp-options.ts';
import type { TcpOutput } from './tcp-output.ts';
import type { AckNeed, Received } from './tcp-receive-queue.ts';
import { ReceiveQueue } from './tcp-receive-queue.ts';
import type { Segment } from './tcp-segment.ts';
import { has } from './tcp-segment.ts';
import { SendQueue } from './tcp-send-queue.ts';
import { timerDelay } from '../timing.ts';
import { DATA_RETRIES, DELAYED_ACK, ORPHAN_RETRIES, RoundTrip } from './tcp-timers.ts';
import { ReceiveWindow } from './tcp-window.ts';

const NO_BYTES = new Uint8Array(0);

export interface TransferAsk {
  readonly kernel: Kernel;
  readonly out: TcpOutput;
  readonly peer: Ipv4Addr;
  /** The MSS that we announced, bytes. */
  readonly mss: number;
  /** The retransmission timer has fired for the `attempt`th time in a row. */
  onRetransmission(packet: PacketId | null, attempt: number, next: number): void;
  /** Nobody has answered for as long as Linux waits. */
  onTimeout(): void;
}

/** Both streams of an open connection, with their timers: what follows once the handshake has said who is who. */
export class Transfer {
  readonly #ask: TransferAsk;
  readonly #send = new SendQueue();
  readonly #trip = new RoundTrip();
  #queue: ReceiveQueue | null = null;
  #peerMss = 0;
  #peerScale = 0;
  #peerWindow = 0;
  #retransmission: Timer | null = null;
  #delayedAck: Timer | null = null;
  #backoff = 0;
  #orphan = false;
  #cause: Cause = { kind: 'job' };

  constructor(ask: TransferAsk) {
    this.#ask = ask;
  }

  get send(): SendQueue {
    return this.#send;
  }
  get queue(): ReceiveQueue {
    return must(this.#queue, 'receive queue before the handshake');
  }

  /** Takes over what the peer's SYN or SYN-ACK says. `window`: what our own one offers, bytes. */
  learn(syn: Segment, window: number): void {
    const { out, mss } = this.#ask;
    const { options } = syn;
    out.irs = syn.seq;
    out.can = abilitiesOf(options);
    out.recentStamp = options.timestamps?.value ?? 0;
    this.#peerMss = options.mss;
    this.#peerScale = options.windowScale ?? 0;
    const { timestamps, windowScale } = out.can;
    this.#queue = new ReceiveQueue(
      new ReceiveWindow({ initial: window, advmss: mss, timestamps, scaled: windowScale, next: 1 }),
    );
  }

  /** The handshake ends with `segment`; `rtt`: since our SYN or SYN-ACK was last sent, nanoseconds. */
  open(segment: Segment, rtt: number, afterLoss: boolean): void {
    this.#trip.sample(rtt);
    this.#send.begin(afterLoss);
    this.#peerWindow = segment.window * 2 ** (has(segment, 'syn') ? 0 : this.#peerScale);
    this.#send.setWindow(this.#peerWindow);
  }

  write(bytes: Uint8Array, cause: Cause): void {
    this.#cause = cause;
    this.#send.write(bytes);
    this.pump();
  }

  /** The application has closed: what is left goes out, and a FIN. */
  finish(cause: Cause): void {
    this.#cause = cause;
    this.#orphan = true;
    this.#send.finish();
    this.pump();
  }

  /** Sends what may be sent now. True when something left, and an acknowledgement with it. */
  pump(): boolean {
    const { kernel, out } = this.#ask;
    if (!this.#send.wanting) return false;
    const mss = this.#segmentSize();
    let sent = false;
    for (let piece = this.#send.take(mss, kernel.now()); piece; piece = this.#send.take(mss, kernel.now())) {
      const { packet, push, fin } = piece;
      const payload = this.#send.bytesOf(piece);
      const cause: Cause =
        piece.retransmitted && packet !== null ? { kind: 'retransmission', of: packet } : this.#cause;
      const flags = TCP_FLAG.ack | (push ? TCP_FLAG.psh : 0) | (fin ? TCP_FLAG.fin : 0);
      piece.packet = out.segment({ ...this.#acknowledgement(), seq: piece.from, flags, payload, cause }).packet;
      if (payload.length > 0) this.queue.dataSent(kernel.now());
      sent = true;
    }
    if (sent) {
      this.#acknowledged();
      if (!this.#retransmission) this.#arm();
    }
    return sent;
  }

  /** A pure ACK, because of `packet`. */
  acknowledge(packet: PacketId, socketless = false): void {
    const cause: Cause = { kind: 'reply', of: packet };
    const from = { seq: this.#send.next, flags: TCP_FLAG.ack, payload: NO_BYTES };
    this.#ask.out.segment({ ...this.#acknowledgement(), ...from, cause, socketless });
    this.#acknowledged();
  }

  /** An ACK when it is due; an answer of the application may take it along before (net/ipv4/tcp_output.c tcp_send_delayed_ack). */
  acknowledgeBy(need: AckNeed, packet: PacketId): void {
    if (need === 'now') this.acknowledge(packet);
    else if (need === 'later') this.#delayedAck ??= this.#timer(DELAYED_ACK, () => this.acknowledge(packet));
  }

  #timer(delay: number, run: () => void): Timer {
    const { kernel } = this.#ask;
    return kernel.after(timerDelay(kernel.now(), delay), run);
  }

  #acknowledgement(): { readonly ack: number; readonly window: number; readonly sack: ReceiveQueue['sack'] } {
    const { queue } = this;
    return { ack: queue.next, window: queue.window.field(queue.window.select(queue.next)), sack: queue.sack };
  }

  #acknowledged(): void {
    this.queue.acknowledged();
    this.#delayedAck?.cancel();
    this.#delayedAck = null;
  }

  /** Reads acknowledgement, window and SACK; `ack` as an offset. */
  takeAck(segment: Segment, ack: number): void {
    const { out, kernel } = this.#ask;
    const window = segment.window * 2 ** this.#peerScale;
    const pure = segment.payload.length === 0 && !has(segment, 'fin') && window === this.#peerWindow;
    const sack = segment.options.sack.map(([from, to]) => [out.ownOffset(from, ack), out.ownOffset(to, ack)] as const);
    this.#peerWindow = window;
    this.#send.setWindow(window);
    const acked = this.#send.acknowledge(ack, sack, pure, kernel.now());
    if (!acked.advanced) return;
    if (acked.rtt !== null) this.#trip.sample(acked.rtt);
    this.#backoff = 0;
    this.#arm();
  }

  takeData(segment: Segment, at: number): Received {
    return this.queue.take(at, segment.payload, has(segment, 'fin'), this.#ask.kernel.now());
  }

  /** The path has become narrower: what was too big for it goes again at once (tcp_v4_mtu_reduced). */
  narrowed(): void {
    if (this.#queue !== null && this.#send.resize(this.#segmentSize())) this.pump();
  }

  stop(): void {
    this.#retransmission?.cancel();
    this.#delayedAck?.cancel();
  }

  /** Bytes of payload that a segment may carry (net/ipv4/tcp_output.c tcp_current_mss, tcp_mtu_to_mss). */
  #segmentSize(): number {
    const { kernel, out, peer, mss } = this.#ask;
    const route = kernel.routeTo(peer);
    const fits = route.ok ? route.mtu - 40 : mss;
    return Math.max(1, Math.min(this.#peerMss, fits) - (out.can.timestamps ? TIMESTAMPS_LENGTH : 0));
  }

  #arm(): void {
    this.#retransmission?.cancel();
    this.#retransmission = this.#send.idle
      ? null
      : this.#timer(this.#trip.timeout(this.#backoff), () => this.#onRetransmission());
  }

  #onRetransmission(): void {
    this.#retransmission = null;
    this.#backoff += 1;
    if (this.#backoff > (this.#orphan ? ORPHAN_RETRIES : DATA_RETRIES)) {
      this.#ask.onTimeout();
      return;
    }
    this.#ask.onRetransmission(this.#send.oldest?.packet ?? null, this.#backoff, this.#trip.timeout(this.#backoff));
    this.#send.timeout(this.#backoff === 1);
    this.pump();
    this.#arm();
  }
}
