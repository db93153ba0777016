import type { Context } from '../command.ts';
import { LineReader, write } from '../process/stream.ts';
import type { Task } from '../process/task.ts';
import { inputsOf } from './input.ts';

/** Goes through the lines of all files as they come and prints what becomes of each. Gives the exit code. */
export function* eachLine(
  context: Context,
  program: string,
  names: readonly string[],
  made: (text: string, whole: boolean) => string,
  complaint?: (name: string, error: string) => string,
): Task {
  const { inputs, failed } = yield* inputsOf(context, program, names, complaint);
  for (const { source } of inputs) {
    const lines = new LineReader(source);
    for (let line = yield* lines.next(); line !== null; line = yield* lines.next())
      yield* write(context.io.stdout, made(line.text, line.whole));
  }
  return failed ? 1 : 0;
}

/** All lines of a source; a last line without a line end counts, too. */
export function* linesOf(source: ConstructorParameters<typeof LineReader>[0]): Task<readonly string[]> {
  const out: string[] = [];
  const lines = new LineReader(source);
  for (let line = yield* lines.next(); line !== null; line = yield* lines.next()) out.push(line.text);
  return out;
}
