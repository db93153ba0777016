import { deviceName } from '../../lab/names.ts';
import type { EventId, Tap } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import type { LinkType } from '../pcap-limits.ts';
import { captureOf, type TapPoint } from '../tap.ts';

/** One captured frame as tcpdump gets it from libpcap. */
export interface TcpdumpFrame {
  readonly linktype: LinkType;
  /** Seconds since 1970 and nanoseconds of the second. */
  readonly seconds: number;
  readonly nanos: number;
  readonly bytes: Uint8Array;
  /** Length on the wire, the link-layer header included. */
  readonly length: number;
  /** The device's name, '?' when nobody knows it: LINUX_SLL2 holds only its index. */
  readonly device: string;
  /** What the kernel says of a frame beside its bytes; null for a frame from a file. */
  readonly tap: Tap | null;
}

/** A frame and the event that put it into the capture. */
export interface TappedFrame extends TcpdumpFrame {
  readonly event: EventId;
}

export function linkTypeOf({ device }: TapPoint): LinkType {
  return device === 'any' ? 276 : 1;
}

/** What a tcpdump at this place gets to see, from an event on. */
export function framesAt(trace: Trace, point: TapPoint, from = 0): readonly TappedFrame[] {
  const linktype = linkTypeOf(point);
  return captureOf(trace, point, from).map(({ event, device, tap, seconds, nanos, bytes }) => ({
    event,
    linktype,
    seconds,
    nanos,
    bytes,
    length: bytes.length,
    device: deviceName(device),
    tap,
  }));
}
