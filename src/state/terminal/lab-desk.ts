import { openLab } from '../../engine/live.ts';
import { openMachine } from '../../shell/open-machine.ts';
import type { Machine } from '../../shell/machine.ts';
import { labOf, type Session } from '../session.ts';

/** The machines of the run that is on the stage, at its end. A run that could not be computed leaves the lab as its file has it. */
export function machineOf(session: Session): Machine {
  const { lab, world, run } = session;
  if (run.kind === 'failed') return openMachine(openLab(lab));
  const live = openLab(labOf(lab, world, run.ask));
  for (const stimulus of run.trace.stimuli) live.act(stimulus);
  live.advance(run.trace.ended);
  return openMachine(live);
}
