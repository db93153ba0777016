import type { CobraCall, CobraFlags } from '../cobra/tree.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';

export const OUTPUT = {
  output: {
    names: ['-o', '--output'],
    takes: 'string',
    about: { en: 'json| yaml| jsonpath={}', ko: '출력 형식: json, yaml, jsonpath={}' },
  },
} satisfies CobraFlags;

/** Whether -o asks for something else than the table. */
export function wantsOutput({ flags }: CobraCall): boolean {
  return (flags.value('output') ?? '') !== '';
}

/** pkg/command PrintOutput, as far as JSON goes. `otherwise` is for commands that print objects without being asked. */
export function* printOutput(call: CobraCall, value: unknown, otherwise = ''): Task {
  const { io } = call.context;
  const given = call.flags.value('output') ?? '';
  const format = given === '' ? otherwise : given;
  if (format !== 'json') {
    yield* write(io.stderr, `Error: this lab prints json only: -o ${format}\n`);
    return 1;
  }
  yield* write(io.stdout, `${JSON.stringify(value, null, 2)}\n`);
  return 0;
}

/** The maps are printed as an object of lists. */
export function ofRows(rows: readonly (readonly [string, string])[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(rows.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, [value]]));
}

/** Fatalf: 'Error: …', and 1. */
export function* fatal({ context }: CobraCall, message: string): Task {
  yield* write(context.io.stderr, `Error: ${message}\n`);
  return 1;
}

/** Usagef: the refusal, and the help on stdout. */
export function* usage(call: CobraCall, message: string): Task {
  yield* write(call.context.io.stderr, `Error: ${message}\n\n`);
  yield* write(call.context.io.stdout, call.help);
  return 1;
}
