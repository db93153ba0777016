import { decode } from '../wire/decode.ts';
import type { Packet } from '../wire/layers.ts';
import type { FrameId } from './events.ts';
import type { Trace } from './trace.ts';

/**
 * Link type of a recorded frame. A packet that its kernel has made but not yet sent has no link layer: its bytes
 * begin with IPv4's version and header length (0x45), which no Ethernet frame of the lab does (an odd first byte is a
 * group address, and the only group here is broadcast).
 */
export function frameLink(bytes: Uint8Array): 'ethernet' | 'ipv4' {
  return bytes[0] === 0x45 ? 'ipv4' : 'ethernet';
}

/** The layers of a recorded frame, outermost first. */
export function layersOf(trace: Pick<Trace, 'frames'>, frame: FrameId): Packet {
  const bytes = trace.frames[frame];
  if (!bytes) throw new Error(`the trace has no frame ${frame}`);
  return decode(bytes, frameLink(bytes)).packet;
}
