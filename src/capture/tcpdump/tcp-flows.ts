/** One conversation: the first sequence number of each side, as tcpdump saw them. */
interface Flow {
  readonly seq: number;
  readonly ack: number;
}

export interface Relative {
  readonly seq: number;
  readonly ack: number;
  /** What SACK blocks are counted from. */
  readonly sackBase: number;
}

export interface TcpEnds {
  readonly src: number;
  readonly dst: number;
  readonly srcPort: number;
  readonly dstPort: number;
}

/**
 * The conversations of a capture, from which tcpdump counts sequence numbers (print-tcp.c tcp_print). A segment with
 * ACK that is the first of its conversation, or a SYN, sets the base and is printed as it is; the base of the other
 * side is taken from its ack number. Segments without ACK, so a SYN, leave everything alone.
 */
export class TcpFlows {
  readonly #flows = new Map<string, Flow>();

  relative(ends: TcpEnds, seq: number, ack: number, syn: boolean): Relative {
    const reverse = ends.srcPort > ends.dstPort || (ends.srcPort === ends.dstPort && ends.src > ends.dst);
    const key = reverse
      ? `${ends.dst}.${ends.dstPort} ${ends.src}.${ends.srcPort}`
      : `${ends.src}.${ends.srcPort} ${ends.dst}.${ends.dstPort}`;
    const known = this.#flows.get(key);
    if (known === undefined || syn) {
      const before = (ack - 1) >>> 0;
      const flow = reverse ? { seq: before, ack: seq } : { seq, ack: before };
      this.#flows.set(key, flow);
      return { seq, ack, sackBase: reverse ? flow.seq : flow.ack };
    }
    const [own, other] = reverse ? [known.ack, known.seq] : [known.seq, known.ack];
    return { seq: (seq - own) >>> 0, ack: (ack - other) >>> 0, sackBase: other };
  }
}
