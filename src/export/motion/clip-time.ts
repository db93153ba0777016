import { type Beat, beat, eventAt } from '../../scene/packets.ts';
import { beatAfter, millisAt } from '../../scene/pacing.ts';
import type { Trace } from '../../trace/trace.ts';

/** WCAG 2.2.2: what moves by itself and cannot be paused ends within five seconds. */
export const LONGEST = 5000;
const SHORTEST = 400;

/** The clock of a clip: that of the stage, fast enough to be over in five seconds. */
export interface ClipTime {
  readonly from: Beat;
  readonly to: Beat;
  /** Milliseconds. */
  readonly length: number;
  /** Milliseconds of the clip at which a moment comes. */
  readonly timeOf: (at: Beat) => number;
  readonly momentAt: (millis: number) => Beat;
}

export function clipTime(trace: Pick<Trace, 'events'>, from: Beat, to: Beat): ClipTime {
  const start = millisAt(trace, from);
  const whole = millisAt(trace, to) - start;
  const length = Math.min(LONGEST, Math.max(SHORTEST, whole));
  const speed = whole <= 0 ? 1 : whole / length;
  return {
    from,
    to,
    length,
    timeOf: (at) => (millisAt(trace, at) - start) / speed,
    momentAt: (millis) => (millis >= length ? to : beat(Math.min(to, beatAfter(trace, start + millis * speed)))),
  };
}

/** Part of a clip in which one scene is drawn. */
export interface Step {
  readonly from: Beat;
  readonly to: Beat;
  /** Milliseconds of the clip. */
  readonly start: number;
  readonly end: number;
}

/** What is shown for a shorter time is not seen: two frames of a film. */
const SEEN = 40;

/**
 * The beats of a clip, and the parts of one at its ends. Where a long run is so much hurried that a beat would flash by, several make one
 * step.
 */
export function stepsOf(time: ClipTime): readonly Step[] {
  const steps: Step[] = [];
  let from = time.from;
  for (let at = time.from; at < time.to;) {
    at = beat(Math.min(time.to, eventAt(at) + 1));
    const [start, end] = [time.timeOf(from), time.timeOf(at)];
    if (end - start < SEEN && at < time.to) continue;
    if (end > start) steps.push({ from, to: at, start, end });
    from = at;
  }
  return steps;
}

/** So close to the next event that a packet is where it will be, and the event has not happened yet. */
const ALMOST = 1e-6;

/** The end of a step, before the event that follows it. */
export function endOf({ to }: Pick<Step, 'to'>): Beat {
  return Number.isInteger(to) ? beat(to - ALMOST) : to;
}

/** The moment that a step shows as a whole: in the middle of its last beat. */
export function middleOf({ from, to }: Pick<Step, 'from' | 'to'>): Beat {
  const last = Math.max(from, Math.ceil(to) - 1);
  return beat((last + to) / 2);
}
