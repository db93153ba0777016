import { NO_FIELDS, type FilterFields } from './filter-fields.ts';
import { CONFLICTS, FILTER_FLAGS, SHORT } from './filter-flags.ts';
import type { Flow } from './flow.ts';
import { compileFields } from './match.ts';
import { materialised, namespaceConflict, NO_NAMESPACES, withNamespace, type Namespaces } from './namespaces.ts';

/** A flag of `hubble observe` without its dashes, and its value ('' for --not and the like). */
export type FlagValue = readonly [flag: string, value: string];

/** What the filter flags of a command line let through. */
export interface FlowFilter {
  readonly takes: (flow: Flow) => boolean;
}

export type ParsedFilter =
  | { readonly ok: true; readonly filter: FlowFilter }
  /**
   * Hubble's own words. 'flag': the command line is refused before anything is asked, as pflag says it; 'request': what the
   * server answers (or the client at the end of its flags), which is printed as it is.
   */
  | { readonly ok: false; readonly from: 'flag' | 'request'; readonly message: string };

interface Tracker {
  readonly left: FilterFields;
  readonly right: FilterFields;
  readonly namespaces: Namespaces;
  readonly flags: readonly string[];
}
const EMPTY: Tracker = { left: NO_FIELDS, right: NO_FIELDS, namespaces: NO_NAMESPACES, flags: [] };

const PLAIN_FLAGS = [
  'namespace',
  'from-namespace',
  'to-namespace',
  'all-namespaces',
  'from-all-namespaces',
  'to-all-namespaces',
];

/** Whether this flag (without its dashes) belongs to the filter. */
export function isFilterFlag(flag: string): boolean {
  return flag === 'not' || Object.hasOwn(FILTER_FLAGS, flag) || PLAIN_FLAGS.includes(flag);
}

/**
 * The filter flags in the order of the command line (hubble/cmd/observe/flows_filter.go). Values of one flag are
 * alternatives, different flags must agree; what follows --not takes away.
 */
export function parseFlowFilter(pairs: readonly FlagValue[]): ParsedFilter {
  let [white, black]: [Tracker, Tracker] = [EMPTY, EMPTY];
  let negated = false;
  for (const [flag, value] of pairs) {
    const refused = (message: string): ParsedFilter => ({
      ok: false,
      from: 'flag',
      message: pflag(flag, value, message),
    });
    if (flag === 'not') {
      if (negated) return refused('consecutive --not statements');
      negated = true;
      continue;
    }
    const changed = apply(negated ? black : white, flag, value);
    if (!changed.ok) return refused(changed.message);
    if (negated) black = changed.tracker;
    else white = changed.tracker;
    negated = false;
  }
  if (negated) return { ok: false, from: 'request', message: 'trailing --not found in the arguments' };
  const allow = compileAll(white);
  if (!allow.ok) return allow;
  const deny = compileAll(black);
  if (!deny.ok) return deny;
  const takes = (flow: Flow): boolean =>
    (allow.tests.length === 0 || allow.tests.some((test) => test(flow))) && !deny.tests.some((test) => test(flow));
  return { ok: true, filter: { takes } };
}

/** pflag's wrapping of a value that a flag refuses. */
function pflag(flag: string, value: string, message: string): string {
  const short = SHORT[flag];
  const name = short === undefined ? `--${flag}` : `-${short}, --${flag}`;
  const given = flag === 'not' && value === '' ? 'true' : value;
  return `invalid argument ${JSON.stringify(given)} for ${JSON.stringify(name)} flag: ${message}`;
}

type Applied = { readonly ok: true; readonly tracker: Tracker } | { readonly ok: false; readonly message: string };

function apply(tracker: Tracker, flag: string, value: string): Applied {
  const flags = tracker.flags.includes(flag) ? tracker.flags : [...tracker.flags, flag];
  const clash = clashOf(flags);
  if (clash !== null) return { ok: false, message: clash };
  const next = changed({ ...tracker, flags }, flag, value);
  if (!next.ok) return next;
  const { left, right, namespaces } = next.tracker;
  const wrong = namespaceConflict(left, namespaces) ?? namespaceConflict(right, namespaces);
  return wrong === null ? next : { ok: false, message: wrong };
}

function changed(tracker: Tracker, flag: string, value: string): Applied {
  const namespaces = withNamespace(tracker.namespaces, flag, value);
  if (namespaces !== null) return { ok: true, tracker: { ...tracker, namespaces } };
  const read = Object.hasOwn(FILTER_FLAGS, flag) ? FILTER_FLAGS[flag] : undefined;
  if (read === undefined) return { ok: false, message: `no filter is called --${flag}: ask isFilterFlag before` };
  const change = read(value);
  if (!change.ok) return change;
  return {
    ok: true,
    tracker: { ...tracker, left: change.value.left(tracker.left), right: change.value.right(tracker.right) },
  };
}

function clashOf(flags: readonly string[]): string | null {
  for (const group of CONFLICTS) {
    const [one, two] = group.filter((flag) => flags.includes(flag));
    if (one !== undefined && two !== undefined) return `filters --${one} and --${two} cannot be combined`;
  }
  return null;
}

type Tests =
  | { readonly ok: true; readonly tests: readonly ((flow: Flow) => boolean)[] }
  | { readonly ok: false; readonly from: 'request'; readonly message: string };

function compileAll({ left, right, namespaces, flags }: Tracker): Tests {
  if (flags.length === 0) return { ok: true, tests: [] };
  const tests: ((flow: Flow) => boolean)[] = [];
  for (const fields of materialised(left, right, namespaces)) {
    const compiled = compileFields(fields);
    if (!compiled.ok) return { ok: false, from: 'request', message: compiled.message };
    tests.push(compiled.value);
  }
  return { ok: true, tests };
}
