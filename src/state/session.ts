import { deriveWorld } from '../lab/derive.ts';
import type { LabFile } from '../lab/file.ts';
import type { World } from '../lab/world.ts';
import type { Ask } from '../scenario/ask.ts';
import { type Run, runOf, type Simulate } from '../scenario/run.ts';
import type { Trace } from '../trace/trace.ts';
import type { Tally } from './counted.ts';

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
