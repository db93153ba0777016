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
} as const;

export const SECOND = 1_000_000_000;
export const MILLISECOND = 1_000_000;
