import { utf8 } from '../../../base/bytes.ts';
import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { readAll, write } from '../../process/stream.ts';
import { flagged } from '../flagged.ts';
import { inputsOf } from '../input.ts';

const FLAGS = {
  lines: { names: ['-l', '--lines'], about: { en: 'count lines', ko: '줄을 센다' } },
  words: { names: ['-w', '--words'], about: { en: 'count words', ko: '낱말을 센다' } },
  characters: { names: ['-m', '--chars'], about: { en: 'count characters', ko: '글자를 센다' } },
  bytes: { names: ['-c', '--bytes'], about: { en: 'count bytes', ko: '바이트를 센다' } },
} satisfies FlagTable;

/** wc of coreutils 9.4. */
export const wc: Command = {
  name: 'wc',
  topic: 'text',
  on: SHELLS,
  about: { en: 'counts lines, words and bytes', ko: '줄, 낱말, 바이트를 센다' },
  flags: FLAGS,
  *run(context) {
    const { io } = context;
    const parsed = yield* flagged(context, FLAGS);
    if (parsed === null) return 1;
    const { inputs, failed } = yield* inputsOf(context, 'wc', parsed.operands);
    const all = !['lines', 'words', 'characters', 'bytes'].some((key) => parsed.has(key as keyof typeof FLAGS));
    let bytes = 0;
    const rows: { readonly counts: readonly number[]; readonly name: string }[] = [];
    for (const { name, source } of inputs) {
      const text = yield* readAll(source);
      const size = utf8(text).length;
      bytes += size;
      const counts = [
        ...(all || parsed.has('lines') ? [text.split('\n').length - 1] : []),
        ...(all || parsed.has('words') ? [(text.match(/\S+/g) ?? []).length] : []),
        ...(parsed.has('characters') ? [[...text].length] : []),
        ...(all || parsed.has('bytes') ? [size] : []),
      ];
      rows.push({ counts, name: name === '-' && parsed.operands.length === 0 ? '' : name });
    }
    if (rows.length > 1) {
      const totals = rows[0]!.counts.map((_, i) => rows.reduce((sum, { counts }) => sum + counts[i]!, 0));
      rows.push({ counts: totals, name: 'total' });
    }
    // One number alone needs no column; columns are as wide as the size of all files, and of standard input nobody knows it.
    const single = rows.length === 1 && rows[0]!.counts.length === 1;
    const width = single ? 1 : parsed.operands.length === 0 ? 7 : `${bytes}`.length;
    for (const { counts, name } of rows) {
      const numbers = counts.map((count) => `${count}`.padStart(width)).join(' ');
      yield* write(io.stdout, `${numbers}${name === '' ? '' : ` ${name}`}\n`);
    }
    return failed ? 1 : 0;
  },
};
