/** TCP's flags (RFC 9293 section 3.1). */
export const TH = { fin: 1, syn: 2, rst: 4, push: 8, ack: 16, urg: 32 } as const;

/** What Wireshark thinks of a segment (packet-tcp.c TCP_A_*). */
export const TCP_A = {
  retransmission: 0x0001,
  lostPacket: 0x0002,
  ackLostPacket: 0x0004,
  keepAlive: 0x0008,
  duplicateAck: 0x0010,
  zeroWindow: 0x0020,
  zeroWindowProbe: 0x0040,
  zeroWindowProbeAck: 0x0080,
  keepAliveAck: 0x0100,
  outOfOrder: 0x0200,
  fastRetransmission: 0x0400,
  windowUpdate: 0x0800,
  windowFull: 0x1000,
  reusedPorts: 0x2000,
  spuriousRetransmission: 0x4000,
} as const;

/** The outcome for one segment (packet-tcp.h tcp_acked). */
export interface TcpAnalysis {
  /** Whether anything is known at all: else there is no [SEQ/ACK analysis]. */
  exists: boolean;
  flags: number;
  dupAckNum: number;
  dupAckFrame: number;
  rto: bigint;
  rtoFrame: number;
  ackedFrame: number;
  ackRtt: bigint;
  bytesInFlight: number;
  pushBytesSent: number;
}

export function newAnalysis(): TcpAnalysis {
  return {
    exists: false,
    flags: 0,
    dupAckNum: 0,
    dupAckFrame: 0,
    rto: 0n,
    rtoFrame: 0,
    ackedFrame: 0,
    ackRtt: 0n,
    bytesInFlight: 0,
    pushBytesSent: 0,
  };
}
