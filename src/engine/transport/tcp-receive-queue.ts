import type { ReceiveWindow } from './tcp-window.ts';
import { DELAYED_ACK } from './tcp-timers.ts';

/** TCP_MAX_QUICKACKS: so many acknowledgements go out at once before they may be delayed. */
const MAX_QUICK_ACKS = 16;
/** TCP_MSS_DEFAULT: the first guess of the peer's segment size (tcp_initialize_rcv_mss). */
const FIRST_GUESS = 536;

/** When the acknowledgement of what just came must leave. */
export type AckNeed = 'none' | 'later' | 'now';

export interface Received {
  /** Bytes that are now in order. */
  readonly bytes: readonly Uint8Array[];
  /** Is the peer's FIN now in order? */
  readonly fin: boolean;
  readonly ack: AckNeed;
}

interface Piece {
  readonly from: number;
  readonly bytes: Uint8Array;
  readonly fin: boolean;
}

const NOTHING: Received = { bytes: [], fin: false, ack: 'none' };

/**
 * What one side has received: the order of the stream, and Linux's choice of when to acknowledge it
 * (net/ipv4/tcp_input.c tcp_event_data_recv, __tcp_ack_snd_check). Offsets count from the peer's SYN, which is 0.
 */
export class ReceiveQueue {
  readonly window: ReceiveWindow;
  #next = 1;
  #ahead: Piece[] = [];
  #finished = false;
  #segment = FIRST_GUESS;
  /** icsk_ack.ato, pingpong, quick, lrcvtime. */
  #ato = 0;
  #pingpong = false;
  #quick = 0;
  #lastData = -Infinity;

  constructor(window: ReceiveWindow) {
    this.window = window;
  }

  /** rcv_nxt. */
  get next(): number {
    return this.#next;
  }

  take(from: number, bytes: Uint8Array, fin: boolean, now: number): Received {
    const end = from + bytes.length + (fin ? 1 : 0);
    if (end === from) return NOTHING;
    if (end <= this.#next) return this.#outOfOrder();
    if (from > this.#next) {
      this.#ahead.push({ from, bytes, fin });
      this.#ahead.sort((a, b) => a.from - b.from);
      return this.#outOfOrder();
    }
    const filled = this.#ahead.length > 0;
    const out = this.#append({ from, bytes, fin });
    if (bytes.length > 0) this.#arrived(bytes.length, now);
    return { ...out, ack: filled ? 'now' : this.#need() };
  }

  #append(piece: Piece): Omit<Received, 'ack'> {
    const bytes: Uint8Array[] = [];
    let fin = false;
    let wanted: Piece | undefined = piece;
    while (wanted) {
      const fresh: Uint8Array = wanted.bytes.subarray(this.#next - wanted.from);
      if (fresh.length > 0) bytes.push(fresh);
      this.#next += fresh.length;
      if (wanted.fin && !this.#finished) {
        this.#finished = true;
        fin = true;
        this.#next += 1;
      }
      this.#ahead = this.#ahead.filter((p) => p.from + p.bytes.length + (p.fin ? 1 : 0) > this.#next);
      wanted = this.#ahead.find((p) => p.from <= this.#next);
    }
    return { bytes, fin };
  }

  /** Data out of order, or twice: the peer must know at once (tcp_data_queue, tcp_enter_quickack_mode). */
  #outOfOrder(): Received {
    this.#pingpong = false;
    this.#quick = MAX_QUICK_ACKS;
    return { bytes: [], fin: false, ack: 'now' };
  }

  #arrived(length: number, now: number): void {
    if (length > this.#segment) this.#segment = length;
    // The first data, or data after a long silence, is acknowledged at once: the peer may be in slow start.
    if (this.#ato === 0 || now - this.#lastData > 5 * DELAYED_ACK)
      this.#quick = Math.max(this.#quick, this.#quickAcks());
    this.#ato = DELAYED_ACK;
    this.#lastData = now;
  }

  #quickAcks(): number {
    const offered = this.window.acknowledged + this.window.offered - this.#next;
    return Math.min(MAX_QUICK_ACKS, Math.max(2, Math.trunc(offered / (2 * this.#segment))));
  }

  #need(): AckNeed {
    const unsaid = this.#next - this.window.acknowledged;
    return unsaid > this.#segment || (this.#quick > 0 && !this.#pingpong) ? 'now' : 'later';
  }

  /** An acknowledgement has left, alone or with data. */
  acknowledged(): void {
    if (this.#quick > 0) this.#quick -= 1;
  }

  /** Data has left: an answer to data that came a moment ago makes this a conversation, whose ACKs may wait. */
  dataSent(now: number): void {
    if (now - this.#lastData < this.#ato) this.#pingpong = true;
  }

  /** Blocks of the stream that came ahead of order, newest last, as offsets. */
  get sack(): readonly (readonly [from: number, to: number])[] {
    const blocks: [from: number, to: number][] = [];
    for (const piece of this.#ahead) {
      const to = piece.from + piece.bytes.length + (piece.fin ? 1 : 0);
      const last = blocks.at(-1);
      if (last && piece.from <= last[1]) last[1] = Math.max(last[1], to);
      else blocks.push([piece.from, to]);
    }
    return blocks;
  }
}
