import type { DeviceId, NetnsName } from '../lab/names.ts';
import type { EventId, TraceEvent } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { wallClock } from './tap.ts';
import type { TcpdumpFrame } from './tcpdump/frame.ts';

/** LINKTYPE_LINUX_SLL2 (tcpdump.org): its header's length, and where it keeps the interface index and the packet type. */
const SLL2 = { linktype: 276, header: 20, ifindex: 4, type: 10 } as const;
const ETHERNET_HEADER = 14;
/** linux/if_packet.h PACKET_OUTGOING. */
const OUTGOING = 4;
/** Files of tcpdump keep microseconds. */
const MICRO = 1_000;

/**
 * Where in a run the frames of a capture file passed: the event of each, null for a frame that is not of this run. A
 * frame is known by its moment and its bytes, which may be cut short; among equals those of `netns` come first. No event
 * is found twice.
 */
export function seenIn(trace: Trace, frames: readonly TcpdumpFrame[], netns: NetnsName): readonly (EventId | null)[] {
  const byMoment = new Map<string, TraceEvent[]>();
  for (const event of trace.events) {
    if ((event.kind !== 'tx' && event.kind !== 'rx') || event.frame === null || event.device === null) continue;
    const { seconds, nanos } = wallClock(trace.world, event.at);
    const key = momentOf(seconds, nanos);
    const there = byMoment.get(key);
    if (there === undefined) byMoment.set(key, [event]);
    else there.push(event);
  }
  return frames.map((frame) => {
    const there = byMoment.get(momentOf(frame.seconds, frame.nanos)) ?? [];
    const fits = there.filter((event) => isFrameOf(trace, event, frame));
    const found = fits.find((event) => event.netns === netns) ?? fits[0];
    if (found === undefined) return null;
    there.splice(there.indexOf(found), 1);
    return found.id;
  });
}

function momentOf(seconds: number, nanos: number): string {
  return `${seconds} ${Math.floor(nanos / MICRO)}`;
}

function isFrameOf(trace: Trace, event: TraceEvent, { linktype, bytes }: TcpdumpFrame): boolean {
  const own = event.frame === null ? undefined : trace.frames[event.frame];
  if (own === undefined) return false;
  if (linktype !== SLL2.linktype) return startsWith(own, bytes);
  if (bytes.length < SLL2.header) return false;
  const header = new DataView(bytes.buffer, bytes.byteOffset, SLL2.header);
  const isOut = header.getUint8(SLL2.type) === OUTGOING;
  return (
    isOut === (event.kind === 'tx') &&
    header.getUint32(SLL2.ifindex) === ifindexOf(trace, event.device) &&
    startsWith(own.subarray(ETHERNET_HEADER), bytes.subarray(SLL2.header))
  );
}

function ifindexOf(trace: Trace, device: DeviceId | null): number | undefined {
  return device === null ? undefined : trace.world.devices.get(device)?.ifindex;
}

function startsWith(whole: Uint8Array, start: Uint8Array): boolean {
  return start.length <= whole.length && start.every((byte, i) => byte === whole[i]);
}
