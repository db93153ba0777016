import type { NetnsName } from '../../lab/names.ts';
import type { EventId, EventOf, Observation } from '../../trace/events.ts';
import { packetAt } from '../../trace/packet-at.ts';
import type { Trace } from '../../trace/trace.ts';
import { encodedLength } from '../../wire/encode.ts';

/** One row of cilium_metrics, without the source line by which `cilium-dbg bpf metrics list` divides it further. */
export interface MetricRow {
  readonly reason: number;
  /** 'Success' for 0, 'Interface' for 3 (a program was entered), else the words of a drop reason. */
  readonly text: string;
  readonly direction: 'INGRESS' | 'EGRESS';
  readonly packets: number;
  readonly bytes: number;
}
type MetricKey = Pick<MetricRow, 'reason' | 'text' | 'direction'>;

/**
 * How a node's programs have counted up to an event (bpf/lib/metrics.h update_metrics): packets and their length. Counting
 * is not aggregated, so what the ring never got is counted as well.
 */
export function metricsAt(trace: Trace, node: NetnsName, upTo: EventId): readonly MetricRow[] {
  const rows = new Map<string, MetricRow>();
  for (const event of trace.events) {
    if (event.id > upTo) break;
    if (event.kind !== 'hook' || event.netns !== node || event.packet === null) continue;
    const length = lengthOf(trace, event);
    for (const key of countedAs(event)) {
      const name = `${key.reason} ${key.direction}`;
      const before = rows.get(name) ?? { ...key, packets: 0, bytes: 0 };
      rows.set(name, { ...before, packets: before.packets + 1, bytes: before.bytes + length });
    }
  }
  return [...rows.values()].toSorted((a, b) => a.reason - b.reason || (a.direction < b.direction ? -1 : 1));
}

const IN: MetricKey = { reason: 0, text: 'Success', direction: 'INGRESS' };
const OUT: MetricKey = { reason: 0, text: 'Success', direction: 'EGRESS' };
const ENTERED: MetricKey = { reason: 3, text: 'Interface', direction: 'INGRESS' };

/** A pod's program counts a delivery to a neighbour as sent (bpf/lib/local_delivery.h LOCAL_DELIVERY_METRICS). */
function countedAs(event: EventOf<'hook'>): readonly MetricKey[] {
  const keys = event.observations.flatMap((observation) => countedFor(event, observation) ?? []);
  const delivered = event.program === 'cil_from_container' && event.verdict.kind === 'policy';
  return delivered ? [...keys, OUT] : keys;
}

/** update_trace_metrics (bpf/lib/trace.h), and every drop. */
function countedFor(event: EventOf<'hook'>, { point, reason }: Observation): MetricKey | null {
  switch (point) {
    case 'drop':
      if (reason?.by !== 'cilium') return null;
      return { reason: reason.code, text: reason.text, direction: dropDirection(event) };
    case 'to-endpoint':
      return IN;
    case 'to-stack':
    case 'to-host':
    case 'to-overlay':
    case 'to-network':
      return OUT;
    case 'from-host':
    case 'from-stack':
    case 'from-overlay':
    case 'from-network':
      return ENTERED;
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
