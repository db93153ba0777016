import type { Context } from '../command.ts';
import { absolute, streamed } from '../process/files.ts';
import { read, textSource, write, type Source } from '../process/stream.ts';
import type { Task } from '../process/task.ts';

export interface Input {
  /** As typed; '-' for standard input. */
  readonly name: string;
  readonly source: Source;
}

/** The files that a filter reads, or its standard input when none is named. What cannot be read is complained about in the words of `program`. */
export function* inputsOf(
  context: Context,
  program: string,
  names: readonly string[],
  complaint: (name: string, error: string) => string = (name, error) => `${program}: ${name}: ${error}`,
): Task<{ readonly inputs: readonly Input[]; readonly failed: boolean }> {
  if (names.length === 0) return { inputs: [{ name: '-', source: context.io.stdin }], failed: false };
  const inputs: Input[] = [];
  let failed = false;
  for (const name of names) {
    const opened = openInput(context, name);
    if (typeof opened !== 'string') inputs.push({ name, source: opened });
    else {
      failed = true;
      yield* write(context.io.stderr, `${complaint(name, opened)}\n`);
    }
  }
  return { inputs, failed };
}

/** A file to read, or why it cannot be read. */
export function openInput({ host, io, shell }: Context, name: string): Source | string {
  if (name === '-' || name === '/dev/stdin') return io.stdin;
  if (name === '/dev/null') return textSource('');
  const path = absolute(name, shell.folder);
  if (host.files.isFolder(path)) return 'Is a directory';
  const content = host.files.read(path);
  return content === null ? 'No such file or directory' : textSource(streamed(content));
}

/** Passes everything on as it comes. */
export function* copy(source: Source, context: Context): Task<void> {
  for (let piece = yield* read(source); piece !== null; piece = yield* read(source))
    yield* write(context.io.stdout, piece);
}
