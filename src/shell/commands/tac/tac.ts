import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { readAll, write } from '../../process/stream.ts';
import { flagged } from '../flagged.ts';
import { inputsOf } from '../input.ts';

const FLAGS = {} satisfies FlagTable;

/** tac of coreutils 9.4: a last line without a line end runs into the one before it. */
export const tac: Command = {
  name: 'tac',
  topic: 'text',
  on: SHELLS,
  about: { en: 'prints the last line first', ko: '마지막 줄부터 출력한다' },
  flags: FLAGS,
  *run(context) {
    const parsed = yield* flagged(context, FLAGS);
    if (parsed === null) return 1;
    const { inputs, failed } = yield* inputsOf(
      context,
      'tac',
      parsed.operands,
      (name, error) => `tac: failed to open '${name}' for reading: ${error}`,
    );
    for (const { source } of inputs) {
      const pieces = (yield* readAll(source)).match(/[^\n]*\n|[^\n]+$/g) ?? [];
      yield* write(context.io.stdout, pieces.toReversed().join(''));
    }
    return failed ? 1 : 0;
  },
};
