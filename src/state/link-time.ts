import * as v from 'valibot';
import { startOf } from '../scene/pacing.ts';
import { phaseEvent, type Position } from '../scene/position.ts';
import type { EventId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { Flag } from './link-page.ts';
import type { Playhead, Range } from './playhead.ts';
import { nearestSpeed, SPEEDS, type Speed, STOPS, type StopsAt } from './speed.ts';
import { MOTIONS, type Motion, type View } from './view.ts';

/** What a link says about playing and about how the page is read. Null: nothing. */
export interface LinkTime {
  readonly from: Position | null;
  readonly to: Position | null;
  readonly loop: boolean | null;
  readonly speed: Speed | null;
  readonly stopsAt: StopsAt | null;
  readonly present: boolean | null;
  readonly shortcuts: boolean | null;
  readonly motion: Motion | null;
}

export const NO_LINK_TIME: LinkTime = {
  from: null,
  to: null,
  loop: null,
  speed: null,
  stopsAt: null,
  present: null,
  shortcuts: null,
  motion: null,
};

export const TIME_KEYS = ['from', 'to', 'loop', 'speed', 'pause', 'present', 'shortcuts', 'motion'] as const;

const Factor = v.pipe(v.string(), v.regex(/^\d{1,4}(\.\d{1,4})?$/), v.transform(Number));
const Slowest = SPEEDS[0];
const Fastest = SPEEDS.at(-1) ?? Slowest;

type Take = <T>(key: string, schema: v.GenericSchema<string, T>) => T | null;

/** Reads the keys of time; what cannot be read is null, and `take` remembers its name. */
export function readTime(take: Take, position: (key: string) => Position | null, unread: string[]): LinkTime {
  const factor = take('speed', Factor);
  // Out of range is clamped, and the reader is told.
  if (factor !== null && (factor < Slowest || factor > Fastest)) unread.push('speed');
  return {
    from: position('from'),
    to: position('to'),
    loop: take('loop', Flag),
    speed: factor === null ? null : nearestSpeed(Math.max(Slowest, factor)),
    stopsAt: take('pause', v.picklist(STOPS)),
    present: take('present', Flag),
    shortcuts: take('shortcuts', Flag),
    motion: take('motion', v.picklist(MOTIONS)),
  };
}

/** How a link has this run played, and which of its fields name no place in it. */
export function headOfLink(
  trace: Trace,
  time: LinkTime,
  eventOf: (at: Position) => number | null,
): { readonly head: Partial<Playhead>; readonly unread: readonly string[] } {
  const unread: string[] = [];
  const place = (key: 'from' | 'to'): number | null => {
    const at = time[key];
    if (at === null) return null;
    const event =
      at.kind === 'moment' && key === 'to' ? (phaseEvent(trace, at.name, 'to') ?? eventOf(at)) : eventOf(at);
    if (event === null) unread.push(key);
    return event === null ? null : Math.floor(event);
  };
  const range = rangeOf(trace, place('from'), place('to'));
  if (range === 'none' && unread.length === 0) unread.push('from', 'to');
  return {
    head: {
      ...(range === null || range === 'none' ? {} : { range }),
      ...(time.loop === null ? {} : { loop: time.loop ? 'on' : 'off' }),
      ...(time.speed === null ? {} : { speed: time.speed }),
      ...(time.stopsAt === null ? {} : { stopsAt: time.stopsAt }),
    },
    unread,
  };
}

/** Null: nothing was asked for. 'none': the ends leave nothing between them. */
function rangeOf(trace: Trace, from: number | null, to: number | null): Range | 'none' | null {
  if (from === null && to === null) return null;
  const range = { from: (from ?? startOf(trace)) as EventId, to: (to ?? trace.events.length - 1) as EventId };
  return range.from < range.to ? range : 'none';
}

/** Writes what is not as usual. `under`: the hash, whose range is taken back by naming the whole run. */
export function writeTime(
  put: (key: string, value: string, usual: string) => void,
  head: Playhead,
  view: Pick<View, 'present' | 'shortcuts' | 'motion'>,
  placeText: (event: number) => string,
  under: ReadonlyMap<string, string>,
): void {
  if (head.range !== null) {
    put('from', placeText(head.range.from), '');
    put('to', placeText(head.range.to), '');
  } else {
    if (under.has('from')) put('from', 'start', '');
    if (under.has('to')) put('to', 'end', '');
  }
  put('loop', head.loop === 'on' ? '1' : '0', '0');
  put('speed', `${head.speed}`, '1');
  put('pause', head.stopsAt, 'none');
  put('present', view.present ? '1' : '0', '0');
  put('shortcuts', view.shortcuts ? '1' : '0', '1');
  put('motion', view.motion, 'auto');
}
