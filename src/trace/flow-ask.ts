import type { Read, TraceEvent } from './events.ts';
import { eventsOf } from './by-packet.ts';
import { keyFields, type FieldName } from './key-fields.ts';
import { packetAt } from './packet-at.ts';
import type { Trace } from './trace.ts';

/** How a flow table was asked: for which entry, and whether the packet's ends were swapped for it. */
export interface FlowAsk {
  /** OUT: made by what leaves an endpoint; IN: by what reaches one; SVC: the backend a flow was given. */
  readonly dir: 'OUT' | 'IN' | 'SVC';
  /** `unclear`: the packet is at neither end of what was asked for, or at both. */
  readonly ends: 'as-sent' | 'swapped' | 'unclear';
  /** The twin for ICMP errors about a flow. */
  readonly related: boolean;
}

/** Null for tables that hold no flows. (bpf/lib/conntrack.h ct_lookup4 asks for the opposite direction first.) */
export function flowAskOf(trace: Pick<Trace, 'events' | 'frames'>, event: TraceEvent, read: Read): FlowAsk | null {
  const fields = new Map(keyFields(read.table, read.query).map(({ name, value }) => [name, value]));
  const dir = fields.get('direction');
  const flow = read.table.startsWith('cilium_ct') || read.table === 'cilium_snat_v4_external';
  if (!flow || (dir !== 'OUT' && dir !== 'IN' && dir !== 'SVC')) return null;
  const ends = endsBefore(trace, event);
  const is = (from: FieldName, to: FieldName): boolean =>
    ends.some(({ src, dst }) => src === fields.get(from) && dst === fields.get(to));
  const [sent, swapped] = [is('source', 'destination'), is('destination', 'source')];
  return {
    dir,
    ends: sent === swapped ? 'unclear' : sent ? 'as-sent' : 'swapped',
    related: fields.get('kind') === 'related',
  };
}

/** Both ends of every IP header of the packet, as it came and as it left. */
function endsBefore(
  trace: Pick<Trace, 'events' | 'frames'>,
  event: TraceEvent,
): readonly { readonly src: string; readonly dst: string }[] {
  if (event.packet === null) return [];
  const before = eventsOf(trace, event.packet).findLast((other) => other.id < event.id && other.frame !== null);
  const frames = [before?.frame ?? null, event.frame];
  return frames.flatMap((frame) => packetAt(trace, frame)).filter((layer) => layer.kind === 'ipv4');
}
