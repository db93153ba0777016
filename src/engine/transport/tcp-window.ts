import { TIMESTAMPS_LENGTH, WINDOW_SCALE } from './tcp-options.ts';

/**
 * tcp_full_space: half of the default receive buffer of 131072 bytes (net.ipv4.tcp_rmem), as the initial
 * scaling_ratio of 1/2 gives it (include/net/tcp.h tcp_win_from_space).
 */
const FULL_SPACE = 65536;
const MAX_FIELD = 65535;
/** The largest segment that an IPv4 packet holds: loopback's MTU of 65536 is more than that. */
const MAX_MSS = 65495;

/** The MSS that we announce for a route MTU, in bytes (net/ipv4/route.c ipv4_default_advmss). */
export function advertisedMss(mtu: number): number {
  return Math.min(mtu - 40, MAX_MSS);
}

/**
 * The unscaled window of a SYN or SYN-ACK: whole segments, as many as fit
 * (net/ipv4/tcp_output.c tcp_select_initial_window). A SYN-ACK knows that timestamps take part of each segment.
 */
export function initialWindow(advmss: number, timestamps: boolean): number {
  const mss = advmss - (timestamps ? TIMESTAMPS_LENGTH : 0);
  return Math.floor(MAX_FIELD / mss) * mss;
}

/**
 * The receive window of one connection. The application reads at once, so the buffer never fills; what remains is
 * Linux's slow start of the window and the rule that an offered window is never taken back.
 *
 * Not modelled: growth of the window during a bulk transfer (tcp_grow_window, tcp_rcv_space_adjust).
 */
export class ReceiveWindow {
  /** rcv_wnd: the window last offered, bytes. */
  #offered: number;
  /** rcv_wup: rcv_nxt when it was offered. */
  #at: number;
  #slowStart: number;
  readonly #scaled: boolean;

  /** `initial`: the window of our SYN or SYN-ACK; `next`: rcv_nxt after the handshake, as an offset. */
  constructor(ask: {
    readonly initial: number;
    readonly advmss: number;
    readonly timestamps: boolean;
    readonly scaled: boolean;
    readonly next: number;
  }) {
    this.#offered = ask.initial;
    this.#at = ask.next;
    this.#scaled = ask.scaled;
    // net/ipv4/tcp_input.c tcp_init_buffer_space: room for one segment is held back.
    const mss = ask.advmss - (ask.timestamps ? TIMESTAMPS_LENGTH : 0);
    this.#slowStart = Math.min(ask.initial, Math.max(2 * mss, FULL_SPACE - mss));
  }

  /** The window that the next segment offers, in bytes (tcp_output.c tcp_select_window, __tcp_select_window). */
  select(next: number): number {
    const current = Math.max(0, this.#at + this.#offered - next);
    const fresh = this.#align(Math.min(FULL_SPACE, this.#slowStart));
    this.#offered = fresh < current ? this.#align(current) : fresh;
    this.#at = next;
    return this.#offered;
  }

  /** Is a segment from `from` to `end` at least partly inside what we offered? (tcp_input.c tcp_sequence) */
  admits(from: number, end: number): boolean {
    return end >= this.#at && from <= this.#at + this.#offered;
  }

  /** The header field for a window of so many bytes. */
  field(bytes: number): number {
    return Math.min(MAX_FIELD, this.#scaled ? bytes >>> WINDOW_SCALE : bytes);
  }

  /** rcv_wup, as an offset. */
  get acknowledged(): number {
    return this.#at;
  }

  /** rcv_wnd, bytes. */
  get offered(): number {
    return this.#offered;
  }

  #align(bytes: number): number {
    if (!this.#scaled) return bytes;
    const unit = 1 << WINDOW_SCALE;
    return Math.ceil(bytes / unit) * unit;
  }
}
