import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { LineReader, write } from '../../process/stream.ts';
import { flagged } from '../flagged.ts';
import { inputsOf } from '../input.ts';

const FLAGS = {
  count: { names: ['-c', '--count'], about: { en: 'how often each occurs', ko: '몇 번 나오는지 센다' } },
  repeated: { names: ['-d', '--repeated'], about: { en: 'only lines that repeat', ko: '되풀이된 줄만' } },
  unique: { names: ['-u', '--unique'], about: { en: 'only lines that do not repeat', ko: '되풀이되지 않은 줄만' } },
  fold: {
    names: ['-i', '--ignore-case'],
    about: { en: 'upper and lower case are the same', ko: '대소문자를 구별하지 않는다' },
  },
} satisfies FlagTable;

/** uniq of coreutils 9.4: neighbours only. */
export const uniq: Command = {
  name: 'uniq',
  topic: 'text',
  on: SHELLS,
  about: { en: 'drops lines that repeat the one before', ko: '바로 앞과 같은 줄을 없앤다' },
  flags: FLAGS,
  *run(context) {
    const { io } = context;
    const parsed = yield* flagged(context, FLAGS);
    if (parsed === null) return 1;
    const { inputs, failed } = yield* inputsOf(context, 'uniq', parsed.operands.slice(0, 1));
    const key = (text: string): string => (parsed.has('fold') ? text.toLowerCase() : text);
    const tell = function* (text: string, count: number) {
      if (parsed.has('repeated') && count < 2) return;
      if (parsed.has('unique') && count > 1) return;
      yield* write(io.stdout, `${parsed.has('count') ? `${`${count}`.padStart(7)} ` : ''}${text}\n`);
    };
    for (const { source } of inputs) {
      const lines = new LineReader(source);
      let held: string | null = null;
      let count = 0;
      for (let line = yield* lines.next(); line !== null; line = yield* lines.next()) {
        if (held !== null && key(held) === key(line.text)) {
          count += 1;
          continue;
        }
        if (held !== null) yield* tell(held, count);
        held = line.text;
        count = 1;
      }
      if (held !== null) yield* tell(held, count);
    }
    return failed ? 1 : 0;
  },
};
