import type { Command, Context } from '../../command.ts';
import { parseFlags, type FlagTable, type Parsed } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { LineReader, write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { getoptComplaint } from '../complaint.ts';
import { inputsOf, type Input } from '../input.ts';
import { BadPattern } from '../../regex/syntax.ts';
import { type Dialect, type Finder, finderOf } from './finder.ts';

const FLAGS = {
  extended: {
    names: ['-E', '--extended-regexp'],
    about: { en: 'extended regular expressions: + ? | ( )', ko: '확장 정규식: + ? | ( )' },
  },
  perl: { names: ['-P', '--perl-regexp'], about: { en: 'Perl regular expressions', ko: 'Perl 정규식' } },
  fixed: {
    names: ['-F', '--fixed-strings'],
    about: { en: 'the pattern is plain text', ko: '패턴을 글자 그대로 찾는다' },
  },
  basic: {
    names: ['-G', '--basic-regexp'],
    about: { en: 'basic regular expressions, the default', ko: '기본 정규식(기본값)' },
  },
  pattern: {
    names: ['-e', '--regexp'],
    takes: 'PATTERNS',
    about: { en: 'a pattern; may be repeated', ko: '패턴. 여러 번 쓸 수 있다' },
  },
  ignoreCase: {
    names: ['-i', '--ignore-case'],
    about: { en: 'upper and lower case are the same', ko: '대소문자를 구별하지 않는다' },
  },
  invert: { names: ['-v', '--invert-match'], about: { en: 'lines that do not match', ko: '맞지 않는 줄을 고른다' } },
  word: { names: ['-w', '--word-regexp'], about: { en: 'only whole words', ko: '온전한 낱말만 찾는다' } },
  line: { names: ['-x', '--line-regexp'], about: { en: 'only whole lines', ko: '줄 전체가 맞아야 한다' } },
  count: { names: ['-c', '--count'], about: { en: 'only how many lines', ko: '줄 수만 출력한다' } },
  only: { names: ['-o', '--only-matching'], about: { en: 'only the part that matches', ko: '맞은 부분만 출력한다' } },
  quiet: {
    names: ['-q', '--quiet', '--silent'],
    about: { en: 'print nothing: the exit code is the answer', ko: '출력 없이 종료 코드로만 답한다' },
  },
  silent: { names: ['-s', '--no-messages'], about: { en: 'no messages about files', ko: '파일 오류를 말하지 않는다' } },
  number: { names: ['-n', '--line-number'], about: { en: 'line numbers', ko: '줄 번호를 붙인다' } },
  noName: { names: ['-h', '--no-filename'], about: { en: 'no file names', ko: '파일 이름을 붙이지 않는다' } },
  name: { names: ['-H', '--with-filename'], about: { en: 'file names', ko: '파일 이름을 붙인다' } },
  files: {
    names: ['-l', '--files-with-matches'],
    about: { en: 'only names of files that match', ko: '맞은 파일의 이름만 출력한다' },
  },
  max: {
    names: ['-m', '--max-count'],
    takes: 'NUM',
    about: { en: 'stop after so many lines', ko: '이만큼 찾으면 멈춘다' },
  },
  after: {
    names: ['-A', '--after-context'],
    takes: 'NUM',
    about: { en: 'and so many lines after', ko: '뒤의 줄도 이만큼 출력한다' },
  },
  before: {
    names: ['-B', '--before-context'],
    takes: 'NUM',
    about: { en: 'and so many lines before', ko: '앞의 줄도 이만큼 출력한다' },
  },
  context: {
    names: ['-C', '--context'],
    takes: 'NUM',
    about: { en: 'and so many lines around', ko: '앞뒤 줄을 이만큼 출력한다' },
  },
  color: { names: ['--color', '--colour'], about: { en: 'mark what matches', ko: '맞은 부분에 색을 입힌다' } },
  lineBuffered: { names: ['--line-buffered'], about: { en: 'pass every line on at once', ko: '줄마다 바로 내보낸다' } },
  text: { names: ['-a', '--text'], about: { en: 'binary files are text', ko: '바이너리도 텍스트로 본다' } },
  recursive: { names: ['-r', '-R', '--recursive'], about: { en: 'folders, too', ko: '폴더 안도 찾는다' } },
} satisfies FlagTable;
type Flags = Parsed<typeof FLAGS>;

interface Search {
  readonly flags: Flags;
  readonly finder: Finder;
  readonly named: boolean;
}

/** grep of GNU grep 3.11. 0: a line was selected, 1: none, 2: something was wrong. */
function* run(context: Context): Task {
  const { argv, io } = context;
  // -NUM is -C NUM.
  const args = argv.slice(1).map((arg) => (/^-\d+$/.test(arg) ? `-C${arg.slice(1)}` : arg));
  const answer = parseFlags(FLAGS, args);
  if (!answer.ok) {
    const usage = "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n";
    yield* write(io.stderr, getoptComplaint('grep', answer.problem).split('\n')[0]! + `\n${usage}`);
    return 2;
  }
  const flags = answer.parsed;
  const words = [...flags.operands, ...(flags.rest ?? [])];
  const [first, ...others] = words;
  const patterns = flags.has('pattern') ? flags.values('pattern') : first === undefined ? [] : [first];
  const files = flags.has('pattern') ? words : others;
  if (patterns.length === 0) {
    yield* write(io.stderr, "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n");
    return 2;
  }
  let finder: Finder;
  try {
    finder = searcherOf(patterns, flags, dialectOf(argv[0] ?? 'grep', flags));
  } catch (error) {
    if (!(error instanceof BadPattern)) throw error;
    yield* write(io.stderr, `grep: ${error.message}\n`);
    return 2;
  }
  const { inputs, failed } = yield* inputsOf(context, 'grep', files);
  const search = { flags, finder, named: flags.has('name') || (files.length > 1 && !flags.has('noName')) };
  let found = false;
  try {
    for (const input of inputs) {
      if (yield* searched(input, search, context)) found = true;
      if (found && flags.has('quiet')) return 0;
    }
  } catch (error) {
    if (!(error instanceof BadPattern)) throw error;
    yield* write(io.stderr, `grep: ${error.message}\n`);
    return 2;
  }
  return failed && !flags.has('quiet') ? 2 : found ? 0 : 1;
}

function dialectOf(program: string, flags: Flags): Dialect {
  const last = flags.given.findLast(
    ([name]) => name === 'extended' || name === 'perl' || name === 'fixed' || name === 'basic',
  )?.[0];
  if (last !== undefined) return last as Dialect;
  return program === 'egrep' ? 'extended' : program === 'fgrep' ? 'fixed' : 'basic';
}

function searcherOf(patterns: readonly string[], flags: Flags, dialect: Dialect): Finder {
  const ignoreCase = flags.has('ignoreCase');
  const whole = flags.has('line') ? 'line' : flags.has('word') ? 'word' : 'any';
  return finderOf(
    patterns.flatMap((pattern) => pattern.split('\n')),
    dialect,
    { ignoreCase, whole },
  );
}

/** Every match of a line that is not empty. */
function allIn(text: string, finder: Finder): readonly string[] {
  const out: string[] = [];
  for (let at = 0; at <= text.length;) {
    const match = finder.find(text, at);
    if (match === null) break;
    if (match.end > match.index) out.push(text.slice(match.index, match.end));
    at = match.end > match.index ? match.end : match.end + 1;
  }
  return out;
}

function* searched({ name, source }: Input, { flags, finder, named }: Search, { io }: Context): Task<boolean> {
  const around = Number(flags.value('context') ?? 0);
  const after = Number(flags.value('after') ?? around);
  const before = Number(flags.value('before') ?? around);
  const max = flags.has('max') ? Number(flags.value('max')) : Infinity;
  const label = name === '-' ? '(standard input)' : name;
  const lines = new LineReader(source);
  const held: { readonly text: string; readonly number: number }[] = [];
  let number = 0;
  let hits = 0;
  let trailing = 0;
  let lastShown = 0;
  const prefix = (mark: string, at: number): string =>
    (named ? `${label}${mark}` : '') + (flags.has('number') ? `${at}${mark}` : '');
  const quietly = flags.has('quiet') || flags.has('count') || flags.has('files');
  for (let line = yield* lines.next(); line !== null; line = yield* lines.next()) {
    number += 1;
    const hit = (finder.find(line.text, 0) !== null) !== flags.has('invert');
    if (hit) {
      hits += 1;
      if (flags.has('quiet')) return true;
      if (!quietly) {
        if (lastShown > 0 && number - held.length > lastShown + 1 && after + before > 0)
          yield* write(io.stdout, '--\n');
        for (const earlier of held.splice(0))
          yield* write(io.stdout, `${prefix('-', earlier.number)}${earlier.text}\n`);
        if (!flags.has('only')) yield* write(io.stdout, `${prefix(':', number)}${line.text}\n`);
        else if (!flags.has('invert')) {
          for (const match of allIn(line.text, finder)) yield* write(io.stdout, `${prefix(':', number)}${match}\n`);
        }
        lastShown = number;
        trailing = after;
      }
      if (hits >= max) break;
      if (flags.has('files')) break;
    } else if (trailing > 0 && !quietly) {
      trailing -= 1;
      lastShown = number;
      yield* write(io.stdout, `${prefix('-', number)}${line.text}\n`);
    } else if (before > 0) {
      held.push({ text: line.text, number });
      if (held.length > before) held.shift();
    }
  }
  if (hits >= max || flags.has('files')) source.close();
  if (flags.has('count')) yield* write(io.stdout, `${named ? `${label}:` : ''}${hits}\n`);
  if (flags.has('files') && hits > 0) yield* write(io.stdout, `${label}\n`);
  return hits > 0;
}

const about = { en: 'picks the lines that match a pattern', ko: '패턴에 맞는 줄을 골라낸다' };
export const grep: Command = { name: 'grep', topic: 'text', on: SHELLS, about, flags: FLAGS, run };
export const egrep: Command = { ...grep, name: 'egrep' };
export const fgrep: Command = { ...grep, name: 'fgrep' };
