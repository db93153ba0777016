import type { LabFile } from '../lab/file.ts';
import type { Nanos } from '../lab/names.ts';
import { seeded } from '../lab/seeded.ts';
import { withVariant } from '../lab/variant.ts';
import type { World } from '../lab/world.ts';
import type { Stimulus } from '../trace/stimulus.ts';
import type { Trace } from '../trace/trace.ts';
import { type Ask, stimulusOf, variantOf } from './ask.ts';

export type Simulate = (lab: LabFile, stimuli: readonly Stimulus[]) => Trace;

/** A run that could be computed, or the sentence that says why it could not. */
export type Run =
  | { readonly kind: 'ready'; readonly ask: Ask; readonly trace: Trace }
  | { readonly kind: 'failed'; readonly ask: Ask; readonly message: string };

/** The lab that an ask is run in: the file with what is switched, and with the chances of its seed. */
export function labOf(lab: LabFile, world: World, ask: Ask): LabFile {
  const varied = withVariant(lab, variantOf(world, ask));
  return ask.seed === null ? varied : seeded(varied, ask.seed);
}

export function runOf(lab: LabFile, world: World, ask: Ask, simulate: Simulate): Run {
  try {
    const stimulus = stimulusOf(world, ask);
    if (stimulus === null) return { kind: 'failed', ask, message: 'no such destination' };
    const times = ask.app === 'ping' ? 1 : ask.count;
    return { kind: 'ready', ask, trace: inARow(labOf(lab, world, ask), stimulus, times, simulate) };
  } catch (error) {
    return { kind: 'failed', ask, message: error instanceof Error ? error.message : String(error) };
  }
}

const PAUSE = 1_000_000_000;

/**
 * The same command several times, as `for i in 1 2 3; do curl …; sleep 1; done` runs it: each starts a second after the one
 * before has ended. When that is, only the run itself can say, so it is asked once for every command.
 */
function inARow(lab: LabFile, stimulus: Stimulus, times: number, simulate: Simulate): Trace {
  const stimuli: Stimulus[] = [stimulus];
  let trace = simulate(lab, stimuli);
  while (stimuli.length < times) {
    const last = stimuli.length - 1;
    const job = trace.jobs.find((candidate) => candidate.stimulus === last && candidate.exitCode !== null);
    const exit = trace.events.findLast(
      (event) => event.kind === 'job' && event.step.kind === 'exited' && event.job === job?.id,
    );
    stimuli.push({ ...stimulus, at: ((exit?.at ?? trace.ended) + PAUSE) as Nanos });
    trace = simulate(lab, stimuli);
  }
  return trace;
}
