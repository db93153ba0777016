import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { parseFlags } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { getoptComplaint } from '../complaint.ts';
import { readOctets } from '../octets.ts';
import { dotted } from '../xxd/xxd.ts';

const FLAGS = {
  canonical: {
    names: ['-C', '--canonical'],
    about: { en: 'bytes and text side by side', ko: '바이트와 글자를 나란히' },
  },
  length: { names: ['-n', '--length'], takes: 'length', about: { en: 'so many bytes', ko: '이만큼의 바이트' } },
  skip: { names: ['-s', '--skip'], takes: 'offset', about: { en: 'from here on', ko: '여기서부터' } },
  all: { names: ['-v', '--no-squeezing'], about: { en: 'repeat equal lines', ko: '같은 줄도 모두 출력한다' } },
} satisfies FlagTable;

/** hexdump of util-linux 2.39; hd is hexdump -C. */
export const hexdump: Command = {
  name: 'hexdump',
  topic: 'text',
  on: SHELLS,
  about: { en: 'shows the bytes of a file', ko: '파일의 바이트를 보여 준다' },
  flags: FLAGS,
  *run(context) {
    const { io } = context;
    const answer = parseFlags(FLAGS, context.argv.slice(1));
    if (!answer.ok) {
      yield* write(io.stderr, getoptComplaint('hexdump', answer.problem));
      return 1;
    }
    const { parsed } = answer;
    const canonical = parsed.has('canonical') || context.argv[0]?.endsWith('hd') === true;
    const [name = '-'] = parsed.operands;
    const all = yield* readOctets(context, name);
    if (typeof all === 'string') {
      yield* write(io.stderr, `hexdump: ${name}: ${all}\n`);
      if (all.startsWith('No')) yield* write(io.stderr, 'hexdump: all input file arguments failed\n');
      return 1;
    }
    const size = (text: string | null, otherwise: number): number => {
      const value = Number(text ?? otherwise);
      return Number.isInteger(value) && value >= 0 ? value : otherwise;
    };
    const start = size(parsed.value('skip'), 0);
    const bytes = all.subarray(start, start + size(parsed.value('length'), all.length));
    const digits = canonical ? 8 : 7;
    let before = '';
    let squeezed = false;
    for (let at = 0; at < bytes.length; at += 16) {
      const row = bytes.subarray(at, at + 16);
      const cells = canonical ? canonicalCells(row) : wordCells(row);
      if (cells === before && row.length === 16 && !parsed.has('all')) {
        if (!squeezed) yield* write(io.stdout, '*\n');
        squeezed = true;
        continue;
      }
      before = cells;
      squeezed = false;
      yield* write(io.stdout, `${(start + at).toString(16).padStart(digits, '0')}${cells}\n`);
    }
    if (bytes.length > 0) yield* write(io.stdout, `${(start + bytes.length).toString(16).padStart(digits, '0')}\n`);
    return 0;
  },
};

export const hd: Command = { ...hexdump, name: 'hd' };

function canonicalCells(row: Uint8Array): string {
  const hex = (from: number, to: number): string =>
    [...row.subarray(from, to)].map((byte) => ` ${byte.toString(16).padStart(2, '0')}`).join('');
  return ` ${`${hex(0, 8).padEnd(24)} ${hex(8, 16)}`.padEnd(50)} |${dotted(row)}|`;
}

/** Two bytes each, the second first, as x86 reads them. */
function wordCells(row: Uint8Array): string {
  let out = '';
  for (let i = 0; i < row.length; i += 2)
    out += ` ${((row[i] ?? 0) | ((row[i + 1] ?? 0) << 8)).toString(16).padStart(4, '0')}`;
  return out.padEnd(40);
}
