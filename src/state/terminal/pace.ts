import type { Nanos } from '../../lab/names.ts';
import { WAIT_NANOS } from '../../scene/pacing.ts';
import type { Machine } from '../../shell/machine.ts';

/** Steps between two looks at the clock of the page. */
const STEPS = 100;
/** Events that one stretch may bring: nobody looks further ahead. */
const FEW = 150;
/** Pieces of output that one stretch may bring. */
const LINES = 400;

/** How a stretch of computing ended. */
export type Stretch =
  /** There is something new to see. */
  | { readonly kind: 'news' }
  /** The page wants its turn. */
  | { readonly kind: 'more' }
  /** A program sleeps so long, in nanoseconds, and nothing else is due. */
  | { readonly kind: 'sleeps'; readonly nanos: number }
  /** Nobody can go on: all wait for a key, or for packets that nobody sends. */
  | { readonly kind: 'rests' }
  /** A program is being fetched: nothing goes on before it is there. */
  | { readonly kind: 'held' };

export interface Limits {
  /** Whether the page can spare more time. */
  readonly goOn: () => boolean;
  /** Pieces of output so far. */
  readonly written: () => number;
  /** Whether to stop, whatever there is. */
  readonly done: () => boolean;
}

/**
 * Lets the lab go on to the next silence, a little ahead of the reader. Over a silence that the network ends (a
 * retransmission, a timeout) it goes to the first event behind it: the stage shows the waiting. Over a sleep it does not
 * go: the caller waits first, so that Ctrl-C finds the sleeper asleep.
 */
export function stretch(machine: Machine, { goOn, written, done }: Limits): Stretch {
  const { lab, scheduler } = machine;
  const before = { events: lab.trace.events.length, written: written() };
  const grown = (): boolean => lab.trace.events.length > before.events || written() > before.written;
  const enough = (): boolean =>
    done() || lab.trace.events.length > before.events + FEW || written() > before.written + LINES;
  while (goOn()) {
    const pause = scheduler.run({ until: lab.now, steps: STEPS, done: enough });
    if (pause === 'held') return grown() ? { kind: 'news' } : { kind: 'held' };
    if (enough()) return { kind: 'news' };
    if (pause === 'steps') continue;
    const due = earlier(lab.next, scheduler.wakes);
    if (due === null) return grown() ? { kind: 'news' } : { kind: 'rests' };
    const gap = due - lab.now;
    if (gap >= WAIT_NANOS) {
      if (grown()) return { kind: 'news' };
      if (lab.next === null || lab.next > due) return { kind: 'sleeps', nanos: gap };
      scheduler.run({ until: due, steps: STEPS });
      if (grown()) return { kind: 'news' };
      continue;
    }
    scheduler.run({ until: due, steps: STEPS, done: enough });
    if (enough()) return { kind: 'news' };
  }
  return { kind: 'more' };
}

/** Lets the lab go on without looking, up to a time of it. */
export function hurry(
  machine: Machine,
  until: Nanos,
  { goOn, done }: Limits,
): 'done' | 'until' | 'rests' | 'held' | 'more' {
  while (goOn()) {
    const pause = machine.scheduler.run({ until, steps: STEPS, done });
    if (done()) return 'done';
    if (pause === 'held') return 'held';
    if (pause === 'idle') return 'rests';
    if (pause === 'until') return 'until';
  }
  return 'more';
}

/** The reader's milliseconds for a sleep of the lab: as the stage shows waiting, compressed. */
export function sleepMillis(nanos: number): number {
  return nanos < WAIT_NANOS ? 0 : 900 + 500 * Math.log2(1 + nanos / 1e9);
}

function earlier(a: Nanos | null, b: Nanos | null): Nanos | null {
  if (a === null) return b;
  return b === null || a <= b ? a : b;
}

/** For what is done at once, before the page is asked for its time: so many looks at the limits. */
export function fewLooks(): () => boolean {
  let left = 60;
  return () => left-- > 0;
}
