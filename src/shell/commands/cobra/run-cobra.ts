import type { Completion, Context } from '../../command.ts';
import { parseFlags, type FlagProblem } from '../../flags.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { Words } from '../../words.ts';
import { findCommand, unknownCommand } from './find.ts';
import { allFlags, childOf, pathText, type CobraCall, type CobraFlags, type Path, type Program } from './tree.ts';
import { helpText, usageText } from './usage.ts';

/** Runs a program made with cobra: finds the command, reads its flags, and says in cobra's words what is wrong. */
export function* runCobra(context: Context, program: Program): Task {
  const words = context.argv.slice(1);
  if (words[0] === 'help') return yield* help(context, program, words.slice(1));
  const { path, args } = findCommand(program, words);
  const { io } = context;
  const command = path.at(-1) ?? program.root;
  const stray = path.length === 1 ? args.find((word) => !word.startsWith('-')) : undefined;
  if (stray !== undefined && program.root.children !== undefined && !isValue(allFlags(path), args, stray)) {
    return yield* complain(context, program, unknownCommand(program, stray), path);
  }
  const answer = parseFlags(allFlags(path), args);
  if (!answer.ok) {
    return yield* complain(context, program, flagComplaint(answer.problem, args), path, program.style.usage);
  }
  const { parsed } = answer;
  const operands = [...parsed.operands, ...(parsed.rest ?? [])];
  const call: CobraCall = { context, operands, flags: parsed, path: pathText(path), help: helpText(path) };
  if (parsed.has('help') || command.run === undefined) {
    yield* write(io.stdout, call.help);
    return 0;
  }
  const refused = command.args?.(operands, call) ?? null;
  if (refused !== null) return yield* complain(context, program, refused, path, program.style.usage);
  return yield* command.run(call);
}

function* help(context: Context, program: Program, words: readonly string[]): Task {
  const { path, args } = findCommand(program, words);
  if (args.length > 0) {
    yield* write(context.io.stderr, `Unknown help topic [\`${words.join('` `')}\`]\n${usageText([program.root])}`);
    return 0;
  }
  yield* write(context.io.stdout, helpText(path));
  return 0;
}

function* complain(
  { io }: Context,
  { style }: Program,
  message: string,
  path: Path,
  usage: boolean | null = null,
): Task {
  yield* write(io.stderr, `${style.prefix}${message}\n`);
  if (usage === true) yield* write(io.stderr, `${usageText(path)}\n`);
  if (usage === null && style.advice) yield* write(io.stderr, `Run '${pathText(path)} --help' for usage.\n`);
  return 1;
}

/** pflag's words (flag.go ParseErrors). */
export function flagComplaint({ kind, flag }: FlagProblem, args: readonly string[]): string {
  const long = flag.startsWith('--');
  const word = args.find((arg) => (long ? arg.startsWith(flag) : arg.includes(flag.slice(1)))) ?? flag;
  switch (kind) {
    case 'unknown':
      return long ? `unknown flag: ${flag}` : `unknown shorthand flag: '${flag.slice(1)}' in ${word}`;
    case 'needs-value':
    case 'takes-none':
      return `flag needs an argument: ${long ? flag : `'${flag.slice(1)}' in ${word}`}`;
  }
}

function isValue(flags: CobraFlags, args: readonly string[], word: string): boolean {
  const before = args[args.indexOf(word) - 1] ?? '';
  return Object.values(flags).some((flag) => flag.takes !== undefined && flag.names.includes(before));
}

/** Subcommands, flags, and what may stand as an operand. */
export function completeCobra(program: Program, { words, part, machine, host }: Completion): readonly string[] {
  const { path } = findCommand(program, words.slice(1));
  const command = path.at(-1) ?? program.root;
  if (part.startsWith('-')) return Object.values(allFlags(path)).flatMap((flag) => flag.names);
  const children = (command.children ?? []).map((child) => child.name);
  return [...children, ...(command.operands?.({ machine, host }) ?? [])].filter((word) => word.startsWith(part));
}

/** What a word that names a command does. */
export function explainCobra({ root }: Program, words: readonly string[], index: number): Words | null {
  let command = root;
  for (const [i, word] of words.entries()) {
    if (i === 0) continue;
    if (i > index || word.startsWith('-')) return null;
    const child = childOf(command, word);
    if (child === null) return null;
    command = child;
    if (i === index) return child.about;
  }
  return null;
}
