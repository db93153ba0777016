import { deriveWorld } from '../lab/derive.ts';
import type { LabFile } from '../lab/file.ts';
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
}

export function runOf(lab: LabFile, world: World, ask: Ask, simulate: Simulate): Run {
  try {
    const stimulus = stimulusOf(world, ask);
    if (stimulus === null) return { kind: 'failed', ask, message: 'no such destination' };
    return { kind: 'ready', ask, trace: simulate(withVariant(lab, variantOf(world, ask)), [stimulus]) };
  } catch (error) {
    return { kind: 'failed', ask, message: error instanceof Error ? error.message : String(error) };
  }
}

/** A session for any lab file that parseLab has accepted. Throws when the lab cannot even be derived. */
export function openSession(lab: LabFile, askOf: (world: World) => Ask, simulate: Simulate): Session {
  const world = deriveWorld(lab);
  const ask = askOf(world);
  const run = runOf(lab, world, ask, simulate);
  return { lab, world, ask, run, trace: run.kind === 'ready' ? run.trace : null };
}

/** What the reader has chosen, not yet run. */
export function choose(session: Session, change: Partial<Ask>): Session {
  return { ...session, ask: { ...session.ask, ...change } };
}

export function execute(session: Session, ask: Ask, simulate: Simulate): Session {
  const run = runOf(session.lab, session.world, ask, simulate);
  return { ...session, ask, run, trace: run.kind === 'ready' ? run.trace : session.trace };
}
