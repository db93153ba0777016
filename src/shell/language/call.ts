import type { Task } from '../process/task.ts';
import type { Io, Shell } from './shell.ts';

/** A call of a builtin: it changes the shell itself. */
export interface Call {
  readonly shell: Shell;
  readonly args: readonly string[];
  readonly io: Io;
  /** Runs text in this shell. */
  readonly run: (text: string) => Task;
  /** Runs words in this shell. */
  readonly invoke: (words: readonly string[]) => Task;
}

export type Builtin = (call: Call) => Task;
