import { isLang, LANGS, langOf, type Lang } from '../i18n/lang.ts';
import { nearestKey } from '../lab/nearest-key.ts';
import { parseCidr } from '../wire/address.ts';

export const MODES = ['native', 'vxlan', 'geneve'] as const;
export const ROUTERS = ['lab', 'no-default', 'static'] as const;
export const APPS = ['curl', 'ping', 'dns', 'traceroute', 'tracepath', 'nc'] as const;
export const PRINTS = ['text', 'json', 'hops', 'path', 'pcap', 'transcript', 'markdown'] as const;

export type RouterChange =
  | { readonly kind: 'lab' }
  | { readonly kind: 'no-default' }
  /** Routes to the pods: null for every node's, else these prefixes only. */
  | { readonly kind: 'static'; readonly prefixes: readonly string[] | null };

/** A command line, read but not yet held against a lab: names are as typed. */
export interface WalkArgs {
  readonly lab: string | null;
  readonly mode: (typeof MODES)[number] | null;
  readonly router: RouterChange;
  readonly from: string | null;
  readonly to: string;
  readonly app: (typeof APPS)[number];
  readonly count: number;
  /** `--port`; null: the service's own, else 80. */
  readonly port: number | null;
  readonly connectTimeout: number | null;
  /** `--set key=value`, in order. */
  readonly set: readonly (readonly [key: string, value: string])[];
  readonly print: (typeof PRINTS)[number];
  readonly taps: readonly string[];
  readonly out: string | null;
  readonly lang: Lang;
}

/** Everything that is wrong with a command line, one sentence each. */
export type ParsedArgs =
  | { readonly kind: 'walk'; readonly args: WalkArgs }
  | { readonly kind: 'help' }
  | { readonly kind: 'bad'; readonly problems: readonly string[] };

/** The options and what follows each. `-o` is the short form of --out. */
const OPTIONS = {
  '--lab': 'FILE',
  '--mode': MODES.join('|'),
  '--router': 'lab|no-default|static|static:PREFIX[,PREFIX...]',
  '--from': 'POD|NODE',
  '--to': 'POD|IP|SERVICE[@NODE]',
  '--app': APPS.join('|'),
  '--count': 'N',
  '--port': 'N',
  '--connect-timeout': 'SECONDS',
  '--set': 'KEY=VALUE',
  '--print': PRINTS.join('|'),
  '--tap': 'NODE:DEVICE|NODE:any',
  '--out': 'FILE',
  '--lang': LANGS.join('|'),
} as const;
type Option = keyof typeof OPTIONS;
const REPEATABLE: readonly Option[] = ['--set', '--tap'];

/** Reads a command line without the program's name. `env` is the shell's language ('ko_KR.UTF-8'), for messages. */
export function parseArgs(argv: readonly string[], env: string): ParsedArgs {
  if (argv.includes('--help') || argv.includes('-h')) return { kind: 'help' };
  const problems: string[] = [];
  const given = new Map<Option, string[]>();
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? '';
    const [typed, joined] = splitOption(word);
    const option = typed === '-o' ? '--out' : isOption(typed) ? typed : null;
    if (option === null) {
      problems.push(unknownOption(word));
      continue;
    }
    const value = joined ?? argv[++i];
    if (value === undefined || value === '') problems.push(`${typed}: a value is missing: ${typed} ${OPTIONS[option]}`);
    else if (given.has(option) && !REPEATABLE.includes(option))
      problems.push(`${typed}: given twice ('${given.get(option)?.[0]}' and '${value}'); give it once`);
    else given.set(option, [...(given.get(option) ?? []), value]);
  }
  return assembled(given, problems, env);
}

