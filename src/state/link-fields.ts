import type { Lack } from '../scenario/scenario-ask.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** At most so much of a query is read at all: what every chat client and blog tool carries. */
export const MAX_QUERY = 2048;
export const MAX_PAIRS = 64;
const KEY = /^[a-z][a-z0-9.-]{0,23}$/;
/** What people write who guess. Read, never written. */
const ALIAS: ReadonlyMap<string, string> = new Map([
  ['hl', 'lang'],
  ['locale', 'lang'],
  ['step', 'at'],
  ['t', 'at'],
]);
const CLOCK_TIME = /^\d{1,3}(:\d{2}){1,2}$/;
const POSITIONS = ['at', 'from', 'to'];

/** What a reader is told about a field beside its name. */
export type LinkNote =
  /** One letter off a key that we know. */
  | { readonly kind: 'meant'; readonly key: string; readonly known: string }
  /** `t=1:30`: a run has events, not seconds of a film. */
  | { readonly kind: 'no-seconds'; readonly key: string }
  | { readonly kind: 'too-long' }
  /** `at=` names no place of this run. */
  | { readonly kind: 'no-place'; readonly name: string }
  /** The path names no scenario; `like`: one with nearly that name. */
  | { readonly kind: 'no-scenario'; readonly id: string; readonly like: Scenario | null }
  /** The lab has nobody for one of the scenario's roles. */
  | { readonly kind: 'lacks'; readonly scenario: Scenario; readonly lack: Lack }
  /** `cmd=`: it waits in the terminal, or is run there; 'held': it was to be run, and is more than one plain command. */
  | { readonly kind: 'command'; readonly fate: 'waits' | 'runs' | 'held' };

export interface LinkFields {
  readonly fields: ReadonlyMap<string, string>;
  readonly unread: readonly string[];
  readonly notes: readonly LinkNote[];
}

/**
 * The fields of a query: the first of each key, aliases under the name that they stand for. Of a query that is too long
 * nothing is read. `under` are fields from elsewhere that hold where the query says nothing.
 */
export function readFields(search: string, known: readonly string[], under: ReadonlyMap<string, string>): LinkFields {
  if (search.length > MAX_QUERY || search.split('&', MAX_PAIRS + 1).length > MAX_PAIRS) {
    return { fields: under, unread: ['?'], notes: [{ kind: 'too-long' }] };
  }
  const fields = new Map<string, string>();
  const notes: LinkNote[] = [];
  const unread: string[] = [];
  for (const [raw, value] of new URLSearchParams(search)) {
    const key = ALIAS.get(raw) ?? raw;
    if (!KEY.test(key) || fields.has(key)) continue;
    if (POSITIONS.includes(key) && CLOCK_TIME.test(value)) notes.push({ kind: 'no-seconds', key: raw });
    fields.set(key, value);
    if (known.includes(key)) continue;
    const meant = nearKey(key, known);
    if (meant !== null) notes.push({ kind: 'meant', key, known: meant });
    if (meant !== null || key.startsWith('p.')) unread.push(key);
  }
  for (const [key, value] of under) if (!fields.has(key)) fields.set(key, value);
  return { fields, unread, notes };
}

/**
 * The key that was probably meant: one letter off (two letters are one letter off too much). Other keys (utm_source) are nobody's
 * business, but for parameters of the run, which are all known here.
 */
function nearKey(key: string, known: readonly string[]): string | null {
  return (
    known.find(
      (candidate) =>
        candidate.length > 2 && Math.abs(key.length - candidate.length) <= 1 && editDistance(key, candidate) === 1,
    ) ?? null
  );
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
