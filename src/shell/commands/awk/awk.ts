import type { Command, Context } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { absolute, streamed } from '../../process/files.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { AwkFailure } from './failure.ts';
import { unescaped } from './input.ts';
import { inward, outward } from './octets.ts';
import { parseProgram } from './parse.ts';
import { runProgram } from './run.ts';
import { Store } from './store.ts';
import { BadProgram, type Program } from './syntax.ts';
import { BadPattern } from '../../regex/syntax.ts';
import { callsOf } from './calls.ts';
import { USAGE } from './usage.ts';

const FLAGS = {
  separator: {
    names: ['-F'],
    takes: 'value',
    about: { en: 'what separates fields; white space if left out', ko: '필드를 나누는 것. 없으면 공백' },
  },
  variable: {
    names: ['-v'],
    takes: 'var=value',
    about: { en: 'a variable, before the program begins', ko: '프로그램이 시작하기 전에 변수를 정한다' },
  },
  file: { names: ['-f'], takes: 'program-file', about: { en: 'a file with the program', ko: '프로그램이 든 파일' } },
} satisfies FlagTable;

interface Options {
  readonly separator: string | null;
  readonly variables: readonly string[];
  readonly files: readonly string[];
  readonly words: readonly string[];
}

/** mawk 1.3.4, which is `awk` on Ubuntu 24.04. What gawk adds (gensub, asort, …) it does not have. */
function* run(context: Context): Task {
  const { argv, io } = context;
  const name = argv[0]?.split('/').at(-1) ?? 'awk';
  const store = new Store();
  try {
    const options = optionsOf(argv.slice(1));
    if (options === 'version') {
      yield* write(io.stdout, 'mawk 1.3.4 20240123\n');
      return 0;
    }
    const [first, ...others] = options.words;
    if (options.files.length === 0 && first === undefined) {
      yield* write(io.stderr, USAGE);
      return 2;
    }
    const text =
      options.files.length === 0 ? (first ?? '') : options.files.map((file) => fileText(context, file)).join('\n');
    const args = [name, ...(options.files.length === 0 ? others : options.words)];
    const program = parseProgram(inward(text));
    checkCalls(program, text);
    if (options.separator !== null) store.assign('FS', options.separator === 't' ? 't' : unescaped(options.separator));
    for (const variable of options.variables) {
      const cut = variable.indexOf('=');
      if (!/^[A-Za-z_]\w*=/.test(variable)) throw new BadProgram(`improper assignment: -v ${variable}`);
      store.assign(variable.slice(0, cut), unescaped(variable.slice(cut + 1)));
    }
    return yield* runProgram(context, program, store, args);
  } catch (error) {
    if (error instanceof BadProgram) yield* write(io.stderr, outward(`${name}: ${error.message}\n`));
    else if (error instanceof BadPattern)
      yield* write(io.stderr, outward(`${name}: regular expression compile failed (${error.message})\n`));
    else if (error instanceof AwkFailure) {
      const where = `\tFILENAME="${store.text('FILENAME')}" FNR=${store.text('FNR')} NR=${store.text('NR')}\n`;
      const text = error.where ? `run time error: ${error.message}\n${where}` : `${error.message}\n`;
      yield* write(io.stderr, outward(`${name}: ${text}`));
      // What was still in its buffer comes at its end.
      yield* write(io.stdout, outward(error.printed));
    } else throw error;
    return 2;
  }
}

/** Throws BadProgram, in the words of mawk. */
function optionsOf(args: readonly string[]): Options | 'version' {
  let separator: string | null = null;
  const variables: string[] = [];
  const files: string[] = [];
  let i = 0;
  for (; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--') {
      i += 1;
      break;
    }
    if (!arg.startsWith('-') || arg === '-') break;
    if (/^(?:-W ?v(?:ersion)?|--version|-V)$/.test(arg) || (arg === '-W' && args[i + 1]?.startsWith('v') === true))
      return 'version';
    const letter = arg[1] ?? '';
    if (!'Fvf'.includes(letter)) throw new BadProgram(`not an option: ${arg}`);
    const value = arg.length > 2 ? arg.slice(2) : args[++i];
    if (value === undefined) throw new BadProgram(`option -${letter} lacks argument`);
    if (letter === 'F') separator = value;
    else if (letter === 'v') variables.push(value);
    else files.push(value);
  }
  return { separator, variables, files, words: args.slice(i) };
}

function fileText({ host, shell }: Context, name: string): string {
  const content = host.files.read(absolute(name, shell.folder));
  if (content === null) throw new BadProgram(`cannot open ${name} (No such file or directory)`);
  return streamed(content);
}

/** Functions that are called must exist, and get no more than they take. Throws BadProgram. */
function checkCalls(program: Program, text: string): void {
  const last = text.split('\n').length + 1;
  for (const call of callsOf(program)) {
    const found = program.functions.get(call.name);
    if (found === undefined) throw new BadProgram(`line ${last}: function ${call.name} never defined`);
    if (call.args.length > found.parameters.length)
      throw new BadProgram(`line ${call.line}: too many arguments in call to ${call.name}`);
  }
}

export const awk: Command = {
  name: 'awk',
  topic: 'text',
  on: SHELLS,
  about: { en: 'picks and computes with fields, by a program', ko: '프로그램대로 필드를 골라 계산한다' },
  flags: FLAGS,
  run,
};
export const mawk: Command = { ...awk, name: 'mawk' };
export const nawk: Command = { ...awk, name: 'nawk' };
