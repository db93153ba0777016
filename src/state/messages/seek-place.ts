import { eventOfPosition, phaseEvent, readPosition } from '../../scene/position.ts';
import type { Trace } from '../../trace/trace.ts';
import { type Playhead, seek, step, toShare } from '../playhead.ts';
import type { CommandOf } from './read-message.ts';

/** Where a host sends the playhead; null for a place that this run does not have. */
export function sought(
  head: Playhead,
  trace: Trace,
  where: CommandOf<'seek'>['data'],
  aliases: Readonly<Record<string, string>>,
): Playhead | null {
  if ('delta' in where) return seek(head, trace, Math.floor(head.at) + where.delta);
  if ('percent' in where) return toShare(head, trace, where.percent / 100);
  if ('phase' in where) {
    if (where.phase === 'next') return step(head, trace, 1, 'phase');
    if (where.phase === 'prev') return step(head, trace, -1, 'phase');
    const first = phaseEvent(trace, where.phase, 'from');
    return first === null ? null : seek(head, trace, first);
  }
  const event = eventOfPlace(trace, where.at, aliases);
  return event === null ? null : seek(head, trace, event);
}

/** The event of a place as a host writes it, with a fraction half-way to the next; null for one that this run does not have. */
export function eventOfPlace(
  trace: Trace,
  place: string | number,
  aliases: Readonly<Record<string, string>>,
): number | null {
  const position = readPosition(typeof place === 'number' ? `${Math.round(place * 1000) / 1000}` : place);
  return position === null ? null : eventOfPosition(trace, position, aliases);
}
