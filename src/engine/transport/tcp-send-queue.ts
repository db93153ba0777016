import { concatBytes } from '../../base/bytes.ts';
import type { PacketId } from '../../trace/events.ts';

/** net/ipv4/tcp.h TCP_INIT_CWND, segments. */
const INITIAL_WINDOW = 10;
/** Duplicate acknowledgements that mean a loss (RFC 5681 section 3.2). */
const DUPLICATES = 3;

/** A segment that was sent and is not yet acknowledged. Offsets count from the SYN, which is 0. */
export interface Sent {
  readonly from: number;
  /** The FIN included. */
  readonly to: number;
  readonly fin: boolean;
  readonly push: boolean;
  /** The last packet that carried it. */
  packet: PacketId | null;
  at: number;
  retransmitted: boolean;
  sacked: boolean;
  lost: boolean;
}

export interface Acked {
  /** Is anything new acknowledged? */
  readonly advanced: boolean;
  /** Nanoseconds since the newest acknowledged segment was sent, unless it was sent twice (Karn). */
  readonly rtt: number | null;
}

/**
 * What one side has to send: the stream, what of it is in flight, and how much may be (slow start, congestion
 * avoidance and fast retransmit of RFC 5681 with the losses of RFC 6675 told by SACK). One instance a connection.
 *
 * Not modelled: pacing, tail loss probes, RACK timing, CUBIC's curve, the persist timer (no reader stops reading).
 */
export class SendQueue {
  #stream: Uint8Array = new Uint8Array(0);
  readonly #writes: number[] = [];
  #finish = false;
  #sent: Sent[] = [];
  /** The first offset that is not acknowledged, and the first that was never sent. */
  #unacked = 0;
  #next = 1;
  #window = 0;
  #cwnd = INITIAL_WINDOW;
  #threshold = Infinity;
  #grown = 0;
  #duplicates = 0;
  /** Until this offset is acknowledged, a loss counts as known. */
  #recovering = -1;

