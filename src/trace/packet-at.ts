import { decode } from '../wire/decode.ts';
import { innermost, type Packet } from '../wire/layers.ts';
import type { FrameId } from './events.ts';
import { frameLink } from './frame.ts';
import type { Trace } from './trace.ts';

const decoded = new WeakMap<Uint8Array, Packet>();

/** The layers of a frame, outermost first; none for null. Memoised by its bytes, so the same id gives the same list. */
export function packetAt(trace: Pick<Trace, 'frames'>, frame: FrameId | null): Packet {
  const bytes = frame === null ? undefined : trace.frames[frame];
  if (bytes === undefined) return [];
  const known = decoded.get(bytes);
  if (known !== undefined) return known;
  const { packet } = decode(bytes, frameLink(bytes));
  decoded.set(bytes, packet);
  return packet;
}

/** The TTL that the pods see: of the innermost IPv4 header. Null for ARP and for nothing. */
export function innerTtl(packet: Packet): number | null {
  return innermost(packet, 'ipv4')?.ttl ?? null;
}

/** The TTL of the tunnel's IPv4 header, or null when the packet is in no tunnel. */
export function outerTtl(packet: Packet): number | null {
  const [first, second] = packet.filter((layer) => layer.kind === 'ipv4');
  return first === undefined || second === undefined ? null : first.ttl;
}
