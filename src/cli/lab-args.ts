import { parseArgs as parseNode } from 'node:util';
import { parseArgs, type WalkArgs } from './args.ts';

/** What the command line of `lab` asks for: the lab as `walk` reads it, and what is typed in it. */
export interface LabArgs {
  /** Options that `walk` has too. */
  readonly source: Pick<WalkArgs, 'lab' | 'mode' | 'router' | 'set' | 'lang'>;
  readonly pick: string | null;
  readonly at: string | null;
  readonly beside: string | null;
  readonly save: string | null;
  readonly columns: number;
  readonly lines: readonly string[];
}

export type ParsedLabArgs =
  | { readonly kind: 'lab'; readonly args: LabArgs }
  | { readonly kind: 'help' }
  | { readonly kind: 'bad'; readonly problems: readonly string[] };

const SHARED = ['lab', 'mode', 'router', 'lang'] as const;
const OPTIONS = {
  lab: { type: 'string' },
  mode: { type: 'string' },
  router: { type: 'string' },
  set: { type: 'string', multiple: true },
  lang: { type: 'string' },
  pick: { type: 'string' },
  at: { type: 'string' },
  while: { type: 'string' },
  save: { type: 'string' },
  columns: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Reads the arguments; everything that is wrong with them is told at once. */
export function parseLabArgs(argv: readonly string[], language: string): ParsedLabArgs {
  let parsed;
  try {
    parsed = parseNode({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const [what] = (error instanceof Error ? error.message : String(error)).split('. ');
    return { kind: 'bad', problems: [what!] };
  }
  const { values, positionals } = parsed;
  if (values.help === true) return { kind: 'help' };
  const shared = SHARED.flatMap((name) => (values[name] === undefined ? [] : [`--${name}`, values[name]]));
  const set = (values.set ?? []).flatMap((each) => ['--set', each]);
  // walk insists on a destination; nothing goes there.
  const source = parseArgs(['--to', 'localhost', ...shared, ...set], language);
  const problems = source.kind === 'bad' ? [...source.problems] : [];
  const columns = Number(values.columns ?? 200);
  if (!Number.isInteger(columns) || columns < 20 || columns > 1000) {
    problems.push(`--columns: '${values.columns}' is not a whole number from 20 to 1000`);
  }
  if (positionals.length === 0) {
    problems.push("no command line: write it last and in quotes, as in lab --at k8s-ctr 'kubectl get pod -o wide'");
  }
  if (problems.length > 0 || source.kind !== 'walk') return { kind: 'bad', problems };
  const { pick = null, at = null, save = null } = values;
  const args = { source: source.args, pick, at, beside: values.while ?? null, save, columns, lines: positionals };
  return { kind: 'lab', args };
}
