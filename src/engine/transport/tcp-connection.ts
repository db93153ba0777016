import { must } from '../../base/assert.ts';
import { concatBytes } from '../../base/bytes.ts';
import type { Nanos } from '../../lab/names.ts';
import type { PacketId, TcpState } from '../../trace/events.ts';
import type { Cause } from '../../trace/trace.ts';
import type { Arrival, Kernel } from '../kernel.ts';
import { FRAG_NEEDED } from './icmp-errno.ts';
import type { Endpoint, QueuedError, SocketError, TcpEvents, TcpSocket } from './sockets.ts';
import { Handshake } from './tcp-handshake.ts';
import { ALL_ABILITIES } from './tcp-options.ts';
import type { ConnectionAsk } from './tcp-flow.ts';
import { socketRowOf } from './tcp-flow.ts';
import { sendReset, TcpOutput } from './tcp-output.ts';
import type { Segment } from './tcp-segment.ts';
import { has, spanOf } from './tcp-segment.ts';
import { citesOf, RESET_CITES, RETRANSMIT_CITES } from './tcp-states.ts';
import { TIME_WAIT } from './tcp-timers.ts';
import { Transfer } from './tcp-transfer.ts';
import { advertisedMss, initialWindow } from './tcp-window.ts';

const JOB: Cause = { kind: 'job' };

function causeOf(packet: PacketId | null): Cause {
  return packet === null ? JOB : { kind: 'reply', of: packet };
}

/** One TCP connection: the state machine of RFC 9293 section 3.10.7 as net/ipv4/tcp_input.c carries it out. */
export class TcpConnection implements TcpSocket {
  readonly local: Endpoint;
  readonly peer: Endpoint;
  readonly process: string;
  readonly #ask: ConnectionAsk;
  readonly #kernel: Kernel;
  readonly #mss: number;
  readonly #out: TcpOutput;
  readonly #transfer: Transfer;
  #state: TcpState = 'CLOSED';
  #events: TcpEvents | null = null;
  #accept: ((socket: TcpSocket) => TcpEvents) | null = null;
  #handshake: Handshake | null = null;
  #closed = false;
  #expires: number | null = null;

