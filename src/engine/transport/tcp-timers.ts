import { MILLISECOND, SECOND } from '../timing.ts';

/** TCP_TIMEOUT_INIT: the first retransmission of a SYN or SYN-ACK, before the timer wheel rounds it up (timerDelay). */
const TIMEOUT_INIT = SECOND;
/** TCP_RTO_MIN, TCP_RTO_MAX. */
const RTO_MIN = 200 * MILLISECOND;
const RTO_MAX = 120 * SECOND;
/** TCP_DELACK_MIN, which is also TCP_ATO_MIN. */
export const DELAYED_ACK = 40 * MILLISECOND;
/** TCP_TIMEWAIT_LEN, and net.ipv4.tcp_fin_timeout for FIN-WAIT-2. */
export const TIME_WAIT = 60 * SECOND;

/** net.ipv4.tcp_syn_linear_timeouts (Linux 6.5 and later). */
const SYN_LINEAR_TIMEOUTS = 4;
/** net.ipv4.tcp_syn_retries; with the linear ones, ten SYNs after the first and ETIMEDOUT after 131 s. */
export const SYN_RETRIES = 6 + SYN_LINEAR_TIMEOUTS;
/** net.ipv4.tcp_synack_retries. */
export const SYNACK_RETRIES = 5;
/** net.ipv4.tcp_retries2. */
export const DATA_RETRIES = 15;
/** What tcp_orphan_retries gives when the application has closed (net/ipv4/tcp_timer.c). */
export const ORPHAN_RETRIES = 8;

/**
 * Nanoseconds from the SYN that was the `sent`th retransmission (0: the first SYN) to the next: one second five
 * times, then doubling, so that SYNs leave at 0, 1, 2, 3, 4, 5, 7, 11, 19, 35 and 67 s
 * (net/ipv4/tcp_timer.c tcp_retransmit_timer).
 */
export function synTimeout(sent: number): number {
  return TIMEOUT_INIT * 2 ** Math.max(0, sent - SYN_LINEAR_TIMEOUTS);
}

/** The same for SYN-ACKs, which double from the start (include/net/request_sock.h reqsk_timeout). */
export function synAckTimeout(timeouts: number): number {
  return Math.min(TIMEOUT_INIT * 2 ** timeouts, RTO_MAX);
}

/** Smoothed round trip and what follows from it (net/ipv4/tcp_input.c tcp_rtt_estimator, RFC 6298). Nanoseconds. */
export class RoundTrip {
  #smoothed: number | null = null;
  #deviation = 0;

  sample(rtt: number): void {
    if (this.#smoothed === null) {
      this.#smoothed = rtt;
      this.#deviation = Math.trunc(rtt / 2);
      return;
    }
    const error = rtt - this.#smoothed;
    this.#smoothed += Math.trunc(error / 8);
    this.#deviation += Math.trunc((Math.abs(error) - this.#deviation) / 4);
  }

  /** The retransmission timeout after `backoff` timeouts in a row, whole milliseconds. */
  timeout(backoff: number): number {
    if (this.#smoothed === null) return Math.min(TIMEOUT_INIT * 2 ** backoff, RTO_MAX);
    const exact = this.#smoothed + Math.max(RTO_MIN, 4 * this.#deviation);
    const base = Math.ceil(exact / MILLISECOND) * MILLISECOND;
    return Math.min(base * 2 ** backoff, RTO_MAX);
  }
}
