import fc from 'fast-check';
import { openLab } from '../../src/engine/live.ts';
import type { Nanos } from '../../src/lab/names.ts';
import type { LiveLab } from '../../src/trace/live.ts';
import type { Stimulus } from '../../src/trace/stimulus.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { validateTrace } from '../../src/trace/validate.ts';
import { labFileOf, runArbitrary } from './runs.ts';
import type { Run } from './runs.ts';

/** A run, and how it is driven: each number says whether to do the next thing, and how far to let the lab go. */
export interface Drive {
  readonly run: Run;
  readonly steps: readonly number[];
}

export const driveArbitrary: fc.Arbitrary<Drive> = fc.record({
  run: runArbitrary,
  steps: fc.array(fc.nat({ max: 999 }), { maxLength: 12 }),
});

/** Drives a lab as `steps` say, then lets it come to rest. `look` is given a snapshot after every step. */
export function driven({ run, steps }: Drive, look: (snapshot: Trace) => void): LiveLab {
  const lab = openLab(labFileOf(run.lab));
  const waiting = run.stimuli.toSorted((a, b) => a.at - b.at);
  let asked = 0;
  const act = (): void => {
    const stimulus = waiting[asked++];
    if (stimulus !== undefined) lab.act(stimulus);
  };
  for (const step of steps) {
    // Before time passes it must be asked for: it is due now, which only 0 can be.
    if (step % 3 === 0) act();
    while (waiting[asked]?.at === 0) act();
    const to = farEnough(lab, waiting[asked], step);
    lab.advance(to);
    look(lab.snapshot());
  }
  while (asked < waiting.length) act();
  for (let next = lab.next; next !== null; next = lab.next) lab.advance(next);
  return lab;
}

/** Somewhere between now and what is due: never so far that the next stimulus would come too late. */
function farEnough(lab: LiveLab, soonest: Stimulus | undefined, step: number): Nanos {
  const wish = lab.now + [0, 1, 4_000, 60_000, 1_500_000, 700_000_000, 30_000_000_000][step % 7]!;
  const latest = soonest === undefined ? Infinity : soonest.at - 1;
  return Math.max(lab.now, Math.min(wish, latest)) as Nanos;
}

/** What is wrong with a look at a run that goes on; empty when every promise is kept. */
export function snapshotFaults(snapshot: Trace): readonly string[] {
  return validateTrace(snapshot, 3);
}
