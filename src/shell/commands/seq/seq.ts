import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { Pace } from '../../process/pace.ts';
import { write } from '../../process/stream.ts';
import { flagged } from '../flagged.ts';

const FLAGS = {
  separator: {
    names: ['-s', '--separator'],
    takes: 'STRING',
    about: { en: 'what stands between', ko: '사이에 넣을 글자' },
  },
  width: { names: ['-w', '--equal-width'], about: { en: 'with zeros in front', ko: '앞을 0으로 채운다' } },
} satisfies FlagTable;

/** seq of coreutils 9.4. */
export const seq: Command = {
  name: 'seq',
  topic: 'shell',
  on: SHELLS,
  about: { en: 'counts', ko: '수를 차례로 출력한다' },
  flags: FLAGS,
  *run(context) {
    const { argv, io, shell } = context;
    // A negative number is no option.
    const numbers = argv.slice(1).filter((arg) => /^-?\d+(?:\.\d+)?$/.test(arg));
    const parsed = yield* flagged(
      context,
      FLAGS,
      argv.slice(1).filter((arg) => !numbers.includes(arg)),
    );
    if (parsed === null) return 1;
    if (parsed.operands.length > 0 || numbers.length === 0 || numbers.length > 3) {
      const [wrong] = parsed.operands;
      const what =
        wrong === undefined
          ? numbers.length === 0
            ? 'missing operand'
            : `extra operand ‘${numbers[3]}’`
          : `invalid floating point argument: ‘${wrong}’`;
      yield* write(io.stderr, `seq: ${what}\nTry 'seq --help' for more information.\n`);
      return 1;
    }
    const [first, step, last] =
      numbers.length === 1 ? ['1', '1', numbers[0]!] : numbers.length === 2 ? [numbers[0]!, '1', numbers[1]!] : numbers;
    const places = Math.max(...[first!, step!].map((text) => text.split('.')[1]?.length ?? 0));
    const by = Number(step);
    if (by === 0) {
      yield* write(io.stderr, "seq: invalid Zero increment value: ‘0’\nTry 'seq --help' for more information.\n");
      return 1;
    }
    const width = parsed.has('width') ? Math.max(first!.length, last!.length) : 0;
    const separator = parsed.value('separator') ?? '\n';
    const count = Math.floor((Number(last) - Number(first)) / by + 1e-9) + 1;
    const pace = new Pace(() => shell.host.breath());
    for (let i = 0; i < count; i++) {
      if (pace.tires(20)) yield* pace.rest();
      const text = (Number(first) + i * by).toFixed(places).padStart(width, '0');
      yield* write(io.stdout, text + (i === count - 1 ? '\n' : separator));
    }
    return 0;
  },
};
