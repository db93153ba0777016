import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { flagged } from '../flagged.ts';
import { inputsOf } from '../input.ts';
import { linesOf } from '../whole-lines.ts';

const FLAGS = {
  first: { names: ['-1'], about: { en: 'leave out what only the first has', ko: '첫 파일에만 있는 줄을 뺀다' } },
  second: { names: ['-2'], about: { en: 'leave out what only the second has', ko: '둘째 파일에만 있는 줄을 뺀다' } },
  both: { names: ['-3'], about: { en: 'leave out what both have', ko: '둘 다 있는 줄을 뺀다' } },
} satisfies FlagTable;

/** comm of coreutils 9.4, for sorted files. */
export const comm: Command = {
  name: 'comm',
  topic: 'text',
  on: SHELLS,
  about: { en: 'compares two sorted files', ko: '정렬된 두 파일을 비교한다' },
  flags: FLAGS,
  *run(context) {
    const { io } = context;
    const parsed = yield* flagged(context, FLAGS);
    if (parsed === null) return 1;
    const names = parsed.operands;
    if (names.length !== 2) {
      const what =
        names.length === 0
          ? 'missing operand'
          : names.length === 1
            ? `missing operand after ‘${names[0]}’`
            : `extra operand ‘${names[2]}’`;
      yield* write(io.stderr, `comm: ${what}\nTry 'comm --help' for more information.\n`);
      return 1;
    }
    const { inputs, failed } = yield* inputsOf(context, 'comm', names);
    const [one, two] = inputs;
    if (failed || one === undefined || two === undefined) return 1;
    const a = yield* linesOf(one.source);
    const b = yield* linesOf(two.source);
    const [tabTwo, tabBoth] = [
      parsed.has('first') ? '' : '\t',
      (parsed.has('first') ? '' : '\t') + (parsed.has('second') ? '' : '\t'),
    ];
    for (let i = 0, j = 0; i < a.length || j < b.length;) {
      const [left, right] = [a[i], b[j]];
      let line: string | null;
      if (right === undefined || (left !== undefined && left < right)) {
        line = parsed.has('first') ? null : (left ?? '');
        i += 1;
      } else if (left === undefined || left > right) {
        line = parsed.has('second') ? null : tabTwo + right;
        j += 1;
      } else {
        line = parsed.has('both') ? null : tabBoth + left;
        i += 1;
        j += 1;
      }
      if (line !== null) yield* write(io.stdout, `${line}\n`);
    }
    return 0;
  },
};
