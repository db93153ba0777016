import type { Redirection } from 'unbash';
import { write } from '../process/stream.ts';
import type { Task } from '../process/task.ts';
import { ShellError } from './flow.ts';
import { redirected } from './redirect.ts';
import type { Io, Shell } from './shell.ts';

/** Runs a part that may fail by itself: its message goes to stderr, its code is the answer, and the line goes on. */
export function* reported(shell: Shell, io: Io, part: Task): Task {
  try {
    return yield* part;
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    if (error.message !== '') yield* write(io.stderr, `${shell.host.name}: ${error.message}\n`);
    return error.code;
  }
}

/** The redirections carried out, or null when that failed and was told: then the command is not run, and the line goes on. */
export function* redirectedOrTold(shell: Shell, redirects: readonly Redirection[], io: Io): Task<Io | null> {
  if (redirects.length === 0) return io;
  try {
    return yield* redirected(shell, redirects, io);
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    yield* write(io.stderr, `${shell.host.name}: ${error.message}\n`);
    return null;
  }
}
