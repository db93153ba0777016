/**
 * How long things take in the lab, in nanoseconds. The real lab's microseconds vary with the machine; what the
 * numbers must keep is their order: a path is walked faster than an application thinks (transport/ and apps/ rely
 * on a walk of less than 250 us), and a capture shows In before Out.
 */
export const TIMING = {
  /** A veth crossing, softirq included. */
  veth: 4_000,
  /** A frame from NIC to NIC of one segment. */
  wire: 40_000,
  /** From a device's tap to the next device's tap inside one kernel. */
  stack: 9_000,
  /** A tc program with its map reads, up to its redirect. */
  bpf: 3_000,
  /** Encapsulation, or decapsulation in the UDP tunnel receive path. */
  tunnel: 6_000,
  loopback: 2_000,
  /**
   * From an agent's start to the moment at which all its endpoints run programs of the new configuration. Measured: a ping
   * with one packet a second shows the state between for a few packets.
   */
  regeneration: 3_000_000_000,
  /** A host takes no next frame from a device before it is done with the last one: softirqs run to completion. */
  busy: 50_000,
} as const;

export const SECOND = 1_000_000_000;
export const MILLISECOND = 1_000_000;

/** CONFIG_HZ=250, as Ubuntu builds its kernels. */
const TICK = 4 * MILLISECOND;
/** kernel/time/timer.c: LVL_SIZE buckets in a level, each level 2^LVL_CLK_SHIFT times as coarse as the one before. */
const BUCKETS = 64;
const COARSER = 8;

/**
 * How long it really takes until a kernel timer goes off that is set now for `delay` (kernel/time/timer.c, calc_index):
 * never early, and the farther ahead, the coarser the wheel. A second is 1.000 to 1.032, and 1.024 when it is set by a
 * timer. So what one packet has started in several kernels goes off together; all of them count the same ticks here.
 */
export function timerDelay(now: number, delay: number): number {
  const ahead = Math.ceil(delay / TICK);
  let grain = 1;
  while (ahead >= (BUCKETS - 1) * grain) grain *= COARSER;
  const expires = Math.floor(now / TICK) + ahead;
  return (Math.floor(expires / grain) + 1) * grain * TICK - now;
}
