import type { Diagnosis } from '../scene/diagnosis.ts';
import type { RunVerdict } from '../scene/moment.ts';
import type { Outcome } from '../trace/verdict.ts';
import type { Ipv4Addr } from '../wire/address.ts';
import type { Ask } from '../scenario/ask.ts';

/** Why a run went wrong: the fate of the first packet that was lost, with the route for want of which, if it is that. */
export interface Loss {
  readonly label: string;
  readonly outcome: Outcome;
  readonly diagnosis: Diagnosis | null;
}

/** One of the runs: all that is kept of its trace. */
export interface TallyRun {
  readonly seed: number;
  /** Address of the backend that was drawn; null when none was. */
  readonly backend: Ipv4Addr | null;
  readonly verdict: RunVerdict;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly loss: Loss | null;
}

/** Many runs of one ask, each with chances of its own. */
export interface Tally {
  readonly ask: Ask;
  readonly planned: number;
  readonly runs: readonly TallyRun[];
  readonly state: 'counting' | 'done' | 'stopped';
}
