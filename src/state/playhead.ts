import { beatAfter, beatMillis, millisAt, startOf } from '../scene/pacing.ts';
import { phasesOf } from '../scene/phases.ts';
import { type Beat, beat } from '../scene/packets.ts';
import { markFrom, stopFrom, type Unit } from '../scene/steps.ts';
import type { MarkKind } from '../scene/timeline.ts';
import type { EventId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { type Pace, SPEEDS, type Speed, type StopsAt } from './speed.ts';

/** A stretch of the run: playing stays in it, and the ends of the run are its ends. `from` lies before `to`. */
export interface Range {
  readonly from: EventId;
  readonly to: EventId;
}

/**
 * A place in the trace, whether it moves, and how.
 *
 *   paused  --play-->  playing      playing --pause, step, seek, end, a marker it stops at--> paused
 *   paused  --step, seek--> paused  playing --tick--> playing, until the end; in a loop the end is the beginning
 */
export interface Playhead {
  readonly mode: 'paused' | 'playing';
  readonly at: Beat;
  readonly speed: Speed;
  readonly stopsAt: StopsAt;
  readonly loop: 'off' | 'on';
  /** Null: the whole run. */
  readonly range: Range | null;
  /** By what the two step buttons walk. */
  readonly unit: Unit;
}

export const AT_START: Playhead = {
  mode: 'paused',
  at: beat(0),
  speed: 1,
  stopsAt: 'none',
  loop: 'off',
  range: null,
  unit: 'event',
};

function lastBeat(trace: Trace): number {
  return Math.max(startOf(trace), trace.events.length - 1);
}

/** The first and the last event of what is played. */
export function endsOf(head: Pick<Playhead, 'range'>, trace: Trace): Range {
  return head.range ?? { from: startOf(trace), to: lastBeat(trace) as EventId };
}

/** Pressing play at the end, or outside of the range, starts over. */
export function play(head: Playhead, trace: Trace): Playhead {
  const { from, to } = endsOf(head, trace);
  return { ...head, mode: 'playing', at: head.at >= to || head.at < from ? beat(from) : head.at };
}

export function pause(head: Playhead): Playhead {
  return { ...head, mode: 'paused', at: beat(Math.floor(head.at)) };
}

export function toggle(head: Playhead, trace: Trace): Playhead {
  return head.mode === 'playing' ? pause(head) : play(head, trace);
}

/** To any place of the run, inside of the range or not: looking is free. */
export function seek(head: Playhead, trace: Trace, at: number): Playhead {
  return { ...head, mode: 'paused', at: beat(Math.min(lastBeat(trace), Math.max(startOf(trace), at))) };
}

/** One unit on or back. What has been begun is finished first: a step back from 12.5 shows 12. */
export function step(head: Playhead, trace: Trace, by: 1 | -1, unit: Unit = 'event'): Playhead {
  return seek(head, trace, stopFrom(trace, unit, head.at, by));
}

/** A tenth of a beat, for looking closely at what happens between two events. */
export function nudge(head: Playhead, trace: Trace, by: 1 | -1): Playhead {
  return seek(head, trace, Math.round((head.at + by * 0.1) * 10) / 10);
}

/** To the next mark of a kind, or the one before; stays where it is when the run has none. */
export function toMark(head: Playhead, trace: Trace, kind: MarkKind, by: 1 | -1): Playhead {
  const jump = markFrom(trace, kind, Math.floor(head.at), by);
  return jump === null ? pause(head) : seek(head, trace, jump.event);
}

/** To the beginning or the end of what is played. */
export function toEnd(head: Playhead, trace: Trace, end: 'from' | 'to'): Playhead {
  return seek(head, trace, endsOf(head, trace)[end]);
}

/** To a share of what is played, 0 to 1. */
export function toShare(head: Playhead, trace: Trace, share: number): Playhead {
  const { from, to } = endsOf(head, trace);
  return seek(head, trace, Math.round(from + share * (to - from)));
}

/** One step on the scale of speeds; below the slowest one lies 'one event'. */
export function faster(head: Playhead, by: 1 | -1): Playhead {
  const i = head.stopsAt === 'event' ? -1 : SPEEDS.indexOf(head.speed);
  return paced(head, SPEEDS[Math.min(SPEEDS.length - 1, i + by)] ?? 'event');
}

export function paced(head: Playhead, pace: Pace): Playhead {
  if (pace === 'event') return { ...head, speed: 1, stopsAt: 'event' };
  return { ...head, speed: pace, stopsAt: head.stopsAt === 'event' ? 'none' : head.stopsAt };
}

/** Where this end of the range is put; the other one gives way when it would be passed, and keeps one event. */
export function ranged(head: Playhead, trace: Trace, end: 'from' | 'to', event: number): Playhead {
  const whole = endsOf({ range: null }, trace);
  const here = Math.min(whole.to, Math.max(whole.from, Math.floor(event)));
  const other = endsOf(head, trace)[end === 'from' ? 'to' : 'from'];
  const range =
    end === 'from'
      ? { from: Math.min(here, whole.to - 1), to: Math.max(other, Math.min(here + 1, whole.to)) }
      : { from: Math.min(other, Math.max(here - 1, whole.from)), to: Math.max(here, whole.from + 1) };
  if (range.from >= range.to) return { ...head, range: null };
  return { ...head, range: { from: range.from as EventId, to: range.to as EventId } };
}

/** A beat shows less than this with reduced motion, and nobody could read along: milliseconds at speed 1. */
const READING = 1200;

/**
 * So many milliseconds of the reader's time later. With 'steps' every event stands long enough to be read. Stops at the
 * end, or begins again in a loop.
 */
export function tick(head: Playhead, trace: Trace, millis: number, motion: 'glides' | 'steps' = 'glides'): Playhead {
  if (head.mode === 'paused') return head;
  const { from, to } = endsOf(head, trace);
  const here = Math.floor(head.at);
  const length = beatMillis(trace, here);
  const slower = motion === 'steps' && length > 0 ? length / Math.max(length, READING) : 1;
  const at = beatAfter(trace, millisAt(trace, head.at) + millis * head.speed * slower);
  const stop = markerBetween(head, trace, at);
  if (stop !== null && stop < to) return { ...head, mode: 'paused', at: beat(stop) };
  if (at < to) return { ...head, at };
  return head.loop === 'on' && stop === null ? { ...head, at: beat(from) } : { ...head, mode: 'paused', at: beat(to) };
}

/** The first marker that this head stops at after its place, up to `at`. */
function markerBetween(head: Playhead, trace: Trace, at: number): number | null {
  switch (head.stopsAt) {
    case 'none':
      return null;
    case 'event': {
      const next = Math.floor(head.at) + 1;
      return next <= at ? next : null;
    }
    case 'phase':
      return phasesOf(trace).find((phase) => phase.first > head.at && phase.first <= at)?.first ?? null;
  }
}
