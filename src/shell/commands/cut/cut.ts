import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { LineReader, write } from '../../process/stream.ts';
import { flagged } from '../flagged.ts';
import { inputsOf } from '../input.ts';
import { parseRanges } from './ranges.ts';

const FLAGS = {
  delimiter: {
    names: ['-d', '--delimiter'],
    takes: 'DELIM',
    about: { en: 'what separates fields; TAB if left out', ko: '필드를 나누는 글자. 없으면 탭' },
  },
  fields: { names: ['-f', '--fields'], takes: 'LIST', about: { en: 'these fields', ko: '이 필드들' } },
  characters: {
    names: ['-c', '--characters', '-b'],
    takes: 'LIST',
    about: { en: 'these characters', ko: '이 글자들' },
  },
  only: {
    names: ['-s', '--only-delimited'],
    about: { en: 'skip lines without the delimiter', ko: '구분자가 없는 줄은 건너뛴다' },
  },
  output: {
    names: ['--output-delimiter'],
    takes: 'TEXT',
    about: { en: 'what to put between fields', ko: '필드 사이에 넣을 글자' },
  },
} satisfies FlagTable;

/** cut of coreutils 9.4. */
export const cut: Command = {
  name: 'cut',
  topic: 'text',
  on: SHELLS,
  about: { en: 'picks fields or characters of each line', ko: '줄마다 필드나 글자를 골라낸다' },
  flags: FLAGS,
  *run(context) {
    const { io } = context;
    const parsed = yield* flagged(context, FLAGS);
    if (parsed === null) return 1;
    const complain = function* (text: string) {
      yield* write(io.stderr, `cut: ${text}\nTry 'cut --help' for more information.\n`);
      return 1;
    };
    const list = parsed.value('fields') ?? parsed.value('characters');
    if (list === null) return yield* complain('you must specify a list of bytes, characters, or fields');
    const wanted = parseRanges(list);
    if (wanted === null) return yield* complain(`invalid field range`);
    const delimiter = parsed.value('delimiter') ?? '\t';
    if (delimiter.length !== 1) return yield* complain('the delimiter must be a single character');
    const { inputs, failed } = yield* inputsOf(context, 'cut', parsed.operands);
    for (const { source } of inputs) {
      const lines = new LineReader(source);
      for (let line = yield* lines.next(); line !== null; line = yield* lines.next()) {
        const { text } = line;
        if (!parsed.has('fields')) {
          yield* write(io.stdout, `${[...text].filter((_, i) => wanted(i + 1)).join('')}\n`);
        } else if (text.includes(delimiter)) {
          const fields = text.split(delimiter).filter((_, i) => wanted(i + 1));
          yield* write(io.stdout, `${fields.join(parsed.value('output') ?? delimiter)}\n`);
        } else if (!parsed.has('only')) yield* write(io.stdout, `${text}\n`);
      }
    }
    return failed ? 1 : 0;
  },
};
