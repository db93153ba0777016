import type { PacketId } from '../../trace/events.ts';
import type { Cause } from '../../trace/trace.ts';
import type { Kernel, Timer } from '../kernel.ts';
import { timerDelay } from '../timing.ts';
import type { TcpOutput } from './tcp-output.ts';
import { SYN_RETRIES, SYNACK_RETRIES, synAckTimeout, synTimeout } from './tcp-timers.ts';

export interface HandshakeAsk {
  readonly kernel: Kernel;
  readonly out: TcpOutput;
  /** A SYN-ACK rather than a SYN. */
  readonly answering: boolean;
  /** What it announces: MSS and window, bytes. */
  readonly mss: number;
  readonly window: number;
  readonly cause: Cause;
  onRetransmission(packet: PacketId, attempt: number, next: number): void;
  onTimeout(): void;
}

/** Sends a SYN or SYN-ACK and sends it again, after ever longer pauses, until it is stopped or nobody will answer. */
export class Handshake {
  readonly #ask: HandshakeAsk;
  readonly #first: PacketId;
  #sentAt: number;
  #fired = 0;
  #timer: Timer | null = null;

  constructor(ask: HandshakeAsk) {
    this.#ask = ask;
    this.#sentAt = ask.kernel.now();
    this.#first = ask.out.syn(ask).packet;
    this.#arm();
  }

  /** Was the first one and one more lost? Then the connection starts carefully (net/ipv4/tcp_input.c tcp_init_transfer). */
  get hadLosses(): boolean {
    return !this.#ask.answering && this.#fired > 1;
  }

  /** Nanoseconds since it was last sent: the timestamps tell which one is answered. */
  get elapsed(): number {
    return this.#ask.kernel.now() - this.#sentAt;
  }

  /** Sends it at once, and begins the present pause anew: the peer has sent its SYN again (tcp_check_req). */
  repeat(): void {
    this.#send();
    this.#arm();
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #send(): void {
    this.#sentAt = this.#ask.kernel.now();
    this.#ask.out.syn({ ...this.#ask, cause: { kind: 'retransmission', of: this.#first } });
  }

  #pause(): number {
    return this.#ask.answering ? synAckTimeout(this.#fired) : synTimeout(this.#fired);
  }

  #arm(): void {
    this.#timer?.cancel();
    const { kernel } = this.#ask;
    this.#timer = kernel.after(timerDelay(kernel.now(), this.#pause()), () => this.#fire());
  }

  #fire(): void {
    if (this.#fired >= (this.#ask.answering ? SYNACK_RETRIES : SYN_RETRIES)) {
      this.#ask.onTimeout();
      return;
    }
    this.#fired += 1;
    this.#ask.onRetransmission(this.#first, this.#fired, this.#pause());
    this.#send();
    this.#arm();
  }
}
