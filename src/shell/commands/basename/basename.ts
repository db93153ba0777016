import type { Command, Context } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { flagged } from '../flagged.ts';

const FLAGS = {
  multiple: { names: ['-a', '--multiple'], about: { en: 'every argument is a path', ko: '인자를 모두 경로로 본다' } },
  suffix: { names: ['-s', '--suffix'], takes: 'SUFFIX', about: { en: 'take this off the end', ko: '끝에서 뗄 글자' } },
} satisfies FlagTable;

function* missing({ io }: Context, program: string, what = 'missing operand'): Task {
  yield* write(io.stderr, `${program}: ${what}\nTry '${program} --help' for more information.\n`);
  return 1;
}

/** basename of coreutils 9.4. */
export const basename: Command = {
  name: 'basename',
  topic: 'shell',
  on: SHELLS,
  about: { en: 'the last part of a path', ko: '경로의 마지막 부분' },
  flags: FLAGS,
  *run(context) {
    const parsed = yield* flagged(context, FLAGS);
    if (parsed === null) return 1;
    const words = [...parsed.operands, ...(parsed.rest ?? [])];
    const suffix = parsed.value('suffix');
    const many = parsed.has('multiple') || suffix !== null;
    const [first] = words;
    if (first === undefined) return yield* missing(context, 'basename');
    if (!many && words.length > 2) return yield* missing(context, 'basename', `extra operand ‘${words[2]}’`);
    for (const word of many ? words : [first]) {
      const name =
        word
          .replace(/(?<=.)\/+$/, '')
          .split('/')
          .at(-1) || (word.startsWith('/') ? '/' : '');
      const cut = suffix ?? (many ? '' : (words[1] ?? ''));
      const shown = cut !== '' && name !== cut && name.endsWith(cut) ? name.slice(0, -cut.length) : name;
      yield* write(context.io.stdout, `${shown}\n`);
    }
    return 0;
  },
};

/** dirname of coreutils 9.4. */
export const dirname: Command = {
  name: 'dirname',
  topic: 'shell',
  on: SHELLS,
  about: { en: 'a path without its last part', ko: '경로에서 마지막 부분을 뺀 것' },
  *run(context) {
    const words = context.argv.slice(1).filter((word) => word !== '--');
    if (words.length === 0) return yield* missing(context, 'dirname');
    for (const word of words) {
      const path = word.replace(/(?<=.)\/+$/, '');
      const cut = path.lastIndexOf('/');
      const folder = cut < 0 ? '.' : path.slice(0, cut).replace(/\/+$/, '') || '/';
      yield* write(context.io.stdout, `${folder}\n`);
    }
    return 0;
  },
};
