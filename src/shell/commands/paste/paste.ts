import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { LineReader, write } from '../../process/stream.ts';
import { flagged } from '../flagged.ts';
import { inputsOf } from '../input.ts';
import { linesOf } from '../whole-lines.ts';

const FLAGS = {
  delimiters: {
    names: ['-d', '--delimiters'],
    takes: 'LIST',
    about: { en: 'what stands between, one after the other', ko: '사이에 차례로 넣을 글자' },
  },
  serial: { names: ['-s', '--serial'], about: { en: 'one file after the other', ko: '파일마다 한 줄로 잇는다' } },
} satisfies FlagTable;

/** paste of coreutils 9.4. */
export const paste: Command = {
  name: 'paste',
  topic: 'text',
  on: SHELLS,
  about: { en: 'puts lines side by side', ko: '줄을 옆으로 붙인다' },
  flags: FLAGS,
  *run(context) {
    const { io } = context;
    const parsed = yield* flagged(context, FLAGS);
    if (parsed === null) return 1;
    const between = delimitersOf(parsed.value('delimiters') ?? '\t');
    const names = parsed.operands.length > 0 ? parsed.operands : ['-'];
    const { inputs, failed } = yield* inputsOf(context, 'paste', names);
    if (failed) return 1;
    if (parsed.has('serial')) {
      for (const { source } of inputs) yield* write(io.stdout, `${joined(yield* linesOf(source), between)}\n`);
      return 0;
    }
    // The same standard input twice gives its lines in turn.
    const stdin = new LineReader(io.stdin);
    const readers = inputs.map(({ name, source }) => (name === '-' ? stdin : new LineReader(source)));
    for (;;) {
      const row: string[] = [];
      let any = false;
      for (const reader of readers) {
        const line = yield* reader.next();
        any ||= line !== null;
        row.push(line?.text ?? '');
      }
      if (!any) return 0;
      yield* write(io.stdout, `${joined(row, between)}\n`);
    }
  },
};

function delimitersOf(list: string): readonly string[] {
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '0': '', '\\': '\\' };
  const out = [...list.matchAll(/\\(.)|[\s\S]/g)].map(([all, ch]) => (ch === undefined ? all : (escapes[ch] ?? ch)));
  return out.length === 0 ? [''] : out;
}

function joined(parts: readonly string[], between: readonly string[]): string {
  return parts.map((part, i) => (i === 0 ? part : (between[(i - 1) % between.length] ?? '') + part)).join('');
}