function assembled(given: ReadonlyMap<Option, readonly string[]>, problems: string[], env: string): ParsedArgs {
  const one = (option: Option): string | null => given.get(option)?.[0] ?? null;
  const choice = <T extends string>(option: Option, choices: readonly T[], otherwise: T): T => {
    const typed = one(option);
    const found = typed === null ? otherwise : choices.find((each) => each === typed);
    if (found === undefined) problems.push(notOneOf(option, typed ?? '', choices));
    return found ?? otherwise;
  };
  const number = (option: Option, low: number, high: number, whole: boolean): number | null => {
    const typed = one(option);
    if (typed === null) return null;
    const value = /^\d{1,9}(\.\d{1,9})?$/.test(typed) ? Number(typed) : Number.NaN;
    if (value >= low && value <= high && (!whole || Number.isInteger(value))) return value;
    problems.push(`${option}: '${typed}' is not ${whole ? 'a whole number' : 'a number'} from ${low} to ${high}`);
    return null;
  };
  const args: WalkArgs = {
    lab: one('--lab'),
    mode: one('--mode') === null ? null : choice('--mode', MODES, 'native'),
    router: routerChange(one('--router'), problems),
    from: one('--from'),
    to: one('--to') ?? '',
    app: choice('--app', APPS, 'ping'),
    count: number('--count', 1, 1000, true) ?? 1,
    port: number('--port', 1, 65535, true),
    connectTimeout: number('--connect-timeout', 0.001, 3600, false),
    set: (given.get('--set') ?? []).flatMap((word) => setting(word, problems)),
    print: choice('--print', PRINTS, 'text'),
    taps: given.get('--tap') ?? [],
    out: one('--out'),
    lang: langArg(one('--lang'), env, problems),
  };
  if (one('--to') === null) problems.push('--to: say where the packets go: --to POD|IP|SERVICE[@NODE]');
  if (args.print === 'pcap' && args.taps.length === 0)
    problems.push('--tap: --print pcap needs to know where to listen: --tap NODE:DEVICE or --tap NODE:any');
  if (args.print !== 'pcap' && args.taps.length > 0)
    problems.push('--tap: only --print pcap writes a capture; add --print pcap');
  return problems.length > 0 ? { kind: 'bad', problems } : { kind: 'walk', args };
}

/** '--mode=vxlan' as ['--mode', 'vxlan']; '--mode' as ['--mode', undefined]. */
function splitOption(word: string): readonly [string, string | undefined] {
  const at = word.indexOf('=');
  return word.startsWith('--') && at > 0 ? [word.slice(0, at), word.slice(at + 1)] : [word, undefined];
}

function isOption(word: string): word is Option {
  return Object.hasOwn(OPTIONS, word);
}

function unknownOption(word: string): string {
  const known = Object.keys(OPTIONS);
  const near = nearestKey(word, known);
  return word.startsWith('-')
    ? `${word}: no such option${near === null ? '' : `; did you mean ${near}?`} (${known.join(', ')})`
    : `'${word}': walk takes options only, and this follows none of them`;
}

/** The sentence for a word that had to be one of several. */
export function notOneOf(where: string, typed: string, choices: readonly string[]): string {
  const near = nearestKey(typed, choices);
  return `${where}: '${typed}' is not one of ${choices.join(', ')}${near === null ? '' : `; did you mean ${near}?`}`;
}

function routerChange(typed: string | null, problems: string[]): RouterChange {
  if (typed === null || typed === 'lab') return { kind: 'lab' };
  if (typed === 'no-default') return { kind: 'no-default' };
  if (typed === 'static') return { kind: 'static', prefixes: null };
  if (!typed.startsWith('static:')) {
    problems.push(notOneOf('--router', typed, [...ROUTERS, 'static:PREFIX']));
    return { kind: 'lab' };
  }
  const prefixes = typed.slice('static:'.length).split(',');
  for (const prefix of prefixes) {
    if (parseCidr(prefix) === null)
      problems.push(`--router: '${prefix}' is not an IPv4 prefix like A.B.C.0/24 (length 0 to 32, no host bits)`);
  }
  return { kind: 'static', prefixes };
}

function setting(word: string, problems: string[]): readonly (readonly [string, string])[] {
  const at = word.indexOf('=');
  if (at > 0) return [[word.slice(0, at), word.slice(at + 1)]];
  problems.push(`--set: '${word}' is not KEY=VALUE`);
  return [];
}

function langArg(typed: string | null, env: string, problems: string[]): Lang {
  if (typed === null) return langOf(env) ?? 'en';
  if (isLang(typed)) return typed;
  problems.push(notOneOf('--lang', typed, LANGS));
  return 'en';
}
