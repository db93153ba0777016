import type { Command } from '../../command.ts';
import { parseFlags, type FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { LineReader, write } from '../../process/stream.ts';
import { getoptComplaint } from '../complaint.ts';
import { copy, inputsOf } from '../input.ts';

const FLAGS = {
  number: { names: ['-n', '--number'], about: { en: 'number all lines', ko: '모든 줄에 번호를 붙인다' } },
} satisfies FlagTable;

export const cat: Command = {
  name: 'cat',
  topic: 'text',
  on: SHELLS,
  about: { en: 'prints files, or what it is given', ko: '파일이나 입력을 그대로 출력한다' },
  flags: FLAGS,
  *run(context) {
    const { argv, io } = context;
    const answer = parseFlags(FLAGS, argv.slice(1));
    if (!answer.ok) {
      yield* write(io.stderr, getoptComplaint('cat', answer.problem));
      return 1;
    }
    const { inputs, failed } = yield* inputsOf(context, 'cat', answer.parsed.operands);
    let number = 0;
    for (const { source } of inputs) {
      if (!answer.parsed.has('number')) {
        yield* copy(source, context);
        continue;
      }
      const lines = new LineReader(source);
      for (let line = yield* lines.next(); line !== null; line = yield* lines.next()) {
        number += 1;
        yield* write(io.stdout, `${`${number}`.padStart(6)}\t${line.text}${line.whole ? '\n' : ''}`);
      }
    }
    return failed ? 1 : 0;
  },
};
