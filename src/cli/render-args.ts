import { parseArgs as parseNode } from 'node:util';
import { nearestKey } from '../lab/nearest-key.ts';
import { notOneOf, parseArgs, type WalkArgs } from './args.ts';
import { formatNames, formatOf, type Looks, type RenderFormat, SCALES, SIZES, THEMES } from './render-formats.ts';

/** What the command line of `render` asks for: a run as `walk` reads it or a scenario by its name, and the file that is made of it. */
export interface RenderArgs {
  readonly scenario: string | null;
  readonly run: WalkArgs;
  /** Places in the run as typed: an event's number, the name of a phase or a moment, 'start', 'end'. */
  readonly at: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly format: RenderFormat;
  /** Of pictures. */
  readonly looks: Looks;
  /** Null: standard output. */
  readonly out: string | null;
  readonly page: string | null;
  readonly image: string | null;
}

export type ParsedRenderArgs =
  | { readonly kind: 'render'; readonly args: RenderArgs }
  | { readonly kind: 'help' }
  | { readonly kind: 'bad'; readonly problems: readonly string[] };

/** Read by `walk`: the run, in words or in the names of the lab. */
const RUN = ['lab', 'mode', 'router', 'lang', 'app', 'count', 'port', 'connect-timeout'] as const;
const text = { type: 'string' } as const;
const OPTIONS = {
  scenario: text,
  lab: text,
  mode: text,
  router: text,
  lang: text,
  app: text,
  count: text,
  port: text,
  'connect-timeout': text,
  source: text,
  target: text,
  set: { type: 'string', multiple: true },
  tap: { type: 'string', multiple: true },
  at: text,
  from: text,
  to: text,
  theme: text,
  size: text,
  scale: text,
  format: text,
  page: text,
  image: text,
  out: { type: 'string', short: 'o' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Reads the arguments; everything that is wrong with them is told at once. */
export function parseRenderArgs(argv: readonly string[], language: string): ParsedRenderArgs {
  const words = [...argv];
  let parsed;
  try {
    parsed = parseNode({ args: words, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const [what = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    const typed = /'(--[\w-]+)/.exec(what)?.[1];
    const near =
      typed === undefined
        ? null
        : nearestKey(
            typed,
            Object.keys(OPTIONS).map((name) => `--${name}`),
          );
    return { kind: 'bad', problems: [`${what}${near === null || near === typed ? '' : `; did you mean ${near}?`}`] };
  }
  const { values, positionals } = parsed;
  if (values.help === true) return { kind: 'help' };
  const problems = positionals.map((word) => `'${word}': render takes options only, and this follows none of them`);
  const scenario = values.scenario ?? null;
  const run = runOf(values, language, problems);
  const looks = looksOf(values, problems);
  const format = formatAsked(values.format, values.out, problems);
  if (scenario === null && values.target === undefined)
    problems.push('nothing to draw: give --scenario NAME, or --target POD|IP|SERVICE[@NODE] and what walk takes');
  if (scenario !== null && values.target !== undefined)
    problems.push('--target: a scenario has its own target; leave out --scenario or --target');
  if (scenario !== null)
    for (const name of OWN) {
      if (values[name] !== undefined) problems.push(`--${name}: a scenario has its own; leave it out, or use --target`);
    }
  if (problems.length > 0 || run === null || looks === null || format === null) return { kind: 'bad', problems };
  const { at = null, from = null, to = null, out, page = null, image = null } = values;
  return {
    kind: 'render',
    args: {
      scenario,
      run,
      at,
      from,
      to,
      format,
      looks,
      out: out === undefined || out === '-' ? null : out,
      page,
      image,
    },
  };
}

/** What a scenario says itself. */
const OWN = ['source', 'app', 'count', 'port', 'connect-timeout'] as const;

function looksOf(
  { theme = 'light', size = 'post', scale = '1' }: Partial<Record<keyof Looks, string>>,
  problems: string[],
): Looks | null {
  const one = <T extends string>(option: string, typed: string, choices: readonly T[]): T | null => {
    const found = choices.find((each) => each === typed);
    if (found === undefined) problems.push(notOneOf(option, typed, choices));
    return found ?? null;
  };
  const asked = {
    theme: one('--theme', theme, THEMES),
    size: one('--size', size, SIZES),
    scale: one('--scale', scale, SCALES),
  };
  if (asked.theme === null || asked.size === null || asked.scale === null) return null;
  return { theme: asked.theme, size: asked.size, scale: asked.scale === '2' ? 2 : 1 };
}

type Values = Readonly<Partial<Record<keyof typeof OPTIONS, string | boolean | readonly string[]>>>;

/** The options of the run as walk reads them: --source and --target are its --from and --to, which mean a stretch of events here. */
function runOf(values: Values, language: string, problems: string[]): WalkArgs | null {
  const one = (name: keyof typeof OPTIONS, as: string): readonly string[] => {
    const value = values[name];
    return typeof value === 'string' ? [`--${as}=${value}`] : [];
  };
  const many = (name: 'set' | 'tap'): readonly string[] => {
    const list = values[name];
    return typeof list === 'object' ? list.map((value) => `--${name}=${value}`) : [];
  };
  const taps = many('tap');
  const asked = [
    ...RUN.flatMap((name) => one(name, name)),
    ...one('source', 'from'),
    // walk insists on a destination; a scenario has its own.
    ...(values.target === undefined ? ['--to=localhost'] : one('target', 'to')),
    ...many('set'),
    ...(taps.length === 0 ? [] : ['--print=pcap', ...taps]),
  ];
  const run = parseArgs(asked, language);
  if (run.kind === 'walk') return run.args;
  if (run.kind === 'bad')
    problems.push(
      ...run.problems.map((problem) => problem.replace(/^--from:/, '--source:').replace(/^--to:/, '--target:')),
    );
  return null;
}

function formatAsked(name: unknown, out: unknown, problems: string[]): RenderFormat | null {
  const typed = typeof name === 'string' ? name : null;
  const path = typeof out === 'string' && out !== '-' ? out : null;
  if (typed === null && path === null) {
    problems.push(`-o: say what to make: -o FILE.${formatNames('extension').join('|')}, or -o - and --format`);
    return null;
  }
  const format = formatOf(typed, path);
  if (format === null)
    problems.push(
      typed === null
        ? `-o: '${path}' has no ending that says its format (${formatNames('extension').join(', ')}); name it with --format`
        : notOneOf('--format', typed, formatNames('name')),
    );
  return format;
}