  constructor(ask: ConnectionAsk) {
    this.#ask = ask;
    this.#kernel = ask.kernel;
    this.local = ask.flow.local;
    this.peer = ask.flow.peer;
    this.process = ask.process;
    this.#mss = advertisedMss(ask.mtu);
    this.#out = new TcpOutput(ask.kernel, ask.flow, ask.sender, ask.draws, ALL_ABILITIES);
    this.#transfer = new Transfer({
      kernel: ask.kernel,
      out: this.#out,
      peer: this.peer.address,
      mss: this.#mss,
      onRetransmission: (packet, attempt, next) => this.#noteRetransmission(packet, attempt, next),
      onTimeout: () => this.#fail('ETIMEDOUT', null),
    });
  }

  get state(): TcpState {
    return this.#state;
  }

  /** Lab time at which a connection that only lingers counts as gone, or null. */
  get expires(): number | null {
    return this.#expires;
  }

  /** An active open: sends the SYN. */
  connect(events: TcpEvents): void {
    this.#events = events;
    this.#become('SYN-SENT', null);
    this.#shake(initialWindow(this.#mss, false), null, () => this.#fail('ETIMEDOUT', null));
  }

  /** A passive open: answers the SYN; `accept` names the owner once the handshake is over. */
  accept(syn: Segment, accept: (socket: TcpSocket) => TcpEvents): void {
    this.#accept = accept;
    this.#state = 'LISTEN';
    this.#become('SYN-RECV', syn.packet);
    const window = initialWindow(this.#mss, syn.options.timestamps !== null);
    this.#transfer.learn(syn, window);
    this.#shake(window, syn.packet, () => this.#become('CLOSED', null));
  }

  #shake(window: number, syn: PacketId | null, onTimeout: () => void): void {
    this.#handshake = new Handshake({
      kernel: this.#kernel,
      out: this.#out,
      answering: syn !== null,
      mss: this.#mss,
      window,
      cause: causeOf(syn),
      onRetransmission: (packet, attempt, next) => this.#noteRetransmission(packet, attempt, next),
      onTimeout,
    });
  }

  write(bytes: Uint8Array, because: PacketId | null = null): void {
    if (!this.#closed) this.#transfer.write(bytes, causeOf(because));
  }

  close(because: PacketId | null = null): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#events = null;
    this.#ask.onRelease();
    if (this.#state === 'SYN-SENT') this.#become('CLOSED', null);
    else if (this.#state === 'ESTABLISHED') this.#finish('FIN-WAIT-1', because);
    else if (this.#state === 'CLOSE-WAIT') this.#finish('LAST-ACK', because);
  }

  #finish(to: TcpState, because: PacketId | null): void {
    this.#become(to, because);
    this.#transfer.finish(causeOf(because));
  }

  /** Takes a segment of this connection. */
  receive(arrival: Arrival, segment: Segment): void {
    if (this.#state === 'SYN-SENT') this.#inSynSent(arrival, segment);
    else if (this.#state === 'TIME-WAIT') this.#inTimeWait(segment);
    else if (this.#state !== 'SYN-RECV' || this.#inSynRecv(arrival, segment)) this.#inOrder(arrival, segment);
  }

  /** net/ipv4/tcp_input.c tcp_rcv_synsent_state_process. */
  #inSynSent(arrival: Arrival, segment: Segment): void {
    const acks = has(segment, 'ack');
    if (acks && this.#out.ownOffset(segment.ack, 1) !== 1) {
      this.#reset(arrival, segment);
    } else if (has(segment, 'rst')) {
      if (acks) this.#fail('ECONNREFUSED', segment.packet);
    } else if (has(segment, 'syn') && acks) {
      // A SYN without ACK, a simultaneous open, cannot happen between these programs.
      this.#transfer.learn(segment, initialWindow(this.#mss, false));
      this.#opened(segment);
      this.#transfer.acknowledge(segment.packet);
      this.#events?.connected();
    }
  }

  /** True when the handshake is over and the segment is still to be read (net/ipv4/tcp_minisocks.c tcp_check_req). */
  #inSynRecv(arrival: Arrival, segment: Segment): boolean {
    const at = this.#out.peerOffset(segment.seq, 1);
    const admitted = this.#transfer.queue.window.admits(at, at + spanOf(segment));
    if (has(segment, 'syn') && !has(segment, 'ack') && at === 0) {
      this.#handshake?.repeat();
    } else if (has(segment, 'rst') || has(segment, 'syn')) {
      if (admitted) this.#become('CLOSED', segment.packet);
      else if (!has(segment, 'rst')) this.#transfer.acknowledge(segment.packet, true);
    } else if (admitted && has(segment, 'ack')) {
      if (this.#out.ownOffset(segment.ack, 1) !== 1) {
        this.#reset(arrival, segment);
        return false;
      }
      this.#opened(segment);
      this.#events = this.#accept?.(this) ?? null;
      this.#events?.connected();
      return true;
    }
    return false;
  }

  #opened(segment: Segment): void {
    const handshake = must(this.#handshake, 'handshake');
    handshake.stop();
    this.#transfer.open(segment, handshake.elapsed, handshake.hadLosses);
    this.#become('ESTABLISHED', segment.packet);
  }

  /** net/ipv4/tcp_minisocks.c tcp_timewait_state_process. */
  #inTimeWait(segment: Segment): void {
    if (has(segment, 'rst')) this.#become('CLOSED', segment.packet);
    else if (spanOf(segment) > 0) {
      this.#transfer.acknowledge(segment.packet, true);
      this.#expires = this.#kernel.now() + TIME_WAIT;
    }
  }

  /** Every synchronised state (tcp_rcv_established, tcp_rcv_state_process). */
  #inOrder(arrival: Arrival, segment: Segment): void {
    const { queue, send } = this.#transfer;
    const at = this.#out.peerOffset(segment.seq, queue.next);
    const end = at + spanOf(segment);
    if (has(segment, 'rst')) {
      if (at === queue.next) this.#wasReset(segment.packet);
      return;
    }
    const ack = this.#out.ownOffset(segment.ack, send.unacked);
    // Out of window, a SYN in the middle, an ACK of what was never sent: we say what we expect (RFC 5961).
    if (!queue.window.admits(at, end) || has(segment, 'syn') || ack > send.next) {
      this.#transfer.acknowledge(segment.packet);
      return;
    }
    if (!has(segment, 'ack')) return;
    const stamps = segment.options.timestamps;
    if (stamps && at <= queue.window.acknowledged) this.#out.recentStamp = stamps.value;
    this.#transfer.takeAck(segment, ack);
    if (send.finAcked) this.#ourFinAcked(segment.packet);
    if (this.#state === 'CLOSED') return;
    if (this.#closed && segment.payload.length > 0 && end > queue.next) {
      // Nobody is left to read it (LINUX_MIB_TCPABORTONDATA).
      this.#become('CLOSED', segment.packet);
      this.#reset(arrival, segment);
      return;
    }
    this.#takeData(segment, at);
  }

  #ourFinAcked(packet: PacketId): void {
    if (this.#state === 'FIN-WAIT-1') {
      this.#become('FIN-WAIT-2', packet);
      this.#expires = this.#kernel.now() + TIME_WAIT;
    } else if (this.#state === 'CLOSING') this.#linger(packet);
    else if (this.#state === 'LAST-ACK') this.#become('CLOSED', packet);
  }

  #takeData(segment: Segment, at: number): void {
    const { packet } = segment;
    const got = this.#transfer.takeData(segment, at);
    const waiting = this.#state === 'FIN-WAIT-1' || this.#state === 'FIN-WAIT-2';
    if (!this.#transfer.pump()) this.#transfer.acknowledgeBy(got.fin && waiting ? 'now' : got.ack, packet);
    if (got.fin) this.#peerFinished(packet);
    if (got.bytes.length > 0) this.#events?.data(concatBytes(...got.bytes), packet);
    if (got.fin) this.#events?.end(packet);
  }

  /** net/ipv4/tcp_input.c tcp_fin. */
  #peerFinished(packet: PacketId): void {
    if (this.#state === 'ESTABLISHED') this.#become('CLOSE-WAIT', packet);
    else if (this.#state === 'FIN-WAIT-1') this.#become('CLOSING', packet);
    else if (this.#state === 'FIN-WAIT-2') this.#linger(packet);
  }

  #linger(packet: PacketId): void {
    this.#become('TIME-WAIT', packet);
    this.#expires = this.#kernel.now() + TIME_WAIT;
  }

  /** An ICMP error about a segment of ours (net/ipv4/tcp_ipv4.c tcp_v4_err, tcp_req_err). */
  icmp(error: QueuedError): void {
    const { send } = this.#transfer;
    const at = this.#out.ownOffset(error.quote.seq, send.unacked);
    if (at < send.unacked || at > send.next) return;
    if (error.type === 3 && error.code === FRAG_NEEDED) this.#transfer.narrowed();
    else if (this.#state === 'SYN-SENT') this.#fail(error.errno, error.packet);
    else if (this.#state === 'SYN-RECV' && (error.type === 11 || error.code <= 1)) this.#become('CLOSED', error.packet);
  }

  /** The lingering state of a closed connection is over. */
  expire(): void {
    this.#become('CLOSED', null);
  }

  #wasReset(packet: PacketId): void {
    this.#kernel.tcpEvent(this.#ask.job, packet, { kind: 'reset' }, RESET_CITES);
    this.#fail(this.#state === 'CLOSE-WAIT' ? 'EPIPE' : 'ECONNRESET', packet);
  }

  #fail(errno: SocketError, packet: PacketId | null): void {
    const events = this.#events;
    this.#events = null;
    this.#become('CLOSED', packet);
    events?.failed(errno);
  }

  #reset(arrival: Arrival, segment: Segment): void {
    sendReset(this.#kernel, arrival, { local: this.local.port, peer: this.peer.port }, segment);
  }

  #noteRetransmission(packet: PacketId | null, attempt: number, next: number): void {
    this.#kernel.tcpEvent(
      this.#ask.job,
      packet,
      { kind: 'retransmit', attempt, next: next as Nanos },
      RETRANSMIT_CITES,
    );
  }

  #become(to: TcpState, packet: PacketId | null): void {
    const from = this.#state;
    if (from === to) return;
    this.#state = to;
    const { cookie, job } = this.#ask;
    this.#kernel.socket(cookie, socketRowOf(this.#ask, to), job);
    this.#kernel.tcpEvent(job, packet, { kind: 'state', from, to }, citesOf(to));
    if (to !== 'CLOSED') return;
    this.#handshake?.stop();
    this.#transfer.stop();
    this.#expires = null;
    this.#ask.onGone();
  }
}
