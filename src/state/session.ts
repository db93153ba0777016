import { deriveWorld } from '../lab/derive.ts';
import type { LabFile } from '../lab/file.ts';
import type { Nanos } from '../lab/names.ts';
import { seeded } from '../lab/seeded.ts';
import { withVariant } from '../lab/variant.ts';
import type { World } from '../lab/world.ts';
import type { Stimulus } from '../trace/stimulus.ts';
import type { Trace } from '../trace/trace.ts';
import { type Ask, stimulusOf, variantOf } from './ask.ts';
import type { Tally } from './counted.ts';

export type Simulate = (lab: LabFile, stimuli: readonly Stimulus[]) => Trace;

/** A run that could be computed, or the sentence that says why it could not. */
export type Run =
  | { readonly kind: 'ready'; readonly ask: Ask; readonly trace: Trace }
  | { readonly kind: 'failed'; readonly ask: Ask; readonly message: string };

/** The document: which lab, what is chosen, and what was last run with it. */
export interface Session {
  readonly lab: LabFile;
  /** The lab as its file has it: what menus offer. */
  readonly world: World;
  /** What the controls say; differs from the run's until Run is pressed. */
  readonly ask: Ask;
  readonly run: Run;
  /** The last run that could be computed: what stays on the stage when another fails. */
  readonly trace: Trace | null;
  /** The run before this one, when a circumstance was changed under it: what its journey is compared with. */
  readonly before: { readonly ask: Ask; readonly trace: Trace } | null;
  /** The last count of many runs; null until somebody has asked for one. */
  readonly tally: Tally | null;
}

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

/** A session for any lab file that parseLab has accepted. Throws when the lab cannot even be derived. */
export function openSession(lab: LabFile, askOf: (world: World) => Ask, simulate: Simulate): Session {
  const world = deriveWorld(lab);
  const ask = askOf(world);
  const run = runOf(lab, world, ask, simulate);
  return { lab, world, ask, run, trace: run.kind === 'ready' ? run.trace : null, before: null, tally: null };
}

/** What the reader has chosen, not yet run. */
export function choose(session: Session, change: Partial<Ask>): Session {
  return { ...session, ask: { ...session.ask, ...change } };
}

export function execute(session: Session, ask: Ask, simulate: Simulate): Session {
  const run = runOf(session.lab, session.world, ask, simulate);
  return { ...session, ask, run, trace: run.kind === 'ready' ? run.trace : session.trace, before: null };
}

/** The same under other circumstances: the run that it was stays at hand for comparison. */
export function executeChanged(session: Session, ask: Ask, simulate: Simulate): Session {
  const after = execute(session, ask, simulate);
  if (session.run.kind !== 'ready' || after.run.kind !== 'ready') return after;
  return { ...after, before: { ask: session.run.ask, trace: session.run.trace } };
}
