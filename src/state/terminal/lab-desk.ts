import { openLab } from '../../engine/live.ts';
import { labOf } from '../../scenario/run.ts';
import { Machine, type Programs } from '../../shell/machine.ts';
import type { Session } from '../session.ts';

/** The machines of the run that is on the stage, at its end. A run that could not be computed leaves the lab as its file has it. */
export function machineOf(session: Session, programs: Programs): Machine {
  const { lab, world, run } = session;
  if (run.kind === 'failed') return new Machine(openLab(lab), programs);
  const live = openLab(labOf(lab, world, run.ask));
  for (const stimulus of run.trace.stimuli) live.act(stimulus);
  live.advance(run.trace.ended);
  return new Machine(live, programs);
}
