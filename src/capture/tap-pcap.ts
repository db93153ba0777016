import type { Trace } from '../trace/trace.ts';
import type { LinkType } from './pcap-limits.ts';
import { writePcap } from './pcap.ts';
import { writePcapng } from './pcapng.ts';
import { captureOf, type TapPoint } from './tap.ts';

/** LINKTYPE_LINUX_SLL2 and LINKTYPE_ETHERNET of the tcpdump.org registry. */
function linkTypeOf(point: TapPoint): LinkType {
  return point.device === 'any' ? 276 : 1;
}

/** What `tcpdump -w --time-stamp-precision=nano` would leave behind at one place. */
export function tapPcap(trace: Trace, point: TapPoint): Uint8Array {
  return writePcap(captureOf(trace, point), linkTypeOf(point), {
    epochSeconds: trace.world.epoch.seconds,
    nanos: true,
  });
}

/** Events from one to another, both included; without it the whole run. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What `tcpdump -w` would leave behind at one place: times in microseconds, as every reader of pcap knows them. */
export function tapPcapMicros(trace: Trace, point: TapPoint, { from, to }: Stretch): Uint8Array {
  const { seconds: epochSeconds } = trace.world.epoch;
  return writePcap(captureOf(trace, point, from, to), linkTypeOf(point), { epochSeconds, nanos: false });
}

/** Several places in one file, in the order of the trace: an interface per place, and each frame's event and packet beside it. */
export function tapsPcapng(trace: Trace, points: readonly TapPoint[], stretch?: Stretch): Uint8Array {
  const taps = points.map((point) => ({
    name: point.device === 'any' ? `${point.netns}:any` : point.device,
    linktype: linkTypeOf(point),
  }));
  const packets = points
    .flatMap((point, tap) => captureOf(trace, point, stretch?.from, stretch?.to).map((frame) => ({ ...frame, tap })))
    .toSorted((a, b) => a.event - b.event || a.tap - b.tap)
    .map(({ at, bytes, tap, event, packet, device }) => ({
      at,
      bytes,
      tap,
      comment: `event ${event}${packet === null ? '' : `, packet ${packet}${nameOf(trace, packet)}`}, ${device}`,
    }));
  return writePcapng(taps, packets, { epochSeconds: trace.world.epoch.seconds });
}

function nameOf(trace: Trace, packet: number): string {
  const label = trace.packets[packet]?.label ?? '';
  return label === '' ? '' : ` (${label})`;
}
