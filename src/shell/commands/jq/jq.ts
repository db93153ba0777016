// oxlint-disable-next-line typescript/triple-slash-reference -- the package has no types; they lie beside their only user
/// <reference path="./jqjs.d.ts" />
import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { readAll, write } from '../../process/stream.ts';
import { flagged } from '../flagged.ts';
import { inputsOf } from '../input.ts';
import { JqBudget } from './budget.ts';
import { documentsOf } from './documents.ts';
import { compileGuarded, guarded } from './guard.ts';

const FLAGS = {
  raw: { names: ['-r', '--raw-output'], about: { en: 'texts without quotes', ko: '문자열을 따옴표 없이' } },
  compact: { names: ['-c', '--compact-output'], about: { en: 'one line each', ko: '한 줄에 하나씩' } },
  slurp: { names: ['-s', '--slurp'], about: { en: 'all input as one array', ko: '입력 전체를 배열 하나로' } },
  nul: { names: ['-n', '--null-input'], about: { en: 'no input', ko: '입력을 읽지 않는다' } },
  sort: { names: ['-S', '--sort-keys'], about: { en: 'keys in order', ko: '키를 정렬한다' } },
  exit: {
    names: ['-e', '--exit-status'],
    about: { en: 'the exit code tells whether there was a result', ko: '결과 유무를 종료 코드로 알린다' },
  },
  color: { names: ['-C', '--color-output'], about: { en: 'in colour', ko: '색을 입힌다' } },
  mono: { names: ['-M', '--monochrome-output'], about: { en: 'no colour', ko: '색 없이' } },
  join: {
    names: ['-j', '--join-output'],
    about: { en: 'no line ends between results', ko: '결과 사이에 줄바꿈을 넣지 않는다' },
  },
} satisfies FlagTable;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** jq, by the library jqjs. */
export const jq: Command = {
  name: 'jq',
  topic: 'text',
  on: SHELLS,
  about: { en: 'picks from JSON', ko: 'JSON에서 골라낸다' },
  flags: FLAGS,
  *run(context) {
    const { io } = context;
    const parsed = yield* flagged(context, FLAGS);
    if (parsed === null) return 2;
    const [filter = '.', ...files] = parsed.operands;
    let program: ReturnType<typeof compileGuarded>;
    try {
      program = compileGuarded(filter);
    } catch (error) {
      yield* write(io.stderr, `jq: error: ${messageOf(error)}\njq: 1 compile error\n`);
      return 3;
    }
    const { inputs, failed } = yield* inputsOf(context, 'jq', files);
    const texts: string[] = [];
    if (!parsed.has('nul')) for (const { source } of inputs) texts.push(yield* readAll(source));
    const read = documentsOf(texts.join('\n'));
    const documents = parsed.has('nul') ? [null] : parsed.has('slurp') ? [read.values] : read.values;
    let last: unknown = null;
    let code = 0;
    const budget = new JqBudget(context.machine.clock());
    for (const document of documents) {
      try {
        for (const value of guarded(program, document, budget)) {
          last = value;
          const shown = parsed.has('sort') ? sorted(value) : value;
          const raw = (parsed.has('raw') || parsed.has('join')) && typeof shown === 'string';
          const text = raw ? shown : JSON.stringify(shown, null, parsed.has('compact') ? 0 : 2);
          yield* write(io.stdout, parsed.has('join') ? text : `${text}\n`);
        }
      } catch (error) {
        yield* write(io.stderr, `jq: error (at <stdin>:0): ${messageOf(error)}\n`);
        code = 5;
      }
    }
    if (read.fault !== null) {
      yield* write(io.stderr, `jq: parse error: ${read.fault}\n`);
      return 2;
    }
    if (failed) return 2;
    return code !== 0 ? code : parsed.has('exit') && (last === null || last === false) ? 1 : 0;
  },
};

/** What a filter cannot do is told in its own words, not in those of the language that it is written in. */
function messageOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'the text is not valid JSON';
  if (error instanceof TypeError || error instanceof RangeError) return 'this filter cannot be applied to this input';
  return error instanceof Error ? error.message : String(error);
}
