import type { Command, Context } from '../../command.ts';
import { type FlagTable, parseFlags, type Parsed } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { readAll, write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { getoptComplaint } from '../complaint.ts';
import { clockText } from '../date/clock-text.ts';
import { openInput } from '../input.ts';
import { hunksOf } from './edits.ts';
import { normal, type Text, unified } from './print.ts';

const FLAGS = {
  unified: { names: ['-u', '--unified'], about: { en: 'with three lines around', ko: '앞뒤 세 줄과 함께' } },
  lines: { names: ['-U'], takes: 'NUM', about: { en: 'with so many lines around', ko: '앞뒤 줄을 이만큼 함께' } },
  brief: { names: ['-q', '--brief'], about: { en: 'only whether they differ', ko: '다른지만 알려 준다' } },
  same: {
    names: ['-s', '--report-identical-files'],
    about: { en: 'say so when they are equal', ko: '같으면 같다고 알려 준다' },
  },
  ignoreCase: {
    names: ['-i', '--ignore-case'],
    about: { en: 'upper and lower case are the same', ko: '대소문자를 구별하지 않는다' },
  },
  ignoreSpace: { names: ['-w', '--ignore-all-space'], about: { en: 'ignore white space', ko: '공백을 무시한다' } },
  ignoreAmount: {
    names: ['-b', '--ignore-space-change'],
    about: { en: 'ignore how much white space', ko: '공백의 양을 무시한다' },
  },
  asEmpty: { names: ['-N', '--new-file'], about: { en: 'a missing file is empty', ko: '없는 파일은 빈 파일로 본다' } },
  color: { names: ['--color'], about: { en: 'colours; the lab prints none', ko: '색(랩은 쓰지 않는다)' } },
} satisfies FlagTable;

/** diff of diffutils 3.10. 0: equal, 1: different, 2: something was wrong. */
export const diff: Command = {
  name: 'diff',
  topic: 'text',
  on: SHELLS,
  about: { en: 'compares two files line by line', ko: '두 파일을 줄마다 비교한다' },
  flags: FLAGS,
  *run(context) {
    const { io } = context;
    const answer = parseFlags(FLAGS, context.argv.slice(1));
    if (!answer.ok) {
      const [first = ''] = getoptComplaint('diff', answer.problem).split('\n');
      return yield* complain(context, `${first}\ndiff: Try 'diff --help' for more information.\n`);
    }
    const { parsed } = answer;
    const [one, two, extra] = parsed.operands;
    if (one === undefined || two === undefined || extra !== undefined) {
      const what = extra === undefined ? `missing operand after '${one ?? 'diff'}'` : `extra operand '${extra}'`;
      return yield* complain(context, `diff: ${what}\ndiff: Try 'diff --help' for more information.\n`);
    }
    const a = yield* textOf(context, one, parsed);
    const b = yield* textOf(context, two, parsed);
    if (a === null || b === null) return 2;
    const hunks = hunksOf(keysOf(a, parsed), keysOf(b, parsed));
    if (hunks.length === 0) {
      if (parsed.has('same')) yield* write(io.stdout, `Files ${one} and ${two} are identical\n`);
      return 0;
    }
    const around = parsed.value('lines') ?? (parsed.has('unified') ? '3' : null);
    if (parsed.has('brief')) yield* write(io.stdout, `Files ${one} and ${two} differ\n`);
    else if (around === null) yield* write(io.stdout, normal(a, b, hunks));
    else {
      const moment = { seconds: context.machine.clock(), offsetMinutes: 0, zone: 'UTC' };
      const time = clockText(moment, '%Y-%m-%d %H:%M:%S.%N %z');
      const lines = Math.min(Number(around) || 0, 1_000_000);
      yield* write(io.stdout, `--- ${one}\t${time}\n+++ ${two}\t${time}\n${unified(a, b, hunks, lines)}`);
    }
    return 1;
  },
};

function* complain({ io }: Context, text: string): Task {
  yield* write(io.stderr, text);
  return 2;
}

function* textOf(context: Context, name: string, parsed: Parsed<typeof FLAGS>): Task<Text | null> {
  const source = openInput(context, name);
  if (typeof source === 'string') {
    if (parsed.has('asEmpty') && source.startsWith('No')) return { lines: [], open: false };
    yield* write(context.io.stderr, `diff: ${name}: ${source}\n`);
    return null;
  }
  const text = yield* readAll(source);
  if (text === '') return { lines: [], open: false };
  const open = !text.endsWith('\n');
  return { lines: (open ? text : text.slice(0, -1)).split('\n'), open };
}

/** What lines are compared by. A last line without a line end differs from one with it. */
function keysOf({ lines, open }: Text, parsed: Parsed<typeof FLAGS>): readonly string[] {
  return lines.map((line, i) => {
    let key = parsed.has('ignoreCase') ? line.toLowerCase() : line;
    if (parsed.has('ignoreSpace')) key = key.replace(/\s+/g, '');
    else if (parsed.has('ignoreAmount')) key = key.replace(/\s+/g, ' ').trimEnd();
    return open && i === lines.length - 1 ? `${key}\0` : key;
  });
}
