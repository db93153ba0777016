import type { Command, Context } from '../../command.ts';
import { parseFlags, type FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { absolute, streamed } from '../../process/files.ts';
import { LineReader, write } from '../../process/stream.ts';
import { until, type Task } from '../../process/task.ts';
import { getoptComplaint } from '../complaint.ts';
import { inputsOf } from '../input.ts';

const FLAGS = {
  lines: {
    names: ['-n', '--lines'],
    takes: 'NUM',
    about: { en: 'so many lines; +NUM: from that line on', ko: '이만큼의 줄. +NUM이면 그 줄부터' },
  },
  follow: {
    names: ['-f', '-F', '--follow'],
    about: { en: 'goes on as the file grows', ko: '파일이 늘어나는 대로 이어서 출력한다' },
  },
  quiet: { names: ['-q', '--quiet'], about: { en: 'no file names', ko: '파일 이름을 붙이지 않는다' } },
} satisfies FlagTable;

/** tail of coreutils 9.4. */
export const tail: Command = {
  name: 'tail',
  topic: 'text',
  on: SHELLS,
  about: { en: 'the last lines', ko: '뒤의 몇 줄을 출력한다' },
  flags: FLAGS,
  *run(context) {
    const { argv, io } = context;
    const args = argv.slice(1).map((arg, i) => (i === 0 && /^[-+]\d+$/.test(arg) ? `-n${arg.replace(/^-/, '')}` : arg));
    const answer = parseFlags(FLAGS, args);
    if (!answer.ok) {
      yield* write(io.stderr, getoptComplaint('tail', answer.problem));
      return 1;
    }
    const { parsed } = answer;
    const wanted = parsed.value('lines') ?? '10';
    if (!/^[-+]?\d+$/.test(wanted)) {
      yield* write(io.stderr, `tail: invalid number of lines: ‘${wanted}’\n`);
      return 1;
    }
    const { inputs, failed } = yield* inputsOf(
      context,
      'tail',
      parsed.operands,
      (name, error) => `tail: cannot open '${name}' for reading: ${error}`,
    );
    for (const [i, { name, source }] of inputs.entries()) {
      if (inputs.length > 1 && !parsed.has('quiet')) yield* write(io.stdout, `${i > 0 ? '\n' : ''}==> ${name} <==\n`);
      const lines = new LineReader(source);
      const held: string[] = [];
      const count = Math.abs(Number(wanted));
      const from = wanted.startsWith('+') ? Math.max(1, count) : null;
      let number = 0;
      for (let line = yield* lines.next(); line !== null; line = yield* lines.next()) {
        number += 1;
        const text = line.text + (line.whole ? '\n' : '');
        if (from !== null) {
          if (number >= from) yield* write(io.stdout, text);
        } else if (held.push(text) > count) held.shift();
      }
      yield* write(io.stdout, held.join(''));
      if (parsed.has('follow') && name !== '-') yield* follow(context, name);
    }
    return failed ? 1 : 0;
  },
};

/** Goes on for ever: a file that nobody writes to stays silent. /dev/null never grows. */
function* follow({ host, io, shell }: Context, name: string): Task<void> {
  const path = absolute(name, shell.folder);
  const text = (): string => streamed(host.files.read(path) ?? '');
  let seen = text().length;
  for (;;) {
    yield* until(() => text().length !== seen);
    const now = text();
    yield* write(io.stdout, now.length > seen ? now.slice(seen) : now);
    seen = now.length;
  }
}
