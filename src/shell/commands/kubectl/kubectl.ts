import type { Command, Context } from '../../command.ts';
import { type FlagProblem, Parsed, parseFlags } from '../../flags.ts';
import { write } from '../../process/stream.ts';
import { sleepUntil, type Task } from '../../process/task.ts';
import type { Nanos } from '../../../lab/names.ts';
import { FLAGS, type FlagKey, GLOBAL } from './flags.ts';
import { HELP, KNOWN, verbHelp } from './help-text.ts';
import { BadTemplate } from './json-path.ts';
import { Refusal } from './refusal.ts';
import { complete, examples, explain } from './typing.ts';
import { VERBS } from './verb-table.ts';

/** Options that may stand before the verb, with a value. */
const BEFORE = /^(?:-n|--namespace|--kubeconfig|--context)$/;

/** Reading the configuration, and what the API server takes for an answer. Nanoseconds of lab time. */
const REQUEST = 60_000_000;

/** kubectl 1.33. */
function* run(context: Context): Task {
  const { argv, io, machine } = context;
  const words = argv.slice(1);
  const at = words.findIndex((word, i) => !word.startsWith('-') && !BEFORE.test(words[i - 1] ?? ''));
  const name = words[at];
  if (name === undefined || name === 'help') return yield* help(context, words.slice(at + 1));
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb === undefined) {
    yield* write(io.stderr, unknown(name));
    return 1;
  }
  const own = words.toSpliced(at, 1);
  const keys = [...verb.flags, ...GLOBAL];
  // -f follows in logs and names a file elsewhere; -p is a switch there and a patch elsewhere.
  const args = own.map((word) => (name === 'logs' && word === '-f' ? '--follow' : word));
  const answer = parseFlags(FLAGS, args);
  const stray = answer.ok ? answer.parsed.given.find(([key]) => !keys.includes(key)) : undefined;
  if (!answer.ok || stray !== undefined) {
    const problem = answer.ok
      ? ({ kind: 'unknown', flag: typedAs(stray?.[0] ?? 'help', args) } as const)
      : answer.problem;
    yield* write(io.stderr, `${problemText(problem, args)}\nSee 'kubectl ${name} --help' for usage.\n`);
    return 1;
  }
  const { currentNamespace } = machine.cluster.work;
  const parsed =
    answer.parsed.has('namespace') || currentNamespace === 'default' || name === 'config'
      ? answer.parsed
      : new Parsed(
          [['namespace', currentNamespace], ...answer.parsed.given],
          answer.parsed.operands,
          answer.parsed.rest,
        );
  if (parsed.has('help')) {
    yield* write(io.stdout, verbHelp(name, verb));
    return 0;
  }
  yield* sleepUntil((machine.now + REQUEST) as Nanos);
  try {
    return yield* verb.run(context, parsed, parsed.operands);
  } catch (error) {
    if (error instanceof BadTemplate) {
      yield* write(io.stderr, `error: ${error.message}\n`);
      return 1;
    }
    if (!(error instanceof Refusal)) throw error;
    yield* write(io.stderr, `${error.message}\n`);
    return error.code;
  }
}

function* help({ io }: Context, [name]: readonly string[]): Task {
  const verb = name !== undefined && Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  yield* write(io.stdout, verb === undefined || name === undefined ? HELP : verbHelp(name, verb));
  return 0;
}

/** A command that kubectl has and the lab has not, or that nobody has. */
function unknown(name: string): string {
  // The lab has no metrics-server; these are kubectl's own words for that.
  if (name === 'top') return 'error: Metrics API not available\n';
  if (KNOWN.includes(name)) {
    return `error: kubectl ${name} is not part of this lab: ${Object.keys(VERBS).join(', ')} are\n`;
  }
  const near = KNOWN.filter((each) => distance(each, name) <= 2 || each.startsWith(name)).toSorted();
  const hint = near.length === 0 ? '' : `\n\nDid you mean this?\n${near.map((each) => `\t${each}`).join('\n')}`;
  return `error: unknown command "${name}" for "kubectl"${hint}\n`;
}

/** Levenshtein, as cobra looks for what was meant. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** How an option was written. */
function typedAs(key: FlagKey, args: readonly string[]): string {
  const names: readonly string[] = FLAGS[key].names;
  const long = args.map((arg) => arg.split('=')[0] ?? '').find((arg) => names.includes(arg));
  return long ?? names.find((name) => !name.startsWith('--')) ?? names[0] ?? '';
}

/** pflag's words. */
function problemText({ flag, kind }: FlagProblem, args: readonly string[]): string {
  const long = flag.startsWith('--');
  const word =
    args.find((arg) => (long ? arg.startsWith(flag) : /^-[^-]/.test(arg) && arg.includes(flag.slice(1)))) ?? flag;
  if (kind !== 'unknown') return `error: flag needs an argument: ${long ? flag : `'${flag.slice(1)}' in ${word}`}`;
  return long ? `error: unknown flag: ${flag}` : `error: unknown shorthand flag: '${flag.slice(1)}' in ${word}`;
}

export const kubectl: Command = {
  name: 'kubectl',
  topic: 'cluster',
  on: ['control-plane'],
  about: { en: 'talks to the cluster', ko: '클러스터와 이야기한다' },
  flags: FLAGS,
  examples,
  run,
  complete,
  explain,
};
