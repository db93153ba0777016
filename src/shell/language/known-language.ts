import type { Task } from '../process/task.ts';
import type { Io, Shell, ShellHost } from './shell.ts';

/** What bash knows beside the programs: its language, which most lines need and a first prompt does not. */
export interface Language {
  readonly interpret: ShellHost['interpret'];
  readonly runText: (shell: Shell, text: string, io: Io) => Task;
  /** Whether a line wants another one before it can be run. */
  readonly wantsMore: (text: string) => boolean;
  /** The names of its builtins. */
  readonly builtins: readonly string[];
}
