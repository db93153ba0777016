import { nearestKey } from '../lab/nearest-key.ts';
import { momentNamed, MOMENT_NAMES } from '../scene/named-moments.ts';
import { beat, type Beat } from '../scene/packets.ts';
import { phasesOf } from '../scene/phases.ts';
import { type Aliases, eventOfPosition, phaseEvent, readPosition } from '../scene/position.ts';
import type { Trace } from '../trace/trace.ts';
import type { Found } from './names.ts';

/**
 * A place in a run as links write it (scene/position.ts): an event's number, with a fraction half-way to the next, 'start', 'end', a moment
 * ('leak'), a phase ('connect', 'retry-1'), of which `end` says whether its first or its last event is meant, or an event's name.
 */
export function placeOf(
  trace: Trace,
  option: string,
  typed: string,
  end: 'first' | 'last',
  aliases: Aliases = {},
): Found<Beat> {
  const last = trace.events.length - 1;
  const position = readPosition(typed);
  // Larger numbers than a link may have are still meant as numbers.
  if (position?.kind === 'index' ? position.index > last : /^\d+(\.\d+)?$/.test(typed) && Number(typed) > last)
    return { ok: false, why: `${option}: this run has ${trace.events.length} events, numbered 0 to ${last}` };
  const phase = position?.kind === 'moment' && end === 'last' ? phaseEvent(trace, position.name, 'to') : null;
  const found = phase ?? (position === null ? null : eventOfPosition(trace, position, aliases));
  if (found !== null) return { ok: true, value: beat(found) };
  const moments = MOMENT_NAMES.filter((name) => momentNamed(trace, name) !== null);
  const names = [...new Set(['start', 'end', ...phasesOf(trace).map(({ id }) => id), ...moments])];
  const near = nearestKey(typed, names);
  return {
    ok: false,
    why: `${option}: '${typed}' is no place in this run (an event's number or name, ${names.join(', ')})${near === null ? '' : `; did you mean ${near}?`}`,
  };
}
