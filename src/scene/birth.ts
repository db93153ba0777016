import type { EventId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import type { Point } from './geometry.ts';
import { placeOf, type TraceOnStage } from './place-of.ts';
import type { Layout } from './places.ts';
import { restsAt } from './rests.ts';

/** A packet that nobody's application asked for: an error, or the same segment once more. */
export interface Birth {
  readonly at: Point;
  readonly kind: 'icmp-error' | 'retransmission' | 'fragment' | 'reply' | 'job';
  /** Where the packet ended that called for it, when that is another place. */
  readonly because: Point | null;
}

/** The birth that happens in this event, or null. Questions of ARP are housekeeping and are not celebrated. */
export function birthAt(trace: TraceOnStage & Pick<Trace, 'jobs'>, layout: Layout, id: EventId): Birth | null {
  const event = trace.events[id];
  const record = event?.kind === 'born' && event.packet !== null ? trace.packets[event.packet] : undefined;
  const place = event === undefined ? null : placeOf(layout, event);
  if (record === undefined || place === null || record.cause.kind === 'arp') return null;
  const at = restsAt(trace, layout, id).get(record.id)?.at ?? place.place.card;
  const { cause } = record;
  if (cause.kind !== 'icmp-error') return { at, kind: cause.kind, because: null };
  const end = trace.events[trace.packets[cause.of]?.end ?? -1];
  const from = end === undefined ? null : placeOf(layout, end);
  return { at, kind: cause.kind, because: from === null || from.key === place.key ? null : from.place.card };
}
