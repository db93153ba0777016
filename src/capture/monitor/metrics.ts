import type { NetnsName } from '../../lab/names.ts';
import type { EventId, EventOf, Observation } from '../../trace/events.ts';
import { packetAt } from '../../trace/packet-at.ts';
import type { Trace } from '../../trace/trace.ts';
import { encodedLength } from '../../wire/encode.ts';

/** One row of cilium_metrics, as `cilium-dbg bpf metrics list` prints it. */
export interface MetricRow {
  /** 0 for what was let go, else the number of a drop reason. */
  readonly reason: number;
  /** 'Success', or the words of the drop reason. */
  readonly text: string;
  readonly direction: 'INGRESS' | 'EGRESS';
  readonly packets: number;
  readonly bytes: number;
}

/**
 * How update_metrics (bpf/lib/metrics.h) has counted on a node up to an event: packets that a program let go and those it
 * dropped, with the length that they had. Counting is not aggregated, so records that the ring never got count as well.
 */
export function metricsAt(trace: Trace, node: NetnsName, upTo: EventId): readonly MetricRow[] {
  const rows = new Map<string, MetricRow>();
  for (const event of trace.events) {
    if (event.id > upTo) break;
    if (event.kind !== 'hook' || event.netns !== node || event.packet === null) continue;
    for (const observation of event.observations) {
      const counted = countedAs(event, observation);
      if (counted === null) continue;
      const key = `${counted.reason} ${counted.direction}`;
      const before = rows.get(key) ?? { ...counted, packets: 0, bytes: 0 };
      rows.set(key, { ...before, packets: before.packets + 1, bytes: before.bytes + lengthOf(trace, event) });
    }
  }
  return [...rows.values()].toSorted((a, b) => a.reason - b.reason || (a.direction < b.direction ? -1 : 1));
}

/** Where trace.h counts (send_trace_notify's update_trace_metrics), and every drop. */
function countedAs(
  event: EventOf<'hook'>,
  { point, reason }: Observation,
): Pick<MetricRow, 'reason' | 'text' | 'direction'> | null {
  switch (point) {
    case 'drop':
      if (reason?.by !== 'cilium') return null;
      return { reason: reason.code, text: reason.text, direction: dropDirection(event) };
    case 'to-endpoint':
    case 'from-overlay':
    case 'from-network':
      return { reason: 0, text: 'Success', direction: 'INGRESS' };
    case 'to-stack':
    case 'to-host':
    case 'to-overlay':
    case 'to-network':
      return { reason: 0, text: 'Success', direction: 'EGRESS' };
    default:
      return null;
  }
}

function dropDirection({ program }: EventOf<'hook'>): MetricRow['direction'] {
  switch (program) {
    case 'cil_from_container':
    case 'cil_to_netdev':
    case 'cil_to_overlay':
    case 'cil_from_host':
      return 'EGRESS';
    default:
      return 'INGRESS';
  }
}

function lengthOf(trace: Trace, event: EventOf<'hook'>): number {
  const packet = packetAt(trace, event.frame);
  return packet.length === 0 ? 0 : encodedLength(packet);
}
