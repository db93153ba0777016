import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { flagged } from '../flagged.ts';
import { readOctets } from '../octets.ts';
import { cellsOf, type Format, formatsOf } from './format.ts';

const FLAGS = {
  address: {
    names: ['-A', '--address-radix'],
    takes: 'RADIX',
    about: { en: 'how addresses are written: d o x n', ko: '주소의 진법: d o x n' },
  },
  type: {
    names: ['-t', '--format'],
    takes: 'TYPE',
    about: { en: 'how bytes are written: x1, x2, u1, c, …', ko: '바이트를 쓰는 방식: x1, x2, u1, c, …' },
  },
  count: { names: ['-N', '--read-bytes'], takes: 'BYTES', about: { en: 'so many bytes', ko: '이만큼의 바이트' } },
  skip: { names: ['-j', '--skip-bytes'], takes: 'BYTES', about: { en: 'from here on', ko: '여기서부터' } },
  width: { names: ['-w', '--width'], takes: 'BYTES', about: { en: 'bytes in a line', ko: '한 줄의 바이트 수' } },
  all: { names: ['-v', '--output-duplicates'], about: { en: 'repeat equal lines', ko: '같은 줄도 모두 출력한다' } },
  characters: { names: ['-c'], about: { en: 'characters', ko: '글자로' } },
  hex: { names: ['-x'], about: { en: 'hexadecimal, two bytes each', ko: '2바이트씩 16진수로' } },
  bytes: { names: ['-b'], about: { en: 'octal, one byte each', ko: '1바이트씩 8진수로' } },
  decimal: { names: ['-d'], about: { en: 'decimal, two bytes each', ko: '2바이트씩 10진수로' } },
} satisfies FlagTable;

const SHORT = { characters: 'c', hex: 'x2', bytes: 'o1', decimal: 'u2' } as const;

/** od of coreutils 9.4. */
export const od: Command = {
  name: 'od',
  topic: 'text',
  on: SHELLS,
  about: { en: 'shows the bytes of a file', ko: '파일의 바이트를 보여 준다' },
  flags: FLAGS,
  *run(context) {
    const { io } = context;
    const parsed = yield* flagged(context, FLAGS);
    if (parsed === null) return 1;
    const given = parsed.given.flatMap(([key, value]) =>
      key === 'type' ? [value] : key in SHORT ? [SHORT[key as keyof typeof SHORT]] : [],
    );
    const formats: Format[] = [];
    for (const type of given.length > 0 ? given : ['o2']) {
      const found = formatsOf(type);
      if (found === null) {
        yield* write(
          io.stderr,
          `od: invalid character '${/[^xouadcfz1248CSIL]/.exec(type)?.[0] ?? type[0] ?? ''}' in type string ‘${type}’\n`,
        );
        return 1;
      }
      formats.push(...found);
    }
    const radix = parsed.value('address') ?? 'o';
    if (!/^[doxn]/.test(radix)) {
      yield* write(io.stderr, `od: invalid output address radix '${radix}'; it must be one character from [doxn]\n`);
      return 1;
    }
    const [name = '-'] = parsed.operands;
    const all = yield* readOctets(context, name);
    if (typeof all === 'string') {
      yield* write(io.stderr, `od: ${name}: ${all}\n`);
      return 1;
    }
    const size = (text: string | null, otherwise: number): number => {
      const value = Number(text ?? otherwise);
      return Number.isInteger(value) && value >= 0 ? value : otherwise;
    };
    const start = size(parsed.value('skip'), 0);
    const bytes = all.subarray(start, start + size(parsed.value('count'), all.length));
    const width = Math.min(1024, Math.max(1, size(parsed.value('width'), 16)));
    let before = '';
    let squeezed = false;
    for (let at = 0; at < bytes.length; at += width) {
      const row = bytes.subarray(at, at + width);
      const lines = formats.map((format) => cellsOf(row, format, formats, width));
      const whole = lines.join('\n');
      if (whole === before && row.length === width && !parsed.has('all')) {
        if (!squeezed) yield* write(io.stdout, '*\n');
        squeezed = true;
        continue;
      }
      before = whole;
      squeezed = false;
      for (const [i, line] of lines.entries()) {
        const place = addressText(start + at, radix);
        yield* write(io.stdout, `${i === 0 ? place : ' '.repeat(place.length)}${line}\n`);
      }
    }
    if (!radix.startsWith('n')) yield* write(io.stdout, `${addressText(start + bytes.length, radix)}\n`);
    return 0;
  },
};

function addressText(at: number, radix: string): string {
  switch (radix[0]) {
    case 'n':
      return '';
    case 'x':
      return at.toString(16).padStart(6, '0');
    case 'd':
      return `${at}`.padStart(7, '0');
    default:
      return at.toString(8).padStart(7, '0');
  }
}
