import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { flagged } from '../flagged.ts';
import { eachLine } from '../whole-lines.ts';

const FLAGS = {
  width: { names: ['-w', '--width'], takes: 'WIDTH', about: { en: 'how wide; 80 if left out', ko: '너비. 없으면 80' } },
  spaces: { names: ['-s', '--spaces'], about: { en: 'break at blanks', ko: '공백에서 접는다' } },
  bytes: { names: ['-b', '--bytes'], about: { en: 'count bytes', ko: '바이트로 센다' } },
} satisfies FlagTable;

/** fold of coreutils 9.4. */
export const fold: Command = {
  name: 'fold',
  topic: 'text',
  on: SHELLS,
  about: { en: 'breaks long lines', ko: '긴 줄을 접는다' },
  flags: FLAGS,
  *run(context) {
    const args = context.argv.slice(1).map((arg) => (/^-\d+$/.test(arg) ? `-w${arg.slice(1)}` : arg));
    const parsed = yield* flagged(context, FLAGS, args);
    if (parsed === null) return 1;
    const given = parsed.value('width') ?? '80';
    const width = Number(given);
    if (!/^\d+$/.test(given) || width < 1) {
      yield* write(
        context.io.stderr,
        `fold: invalid number of columns: ‘${given}’${width === 0 ? ': Numerical result out of range' : ''}\n`,
      );
      return 1;
    }
    const words = parsed.has('spaces');
    return yield* eachLine(context, 'fold', parsed.operands, (text, whole) => {
      let out = '';
      let rest = text;
      while (rest.length > width) {
        const blank = words ? rest.lastIndexOf(' ', width - 1) : -1;
        const cut = blank >= 0 ? blank + 1 : width;
        out += `${rest.slice(0, cut)}\n`;
        rest = rest.slice(cut);
      }
      return out + rest + (whole ? '\n' : '');
    });
  },
};
