import type { TcpdumpFrame } from '../tcpdump/frame.ts';

/** What a pcapng file says of a frame beside its bytes; so does a capture that tshark makes itself. */
export interface CaptureInterface {
  /** Counted through the file from zero. */
  readonly id: number;
  readonly name: string;
}

/** One captured frame. A frame from a pcap file has neither an interface nor a comment. */
export interface TsharkFrame extends TcpdumpFrame {
  readonly on?: CaptureInterface;
  readonly comment?: string;
}
