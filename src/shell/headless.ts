import type { Nanos } from '../lab/names.ts';
import type { Host } from './hosts/host.ts';
import type { Machine } from './machine.ts';
import { Session } from './session.ts';

/** Steps between two looks at the limits. */
const SLICE = 2_000;
/** A second terminal begins when the first command has had time to start. */
const HEAD_START = 200_000_000;

export interface Limits {
  /** Lab time that a command may take before it gets Ctrl-C. Nanoseconds. */
  readonly labTime: number;
  /** Steps of all programs together, for the same reason. */
  readonly steps: number;
}

/** An hour of the lab; a loop that never sleeps meets the other limit first. */
export const USUAL_LIMITS: Limits = { labTime: 3_600_000_000_000, steps: 20_000_000 };

/**
 * Runs lines one after the other, as a person would who waits for each to end. A command that waits for what will never
 * come, or that goes beyond the limits, gets Ctrl-C. Gives the exit code of the last.
 */
export function runLines(machine: Machine, session: Session, lines: readonly string[], limits = USUAL_LIMITS): number {
  for (const line of lines) {
    session.run(line);
    finish(machine, session, limits);
  }
  return session.shell.status;
}

/** Runs a line while another terminal runs `beside`; Ctrl-C ends the line when that has ended. */
export function runWhile(
  machine: Machine,
  session: Session,
  line: string,
  beside: { readonly host: Host; readonly line: string },
  limits = USUAL_LIMITS,
): number {
  session.run(line);
  machine.scheduler.run({ until: (machine.now + HEAD_START) as Nanos, steps: limits.steps });
  const other = new Session(machine, beside.host, session.screen.columns);
  other.run(beside.line);
  finish(machine, other, limits);
  // What is still on its way arrives before the hand is at the keyboard.
  machine.scheduler.run({ until: (machine.now + HEAD_START) as Nanos, steps: limits.steps });
  if (session.busy) session.interrupt();
  finish(machine, session, limits);
  return session.shell.status;
}

function finish(machine: Machine, session: Session, { labTime, steps }: Limits): void {
  const until = (machine.now + labTime) as Nanos;
  let left = steps;
  let interrupts = 0;
  while (session.busy) {
    const pause = machine.scheduler.run({ until, steps: Math.min(SLICE, left), done: () => !session.busy });
    left -= SLICE;
    if (!session.busy) return;
    if (pause === 'steps' && left > 0) continue;
    // Who does not listen to Ctrl-C is killed.
    machine.scheduler.signal(session.shell.group, interrupts < 3 ? 'INT' : 'KILL');
    interrupts += 1;
    left = SLICE;
    if (interrupts > 6) return;
  }
}
