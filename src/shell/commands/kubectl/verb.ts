import type { Context } from '../../command.ts';
import type { Machine } from '../../machine.ts';
import type { Task } from '../../process/task.ts';
import type { Words } from '../../words.ts';
import type { FlagKey, Flags } from './flags.ts';

/** A command of kubectl. */
export interface Verb {
  /** What follows its name in the usage line. */
  readonly takes: string;
  /** `about.en` is kubectl's own short text. */
  readonly about: Words;
  readonly flags: readonly FlagKey[];
  /** Commands of its own: `rollout restart`. */
  readonly below?: readonly string[];
  /** The first word that is none of its options begins words that are not its own: exec, run. */
  readonly stopsAtCommand?: boolean;
  /** Runs it. Throws a Refusal. */
  readonly run: (context: Context, flags: Flags, words: readonly string[]) => Task;
  /** What may stand where, beside kinds and names: `words` are those after the verb. */
  readonly words?: (machine: Machine, namespace: string, words: readonly string[]) => readonly string[] | null;
}
