import { nearestKey } from '../lab/nearest-key.ts';
import { phasesOf } from '../scene/phases.ts';
import { startOf } from '../scene/pacing.ts';
import type { EventId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import type { Found } from './names.ts';

/**
 * The event of a place in a run: its number as links write it (a fraction is cut off), 'start', 'end', or a phase ('connect',
 * 'retry-1'), of which `end` says whether its first or its last event is meant.
 */
export function placeOf(trace: Trace, option: string, typed: string, end: 'first' | 'last'): Found<EventId> {
  const start = startOf(trace);
  const last = (trace.events.length - 1) as EventId;
  if (/^\d{1,6}(\.\d{1,3})?$/.test(typed)) {
    const event = Math.trunc(Number(typed)) as EventId;
    if (event <= last) return { ok: true, value: event };
    return { ok: false, why: `${option}: this run has ${trace.events.length} events, numbered 0 to ${last}` };
  }
  if (typed === 'start') return { ok: true, value: start };
  if (typed === 'end') return { ok: true, value: last };
  const phases = phasesOf(trace);
  const phase = phases.find(({ id }) => id === typed);
  if (phase !== undefined) return { ok: true, value: phase[end] };
  const names = ['start', 'end', ...phases.map(({ id }) => id)];
  const near = nearestKey(typed, names);
  return {
    ok: false,
    why: `${option}: '${typed}' is no place in this run (an event's number, ${names.join(', ')})${near === null ? '' : `; did you mean ${near}?`}`,
  };
}
