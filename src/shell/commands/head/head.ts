import type { Command } from '../../command.ts';
import { parseFlags, type FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { LineReader, read, readAll, write } from '../../process/stream.ts';
import { getoptComplaint } from '../complaint.ts';
import { inputsOf } from '../input.ts';

const FLAGS = {
  lines: {
    names: ['-n', '--lines'],
    takes: 'NUM',
    about: { en: 'so many lines; -NUM: all but the last', ko: '이만큼의 줄. -NUM이면 마지막 몇 줄을 뺀다' },
  },
  bytes: { names: ['-c', '--bytes'], takes: 'NUM', about: { en: 'so many bytes', ko: '이만큼의 바이트' } },
  quiet: { names: ['-q', '--quiet'], about: { en: 'no file names', ko: '파일 이름을 붙이지 않는다' } },
} satisfies FlagTable;

/** head of coreutils 9.4. It ends, and with it who writes into it, as soon as it has its lines. */
export const head: Command = {
  name: 'head',
  topic: 'text',
  on: SHELLS,
  about: { en: 'the first lines', ko: '앞의 몇 줄을 출력한다' },
  flags: FLAGS,
  *run(context) {
    const { argv, io } = context;
    const args = argv.slice(1).map((arg, i) => (i === 0 && /^-\d+$/.test(arg) ? `-n${arg.slice(1)}` : arg));
    const answer = parseFlags(FLAGS, args);
    if (!answer.ok) {
      yield* write(io.stderr, getoptComplaint('head', answer.problem));
      return 1;
    }
    const { parsed } = answer;
    const wanted = parsed.value('bytes') ?? parsed.value('lines') ?? '10';
    if (!/^[-+]?\d+$/.test(wanted)) {
      yield* write(io.stderr, `head: invalid number of ${parsed.has('bytes') ? 'bytes' : 'lines'}: ‘${wanted}’\n`);
      return 1;
    }
    const { inputs, failed } = yield* inputsOf(
      context,
      'head',
      parsed.operands,
      (name, error) => `head: cannot open '${name}' for reading: ${error}`,
    );
    for (const [i, { name, source }] of inputs.entries()) {
      if (inputs.length > 1 && !parsed.has('quiet')) yield* write(io.stdout, `${i > 0 ? '\n' : ''}==> ${name} <==\n`);
      const count = Number(wanted);
      if (parsed.has('bytes')) {
        if (count < 0) yield* write(io.stdout, (yield* readAll(source)).slice(0, count));
        for (let left = count; left > 0;) {
          const piece = yield* read(source);
          if (piece === null) break;
          yield* write(io.stdout, piece.slice(0, left));
          left -= piece.length;
        }
        source.close();
        continue;
      }
      const lines = new LineReader(source);
      const held: string[] = [];
      let left = count;
      while (left > 0 || wanted.startsWith('-')) {
        const line = yield* lines.next();
        if (line === null) break;
        const text = line.text + (line.whole ? '\n' : '');
        left -= 1;
        if (!wanted.startsWith('-')) yield* write(io.stdout, text);
        else if (held.push(text) > -count) yield* write(io.stdout, held.shift()!);
      }
      source.close();
    }
    return failed ? 1 : 0;
  },
};
