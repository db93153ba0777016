/** A segment's header, and its numbers as they are shown: relative where its conversation is known. */
export interface TcpHeader {
  readonly srcPort: number;
  readonly dstPort: number;
  readonly rawSeq: number;
  readonly rawAck: number;
  readonly seq: number;
  readonly ack: number;
  readonly flags: number;
  readonly headerLength: number;
  /** Bytes behind the header; null where nobody can tell, in fragments and in ICMP errors. */
  readonly length: number | null;
  readonly rawWindow: number;
  readonly window: number;
}
