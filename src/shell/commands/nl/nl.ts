import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { flagged } from '../flagged.ts';
import { eachLine } from '../whole-lines.ts';

const FLAGS = {
  body: {
    names: ['-b', '--body-numbering'],
    takes: 'STYLE',
    about: {
      en: 'which lines: a all, t those with text, n none',
      ko: '번호를 붙일 줄: a 모두, t 글자가 있는 줄, n 없음',
    },
  },
  width: {
    names: ['-w', '--number-width'],
    takes: 'NUMBER',
    about: { en: 'columns of the number', ko: '번호의 너비' },
  },
  separator: {
    names: ['-s', '--number-separator'],
    takes: 'STRING',
    about: { en: 'what follows the number', ko: '번호 뒤에 넣을 글자' },
  },
  first: { names: ['-v', '--starting-line-number'], takes: 'NUMBER', about: { en: 'the first number', ko: '첫 번호' } },
  step: {
    names: ['-i', '--line-increment'],
    takes: 'NUMBER',
    about: { en: 'how much more each time', ko: '늘어나는 수' },
  },
  format: {
    names: ['-n', '--number-format'],
    takes: 'FORMAT',
    about: { en: 'ln, rn or rz', ko: 'ln, rn, rz 가운데 하나' },
  },
} satisfies FlagTable;

/** nl of coreutils 9.4. */
export const nl: Command = {
  name: 'nl',
  topic: 'text',
  on: SHELLS,
  about: { en: 'numbers lines', ko: '줄에 번호를 붙인다' },
  flags: FLAGS,
  *run(context) {
    const parsed = yield* flagged(context, FLAGS);
    if (parsed === null) return 1;
    for (const [key, what] of [
      ['width', 'line number field width'],
      ['first', 'starting line number'],
      ['step', 'line number increment'],
    ] as const) {
      const value = parsed.value(key);
      if (value === null || (/^-?\d{1,9}$/.test(value) && (key !== 'width' || Number(value) > 0))) continue;
      yield* write(context.io.stderr, `nl: invalid ${what}: ‘${value}’\n`);
      return 1;
    }
    const width = Math.min(Number(parsed.value('width') ?? 6), 1_000);
    const separator = parsed.value('separator') ?? '\t';
    const style = parsed.value('body') ?? 't';
    const format = parsed.value('format') ?? 'rn';
    const step = Number(parsed.value('step') ?? 1);
    let number = Number(parsed.value('first') ?? 1);
    return yield* eachLine(context, 'nl', parsed.operands, (text) => {
      if (style.startsWith('n') || (style === 't' && text === ''))
        return `${' '.repeat(width + separator.length)}${text}\n`;
      const digits = `${number}`;
      number += step;
      const shown = format === 'ln' ? digits.padEnd(width) : digits.padStart(width, format === 'rz' ? '0' : ' ');
      return `${shown}${separator}${text}\n`;
    });
  },
};
