import type { Context } from '../command.ts';
import { type FlagStyle, type FlagTable, GNU, parseFlags, type Parsed } from '../flags.ts';
import { write } from '../process/stream.ts';
import type { Task } from '../process/task.ts';
import { getoptComplaint } from './complaint.ts';

/** The options of a coreutils program, or null when it has complained about them: then it ends with 1. */
export function* flagged<T extends FlagTable>(
  { argv, io }: Context,
  table: T,
  args: readonly string[] = argv.slice(1),
  style: FlagStyle = GNU,
): Task<Parsed<T> | null> {
  const answer = parseFlags(table, args, style);
  if (answer.ok) return answer.parsed;
  yield* write(io.stderr, getoptComplaint(argv[0]!.split('/').at(-1)!, answer.problem));
  return null;
}