  get next(): number {
    return this.#next;
  }
  get unacked(): number {
    return this.#unacked;
  }
  get idle(): boolean {
    return this.#sent.length === 0;
  }
  get finAcked(): boolean {
    return this.#finish && this.#unacked === this.#end + 1;
  }
  /** Is there anything that waits to be sent, or sent again? */
  get wanting(): boolean {
    return this.#next < this.#end || (this.#finish && this.#next === this.#end) || this.#sent.some((s) => s.lost);
  }
  get oldest(): Sent | null {
    return this.#sent.find((s) => !s.sacked) ?? null;
  }
  get #end(): number {
    return this.#stream.length + 1;
  }

  /** The handshake is over; `afterLoss`: the SYN was lost more than once, so the start is slow (tcp_init_cwnd). */
  begin(afterLoss: boolean): void {
    this.#unacked = 1;
    if (afterLoss) this.#cwnd = 1;
  }

  setWindow(bytes: number): void {
    this.#window = bytes;
  }

  write(bytes: Uint8Array): void {
    this.#stream = concatBytes(this.#stream, bytes);
    this.#writes.push(this.#end);
  }

  finish(): void {
    this.#finish = true;
  }

  bytesOf(segment: Sent): Uint8Array {
    return this.#stream.subarray(segment.from - 1, (segment.fin ? segment.to - 1 : segment.to) - 1);
  }

  /** What may leave now: lost segments first, then new ones. Null: nothing, or no room. */
  take(mss: number, now: number): Sent | null {
    if (this.#flight() >= this.#cwnd) return null;
    const lost = this.#sent.findIndex((s) => s.lost && !s.sacked);
    const segment = lost >= 0 ? this.#cut(lost, mss) : this.#fresh(mss);
    if (segment === null) return null;
    segment.retransmitted = lost >= 0;
    segment.lost = false;
    segment.at = now;
    return segment;
  }

  #fresh(mss: number): Sent | null {
    const room = this.#unacked + this.#window - this.#next;
    const size = Math.min(mss, room, this.#end - this.#next);
    const last = this.#next + Math.max(0, size) === this.#end;
    const fin = last && this.#finish && this.#next <= this.#end;
    if (this.#next > this.#end || (size <= 0 && !fin)) return null;
    const to = this.#next + size + (fin ? 1 : 0);
    const push = size > 0 && this.#writes.includes(this.#next + size);
    const segment = {
      from: this.#next,
      to,
      fin,
      push,
      packet: null,
      at: 0,
      retransmitted: false,
      sacked: false,
      lost: false,
    };
    this.#next = to;
    this.#sent.push(segment);
    return segment;
  }

  /** The sent segment at `index`, cut in two when the MSS has shrunk since. */
  #cut(index: number, mss: number): Sent | null {
    const whole = this.#sent[index];
    if (whole === undefined || this.bytesOf(whole).length <= mss) return whole ?? null;
    const head: Sent = { ...whole, to: whole.from + mss, fin: false, push: false };
    const tail: Sent = { ...whole, from: whole.from + mss };
    this.#sent.splice(index, 1, head, tail);
    return head;
  }

  /** `ack` and the SACK blocks as offsets. `pure`: no data, window unchanged, so that it may be a duplicate. */
  acknowledge(ack: number, sack: readonly (readonly [from: number, to: number])[], pure: boolean, now: number): Acked {
    for (const [from, to] of sack) for (const s of this.#sent) if (s.from >= from && s.to <= to) s.sacked = true;
    if (ack <= this.#unacked) {
      if (pure && ack === this.#unacked && this.#sent.length > 0) this.#duplicate();
      return { advanced: false, rtt: null };
    }
    const done = this.#sent.filter((s) => s.to <= ack);
    this.#sent = this.#sent.filter((s) => s.to > ack);
    this.#unacked = ack;
    this.#duplicates = 0;
    const newest = done.findLast((s) => !s.retransmitted);
    if (ack >= this.#recovering) {
      this.#recovering = -1;
      this.#grow(done.length);
    } else {
      // A partial acknowledgement: the next hole is lost too (RFC 6582 section 3.2).
      const hole = this.#sent.find((s) => !s.sacked);
      if (hole && !hole.retransmitted) hole.lost = true;
    }
    return { advanced: true, rtt: newest ? now - newest.at : null };
  }

  #grow(acked: number): void {
    if (this.#cwnd < this.#threshold) {
      this.#cwnd += acked;
      return;
    }
    this.#grown += acked;
    if (this.#grown < this.#cwnd) return;
    this.#grown -= this.#cwnd;
    this.#cwnd += 1;
  }

  #duplicate(): void {
    this.#duplicates += 1;
    if (this.#recovering >= 0 || this.#duplicates < DUPLICATES) return;
    const first = this.#sent.find((s) => !s.sacked);
    if (!first) return;
    first.lost = true;
    this.#recovering = this.#next;
    this.#threshold = Math.max(2, Math.trunc(this.#flight() / 2));
    this.#cwnd = this.#threshold;
  }

  /** The retransmission timer has fired: everything in flight counts as lost (RFC 5681 section 3.1). */
  timeout(first: boolean): void {
    if (first) this.#threshold = Math.max(2, Math.trunc(this.#flight() / 2));
    this.#cwnd = 1;
    this.#recovering = this.#next;
    for (const s of this.#sent) s.lost = !s.sacked;
  }

  /** The path takes only smaller packets: what is in flight is sent again, cut anew (tcp_simple_retransmit). */
  resize(mss: number): boolean {
    const big = this.#sent.filter((s) => !s.sacked && this.bytesOf(s).length > mss);
    for (const s of big) s.lost = true;
    return big.length > 0;
  }

  #flight(): number {
    return this.#sent.filter((s) => !s.sacked && !s.lost).length;
  }
}
