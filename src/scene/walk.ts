import { eventsOf } from '../trace/by-packet.ts';
import type { EventId, PacketId, TraceEvent } from '../trace/events.ts';
import { type Place, placeOf, type TraceOnStage } from './place-of.ts';
import type { Layout } from './places.ts';
import { routeBetween, type RouteLeg } from './route-of.ts';

/** One stop of a packet on the stage: consecutive events at the same place. */
export interface Stop {
  readonly place: Place;
  readonly events: readonly TraceEvent[];
  readonly first: EventId;
  readonly last: EventId;
}

/** From one stop to the next. The packet leaves after `from` and has arrived at `to`. */
export interface Leg extends RouteLeg {
  readonly from: Stop;
  readonly to: Stop;
  /** The BPF helper that made the jump, or null. */
  readonly helper: string | null;
}

export interface Walk {
  readonly stops: readonly Stop[];
  readonly legs: readonly Leg[];
}

const walks = new WeakMap<Layout, WeakMap<TraceOnStage['events'], Map<PacketId, Walk>>>();

/** The way of a packet over the stage. Memoised by layout and trace: both never change. */
export function walkOf(trace: TraceOnStage, layout: Layout, packet: PacketId): Walk {
  let ofLayout = walks.get(layout);
  if (ofLayout === undefined) walks.set(layout, (ofLayout = new WeakMap()));
  let ofTrace = ofLayout.get(trace.events);
  if (ofTrace === undefined) ofLayout.set(trace.events, (ofTrace = new Map()));
  const known = ofTrace.get(packet);
  if (known !== undefined) return known;
  const walk = build(trace, layout, packet);
  ofTrace.set(packet, walk);
  return walk;
}

function build(trace: TraceOnStage, layout: Layout, packet: PacketId): Walk {
  const groups: { place: Place; events: TraceEvent[] }[] = [];
  const end = trace.packets[packet]?.end ?? Infinity;
  for (const event of eventsOf(trace, packet)) {
    // A timer may still speak of a packet that is long gone.
    if (event.id > end) break;
    const place = placeOf(layout, event);
    if (place === null) continue;
    const group = groups.at(-1);
    if (group !== undefined && group.place.key === place.key) group.events.push(event);
    else groups.push({ place, events: [event] });
  }
  const stops = groups.flatMap(({ place, events }): Stop[] => {
    const first = events[0];
    const last = events.at(-1);
    return first === undefined || last === undefined ? [] : [{ place, events, first: first.id, last: last.id }];
  });
  const legs: Leg[] = [];
  for (const [i, to] of stops.entries()) {
    const from = stops[i - 1];
    if (from === undefined) continue;
    const helper = helperOf(from);
    legs.push({ from, to, helper, ...routeBetween(layout, from.place, to.place, helper !== null) });
  }
  return { stops, legs };
}

function helperOf(stop: Stop): string | null {
  for (const event of stop.events.toReversed()) {
    if (event.kind !== 'hook') continue;
    if (event.verdict.kind === 'redirect') return `bpf_${event.verdict.helper}`;
    if (event.verdict.kind === 'pass') return null;
  }
  return null;
}

/** The stop at which a packet is when `event` has happened, or null before its first. */
export function stopAt(walk: Walk, event: EventId): Stop | null {
  return walk.stops.findLast((stop) => stop.first <= event) ?? null;
}
