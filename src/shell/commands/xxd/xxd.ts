import { hexOf } from '../../../base/bytes.ts';
import type { Command } from '../../command.ts';
import { type FlagTable, parseFlags } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { printable, readOctets } from '../octets.ts';

const FLAGS = {
  plain: { names: ['-p', '-ps', '-plain'], about: { en: 'only the digits', ko: '16진수만 출력한다' } },
  reverse: { names: ['-r', '-revert'], about: { en: 'from digits back to bytes', ko: '16진수를 바이트로 되돌린다' } },
  bits: { names: ['-b', '-bits'], about: { en: 'bits', ko: '비트로 출력한다' } },
  upper: { names: ['-u'], about: { en: 'capital letters', ko: '대문자로 쓴다' } },
  include: { names: ['-i', '-include'], about: { en: 'as a C array', ko: 'C 배열로 출력한다' } },
  length: { names: ['-l', '-len'], takes: 'len', about: { en: 'so many bytes', ko: '이만큼의 바이트' } },
  seek: { names: ['-s', '-seek'], takes: 'off', about: { en: 'from here on', ko: '여기서부터' } },
  columns: { names: ['-c', '-cols'], takes: 'cols', about: { en: 'bytes in a line', ko: '한 줄의 바이트 수' } },
  group: { names: ['-g', '-groupsize'], takes: 'bytes', about: { en: 'bytes in a group', ko: '한 묶음의 바이트 수' } },
} satisfies FlagTable;

/** xxd of Vim 9.1. */
export const xxd: Command = {
  name: 'xxd',
  topic: 'text',
  on: SHELLS,
  about: { en: 'shows the bytes of a file', ko: '파일의 바이트를 보여 준다' },
  flags: FLAGS,
  *run(context) {
    const { io } = context;
    const args = context.argv
      .slice(1)
      .flatMap((arg) => (/^-[lscg]\d+$/.test(arg) ? [arg.slice(0, 2), arg.slice(2)] : [arg]));
    const answer = parseFlags(FLAGS, args, { clusters: false });
    if (!answer.ok) {
      yield* write(io.stderr, 'Usage:\n       xxd [options] [infile [outfile]]\n');
      return 1;
    }
    const { parsed } = answer;
    const [name = '-'] = parsed.operands;
    const all = yield* readOctets(context, name);
    if (typeof all === 'string') {
      yield* write(io.stderr, `xxd: ${name}: ${all}\n`);
      return 2;
    }
    if (parsed.has('reverse')) {
      yield* write(io.stdout, printable(reverted(printable(all), parsed.has('plain'))));
      return 0;
    }
    const number = (key: 'seek' | 'length' | 'columns' | 'group', otherwise: number): number => {
      const value = Number(parsed.value(key) ?? otherwise);
      return Number.isInteger(value) && value >= 0 ? value : otherwise;
    };
    const start = number('seek', 0);
    const bytes = all.subarray(start, start + number('length', all.length));
    if (parsed.has('include')) {
      yield* write(io.stdout, included(bytes, name));
      return 0;
    }
    const bits = parsed.has('bits');
    const plain = parsed.has('plain');
    const columns = Math.min(256, Math.max(1, number('columns', bits ? 6 : plain ? 30 : 16)));
    const group = number('group', bits ? 1 : 2);
    for (let at = 0; at < bytes.length; at += columns) {
      const row = bytes.subarray(at, at + columns);
      const digits = parsed.has('upper') ? hexOf(row).toUpperCase() : hexOf(row);
      if (plain) {
        yield* write(io.stdout, `${digits}\n`);
        continue;
      }
      const place = (start + at).toString(16).padStart(8, '0');
      const wide = bits ? 8 : 2;
      const cells = bits ? [...row].map((byte) => byte.toString(2).padStart(8, '0')).join('') : digits;
      const size = group > 0 ? group * wide : columns * wide;
      const groups = Math.ceil(columns / Math.max(1, group || columns));
      const shown = cells.match(new RegExp(`.{1,${size}}`, 'g'))?.join(' ') ?? '';
      yield* write(io.stdout, `${place}: ${shown.padEnd(columns * wide + groups - 1)}  ${dotted(row)}\n`);
    }
    return 0;
  },
};

/** What can be printed, and dots. */
export function dotted(bytes: Uint8Array): string {
  return [...bytes].map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
}

function included(bytes: Uint8Array, name: string): string {
  const cells = [...bytes].map((byte) => `0x${byte.toString(16).padStart(2, '0')}`);
  const lines: string[] = [];
  for (let i = 0; i < cells.length; i += 12) lines.push(`  ${cells.slice(i, i + 12).join(', ')}`);
  const body = lines.join(',\n');
  if (name === '-') return `${body}\n`;
  const variable = name.replace(/[^A-Za-z0-9]/g, '_').replace(/^(?=\d)/, '__');
  return `unsigned char ${variable}[] = {\n${body}\n};\nunsigned int ${variable}_len = ${bytes.length};\n`;
}

function reverted(text: string, plain: boolean): Uint8Array {
  const digits = plain
    ? text
    : text
        .split('\n')
        .map((line) => /^[0-9a-fA-F]+:?((?: ?[0-9a-fA-F]{2})+)/.exec(line.replace(/ {2}.*$/, ''))?.[1] ?? '')
        .join('');
  return Uint8Array.from(digits.replace(/[^0-9a-fA-F]/g, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
