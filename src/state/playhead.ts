import { beatAfter, millisAt, startOf } from '../scene/pacing.ts';
import { type Beat, beat } from '../scene/packets.ts';
import { timelineOf } from '../scene/timeline.ts';
import type { Trace } from '../trace/trace.ts';

export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;
export type Speed = (typeof SPEEDS)[number];

/**
 * A place in the trace, and whether it moves.
 *
 *   paused  --play-->  playing      playing --pause, step, seek, end of trace--> paused
 *   paused  --step, seek--> paused  playing --tick--> playing, until the end
 */
export interface Playhead {
  readonly mode: 'paused' | 'playing';
  readonly at: Beat;
  readonly speed: Speed;
}

export const AT_START: Playhead = { mode: 'paused', at: beat(0), speed: 1 };

function lastBeat(trace: Trace): number {
  return Math.max(0, trace.events.length - 1);
}

/** Pressing play at the end starts over. */
export function play(head: Playhead, trace: Trace): Playhead {
  return { ...head, mode: 'playing', at: head.at >= lastBeat(trace) ? beat(startOf(trace)) : head.at };
}

export function pause(head: Playhead): Playhead {
  return { ...head, mode: 'paused', at: beat(Math.floor(head.at)) };
}

export function toggle(head: Playhead, trace: Trace): Playhead {
  return head.mode === 'playing' ? pause(head) : play(head, trace);
}

export function seek(head: Playhead, trace: Trace, at: number): Playhead {
  return { ...head, mode: 'paused', at: beat(Math.min(lastBeat(trace), Math.max(startOf(trace), at))) };
}

/** Half a beat is finished first: a step back from 12.5 shows 12. */
export function step(head: Playhead, trace: Trace, by: 1 | -1): Playhead {
  const whole = Math.floor(head.at);
  return seek(head, trace, by === 1 ? whole + 1 : whole < head.at ? whole : whole - 1);
}

/** To where the next packet is born, or to where this one was. */
export function stepPhase(head: Playhead, trace: Trace, by: 1 | -1): Playhead {
  const firsts = [
    ...new Set([startOf(trace), ...timelineOf(trace).phases.map((phase) => phase.first), lastBeat(trace)]),
  ].toSorted((a, b) => a - b);
  const here = Math.floor(head.at);
  const to = by === 1 ? firsts.find((first) => first > here) : firsts.findLast((first) => first < here);
  return seek(head, trace, to ?? (by === 1 ? lastBeat(trace) : startOf(trace)));
}

/** A tenth of a beat, for looking closely at what happens between two events. */
export function nudge(head: Playhead, trace: Trace, by: 1 | -1): Playhead {
  return seek(head, trace, Math.round((head.at + by * 0.1) * 10) / 10);
}

export function toShare(head: Playhead, trace: Trace, share: number): Playhead {
  const start = startOf(trace);
  return seek(head, trace, Math.round(start + share * (lastBeat(trace) - start)));
}

export function faster(head: Playhead, by: 1 | -1): Playhead {
  const i = SPEEDS.indexOf(head.speed) + by;
  return { ...head, speed: SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, i))] ?? head.speed };
}

/** So many milliseconds of the reader's time later. Stops at the end. */
export function tick(head: Playhead, trace: Trace, millis: number): Playhead {
  if (head.mode === 'paused') return head;
  const at = beatAfter(trace, millisAt(trace, head.at) + millis * head.speed);
  return at >= lastBeat(trace) ? { ...head, mode: 'paused', at: beat(lastBeat(trace)) } : { ...head, at };
}
