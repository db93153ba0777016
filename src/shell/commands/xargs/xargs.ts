import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { NOWHERE, readAll, write } from '../../process/stream.ts';
import { flagged } from '../flagged.ts';

const FLAGS = {
  max: {
    names: ['-n', '--max-args'],
    takes: 'MAX',
    about: { en: 'so many arguments per run', ko: '한 번에 인자를 이만큼' },
  },
  replace: {
    names: ['-I'],
    takes: 'REPLACE',
    about: { en: 'put each line where this word stands', ko: '이 낱말 자리에 줄을 넣는다' },
  },
  lines: { names: ['-L'], takes: 'MAX', about: { en: 'so many lines per run', ko: '한 번에 줄을 이만큼' } },
  delimiter: {
    names: ['-d', '--delimiter'],
    takes: 'CHAR',
    about: { en: 'what separates the arguments', ko: '인자를 나누는 글자' },
  },
  noRun: {
    names: ['-r', '--no-run-if-empty'],
    about: { en: 'do not run when there is nothing', ko: '입력이 없으면 실행하지 않는다' },
  },
  trace: { names: ['-t', '--verbose'], about: { en: 'show what is run', ko: '실행할 것을 보여 준다' } },
  nul: { names: ['-0', '--null'], about: { en: 'arguments end with NUL', ko: '인자가 NUL로 끝난다' } },
} satisfies FlagTable;

/** xargs of findutils 4.9. 123: a run has failed. */
export const xargs: Command = {
  name: 'xargs',
  topic: 'shell',
  on: SHELLS,
  about: { en: 'runs a command with what it reads as arguments', ko: '읽은 것을 인자로 명령을 실행한다' },
  flags: FLAGS,
  *run(context) {
    const { io, machine } = context;
    const parsed = yield* flagged(context, FLAGS, context.argv.slice(1), { clusters: true, stopsAtOperand: true });
    if (parsed === null) return 1;
    const command = parsed.operands.length > 0 ? parsed.operands : ['echo'];
    const text = yield* readAll(io.stdin);
    const replace = parsed.value('replace');
    const byLine = replace !== null || parsed.has('lines');
    const delimiter = parsed.has('nul') ? '\0' : parsed.value('delimiter');
    const items =
      delimiter !== null
        ? text.split(delimiter).filter((item, i, all) => i < all.length - 1 || item !== '')
        : byLine
          ? text
              .split('\n')
              .map((line) => line.trim())
              .filter((line) => line !== '')
          : wordsOf(text);
    const size =
      replace !== null ? 1 : Number(parsed.value('max') ?? parsed.value('lines') ?? Math.max(items.length, 1));
    if (items.length === 0 && (parsed.has('noRun') || byLine)) return 0;
    let failed = false;
    for (let i = 0; i === 0 || i < items.length; i += size) {
      const part = items.slice(i, i + size);
      const words =
        replace === null
          ? [...command, ...(parsed.has('lines') ? part.flatMap(wordsOf) : part)]
          : command.map((word) => word.replaceAll(replace, part[0] ?? ''));
      if (parsed.has('trace')) yield* write(io.stderr, `${words.join(' ')}\n`);
      const code = yield* machine.programs.run({ ...context, argv: words, io: { ...io, stdin: NOWHERE } });
      if (code === 127) return 127;
      if (code !== 0) failed = true;
    }
    return failed ? 123 : 0;
  },
};

/** Words as xargs reads them: quotes and backslashes protect. */
function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:"([^"\n]*)"|'([^'\n]*)'|\\([\s\S])|[^\s"'\\])+/g)].map(([word]) =>
    word.replace(
      /"([^"\n]*)"|'([^'\n]*)'|\\([\s\S])/g,
      (_, a: string | undefined, b: string | undefined, c: string | undefined) => a ?? b ?? c ?? '',
    ),
  );
}
