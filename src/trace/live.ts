import type { LabCilium } from '../lab/file.ts';
import type { Nanos, NetnsName } from '../lab/names.ts';
import type { TableName, TableRow } from '../lab/tables.ts';
import type { World } from '../lab/world.ts';
import type { Stimulus } from './stimulus.ts';
import type { JobRecord, Trace } from './trace.ts';

/**
 * A lab that is running: time goes on only when it is told to. Whatever is done to it, its trace is that of the same
 * stimuli given beforehand: when something was asked for makes no difference, only when it is due.
 */
export interface LiveLab {
  readonly now: Nanos;
  /** When the next thing is due, or null: the lab is at rest. */
  readonly next: Nanos | null;
  /** What exists now, by contrast to `trace.world`, which holds whatever has ever existed. Its tables are those of the start. */
  readonly world: World;
  /** What has happened so far. Its arrays grow in place; `world` is replaced when the cluster changes. */
  readonly trace: Trace;
  /**
   * Does something to the lab. `stimulus.at` must be later than `now`; before the first `advance` it may be 0. Returns
   * its index in trace.stimuli. Throws when the time is past or no namespace is called `stimulus.from`.
   */
  act(stimulus: Stimulus): number;
  /** Runs everything that is due up to and including `to`, and puts the clock there. Throws when `to` is past. */
  advance(to: Nanos): void;
  /** The configuration that a node's agent has started with. */
  ciliumOf(node: NetnsName): LabCilium;
  /** The rows of a table as they stand now. */
  table<T extends TableName>(netns: NetnsName, table: T): ReadonlyMap<string, TableRow[T]>;
  /** The job of a stimulus, null until it has begun. */
  jobOf(stimulus: number): JobRecord | null;
  /** A copy to which nothing more will be added: what views are given. `ended` is now. */
  snapshot(): Trace;
}
