import type { Command, Context } from '../../command.ts';
import { type FlagTable, parseFlags, type Parsed } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { absolute, streamed } from '../../process/files.ts';
import { Collector, write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { getoptComplaint } from '../complaint.ts';
import { Lines } from './input.ts';
import { Output, Outputs } from './output.ts';
import { parseScript, type Piece, type Script } from './parse.ts';
import { runScript } from './run.ts';
import { BadScript } from './script.ts';
import { USAGE } from './usage.ts';

const FLAGS = {
  quiet: {
    names: ['-n', '--quiet', '--silent'],
    about: { en: 'print only what the script prints', ko: '스크립트가 출력하는 것만 출력한다' },
  },
  expression: {
    names: ['-e', '--expression'],
    takes: 'SCRIPT',
    about: { en: 'a part of the script; may be repeated', ko: '스크립트의 한 부분. 여러 번 쓸 수 있다' },
  },
  file: {
    names: ['-f', '--file'],
    takes: 'FILE',
    about: { en: 'a file with a part of the script', ko: '스크립트가 든 파일' },
  },
  extended: {
    names: ['-E', '-r', '--regexp-extended'],
    about: { en: 'extended regular expressions: + ? | ( )', ko: '확장 정규식: + ? | ( )' },
  },
  inPlace: {
    names: ['-i', '--in-place'],
    about: {
      en: 'change the files themselves; -i.bak keeps the old ones',
      ko: '파일 자체를 바꾼다. -i.bak이면 원본을 남긴다',
    },
  },
  separate: {
    names: ['-s', '--separate'],
    about: { en: 'line numbers and $ are of each file', ko: '줄 번호와 $를 파일마다 따로 센다' },
  },
  unbuffered: {
    names: ['-u', '--unbuffered', '--line-buffered'],
    about: { en: 'pass every line on at once; it does that anyway', ko: '줄마다 바로 내보낸다(늘 그렇게 한다)' },
  },
  width: {
    names: ['-l', '--line-length'],
    takes: 'N',
    about: { en: 'where l folds its lines', ko: 'l이 줄을 접는 너비' },
  },
  posix: { names: ['--posix'], about: { en: 'without extensions of GNU', ko: 'GNU 확장 없이' } },
  help: { names: ['--help'], about: { en: 'how to call it', ko: '사용법' } },
  version: { names: ['--version'], about: { en: 'which version', ko: '버전' } },
} satisfies FlagTable;

/** sed of GNU sed 4.9. */
function* run(context: Context): Task {
  const { argv, io } = context;
  // -i and -s may stand in a cluster, and what follows -i is its suffix.
  let suffix: string | null = null;
  const args = argv.slice(1).flatMap((arg, i, all) => {
    if (all[i - 1] === '-e' || all[i - 1] === '-f' || (all.indexOf('--') >= 0 && all.indexOf('--') < i)) return [arg];
    const match = /^(-[nErsuz]*)i(.*)$/.exec(arg) ?? /^(--in-place)=(.*)$/.exec(arg);
    if (match === null) return [arg];
    suffix = match[2] ?? '';
    return match[1] === '--in-place' || match[1] === '-' ? ['-i'] : [match[1] ?? '-n', '-i'];
  });
  const answer = parseFlags(FLAGS, args);
  if (!answer.ok) {
    yield* write(io.stderr, `${getoptComplaint('sed', answer.problem).split('\n')[0]}\n${USAGE}`);
    return 1;
  }
  const flags = answer.parsed;
  if (flags.has('help')) {
    yield* write(io.stdout, USAGE);
    return 0;
  }
  if (flags.has('version')) {
    yield* write(io.stdout, 'sed (GNU sed) 4.9\n');
    return 0;
  }
  const words = [...flags.operands, ...(flags.rest ?? [])];
  const given = flags.has('expression') || flags.has('file');
  const [first] = words;
  if (!given && first === undefined) {
    yield* write(io.stderr, USAGE);
    return 1;
  }
  try {
    const script = parseScript(given ? piecesOf(context, flags) : [expression(first ?? '', 1)], flags.has('extended'));
    return yield* execute(context, script, flags, given ? words : words.slice(1), suffix);
  } catch (error) {
    if (!(error instanceof BadScript)) throw error;
    yield* write(io.stderr, `sed: ${error.message}\n`);
    return error.code;
  }
}

const expression = (text: string, number: number): Piece => ({
  text,
  place: (at) => `-e expression #${number}, char ${at}`,
});

function piecesOf({ host, shell }: Context, flags: Parsed<typeof FLAGS>): readonly Piece[] {
  let count = 0;
  return flags.given.flatMap(([key, value]): readonly Piece[] => {
    if (key === 'expression') return [expression(value, ++count)];
    if (key !== 'file') return [];
    const content = host.files.read(absolute(value, shell.folder));
    if (content === null) throw new BadScript(`couldn't open file ${value}: No such file or directory`, 4);
    const text = streamed(content).replace(/\n$/, '');
    return [{ text, place: (_, line) => `file ${value} line ${line}` }];
  });
}

function* execute(
  context: Context,
  script: Script,
  flags: Parsed<typeof FLAGS>,
  names: readonly string[],
  suffix: string | null,
): Task {
  const { host, io, shell } = context;
  const inPlace = flags.has('inPlace');
  if (inPlace && names.length === 0) throw new BadScript('no input files', 4);
  const stdout = new Output(io.stdout);
  let output = stdout;
  let collected: { readonly name: string; readonly text: Collector } | null = null;
  const save = (): void => {
    if (collected === null) return;
    const path = absolute(collected.name, shell.folder);
    if (suffix !== null && suffix !== '') {
      const base = collected.name.split('/').at(-1) ?? '';
      const backup = suffix.includes('*') ? suffix.replaceAll('*', base) : base + suffix;
      const folder = backup.includes('/') ? shell.folder : absolute(`${collected.name}/..`, shell.folder);
      host.files.write(absolute(backup, folder), host.files.read(path) ?? '');
    }
    const answer = host.files.write(path, collected.text.text);
    collected = null;
    if (!answer.ok) throw new BadScript(`couldn't write to ${path}: ${answer.error}`, 4);
  };
  const lines = new Lines(context, names, inPlace || flags.has('separate'), function* (name) {
    if (!inPlace) return;
    save();
    const text = new Collector();
    collected = { name, text };
    output = new Output(text);
  });
  const outputs = new Outputs(context, stdout);
  for (const { action } of script.instructions) {
    if (action.kind === 'file' && /[wW]/.test(action.letter)) outputs.open(action.name);
    if (action.kind === 'substitute' && action.substitution.file !== null) outputs.open(action.substitution.file);
  }
  const code = yield* runScript({
    context,
    instructions: script.instructions,
    lines,
    quiet: flags.has('quiet') || script.quiet,
    place: script.place,
    width: Number(flags.value('width') ?? 70) || 0,
    output: () => output,
    outputs,
  });
  save();
  return code !== 0 ? code : lines.failed ? 2 : 0;
}

export const sed: Command = {
  name: 'sed',
  topic: 'text',
  on: SHELLS,
  about: { en: 'changes lines by a script', ko: '스크립트대로 줄을 고친다' },
  flags: FLAGS,
  run,
};
