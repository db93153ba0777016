import type { EventId } from '../trace/events.ts';
import { journeyOf } from '../trace/journey.ts';
import type { Trace } from '../trace/trace.ts';
import { startOf } from './pacing.ts';
import { phasesOf } from './phases.ts';
import { type MarkKind, timelineOf } from './timeline.ts';

/** By what a run is walked. */
export const UNITS = ['event', 'hop', 'packet', 'phase'] as const;
export type Unit = (typeof UNITS)[number];

const known = new WeakMap<Trace, Map<Unit, readonly EventId[]>>();

/**
 * The places where a walk by `unit` stops, rising: every event; where a packet comes to a hop; where a packet is born;
 * where a phase begins. The first and the last event of a run belong to each. Packets that are on their way at the
 * same time take turns, as they do in the lab: a step forwards never goes back in time.
 */
export function stopsOf(trace: Trace, unit: Unit): readonly EventId[] {
  let units = known.get(trace);
  if (units === undefined) known.set(trace, (units = new Map()));
  const old = units.get(unit);
  if (old !== undefined) return old;
  const start = startOf(trace);
  const last = Math.max(start, trace.events.length - 1) as EventId;
  const inside = beginningsOf(trace, unit).filter((event) => event > start && event < last);
  const stops = [...new Set([start, ...inside, last])].toSorted((a, b) => a - b);
  units.set(unit, stops);
  return stops;
}

function beginningsOf(trace: Trace, unit: Unit): readonly EventId[] {
  switch (unit) {
    case 'event':
      return trace.events.map((event) => event.id);
    case 'hop':
      return trace.packets.flatMap((record) => journeyOf(trace, record.id).hops.map((hop) => hop.first));
    case 'packet':
      return trace.packets.map((record) => record.born);
    case 'phase':
      return phasesOf(trace).map((phase) => phase.first);
  }
}

/**
 * The next stop, or the one before: from inside of a unit (or of an event, at a fraction) a step back goes to where it
 * began. Past the ends of a run there is nothing: the ends themselves.
 */
export function stopFrom(trace: Trace, unit: Unit, at: number, by: 1 | -1): EventId {
  const stops = stopsOf(trace, unit);
  const i = by === 1 ? countWhile(stops, (stop) => stop <= at) : countWhile(stops, (stop) => stop < at) - 1;
  return stops[i] ?? (by === 1 ? stops.at(-1) : stops[0]) ?? (0 as EventId);
}

/** How many of the first stops this holds for. It must hold for none behind one for which it does not. */
function countWhile(stops: readonly EventId[], holds: (stop: EventId) => boolean): number {
  let low = 0;
  let high = stops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const stop = stops[middle];
    if (stop !== undefined && holds(stop)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface MarkJump {
  readonly event: EventId;
  /** Whether the search went on at the other end of the run. */
  readonly wrapped: boolean;
}

/** The next mark of a kind after an event, or the one before it; at the end the search goes on at the start. */
export function markFrom(trace: Trace, kind: MarkKind, event: number, by: 1 | -1): MarkJump | null {
  const marks = timelineOf(trace).marks.filter((mark) => mark.kind === kind);
  const ahead = by === 1 ? marks.find((mark) => mark.event > event) : marks.findLast((mark) => mark.event < event);
  const around = by === 1 ? marks[0] : marks.at(-1);
  const mark = ahead ?? around;
  return mark === undefined ? null : { event: mark.event, wrapped: ahead === undefined };
}
