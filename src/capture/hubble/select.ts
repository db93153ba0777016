import type { Nanos } from '../../lab/names.ts';
import { parseClock } from '../../lab/clock.ts';
import type { World } from '../../lab/world.ts';
import type { FlowFilter } from './filter.ts';
import type { Flow } from './flow.ts';

/** Which of the flows that the filter takes are wanted. */
export interface Selection {
  readonly filter: FlowFilter;
  /** --last N, --all (infinity) or --first N. What is not the end of the list is cut off after filtering. */
  readonly count: { readonly from: 'first' | 'last'; readonly number: number };
  /** --since and --until, both included. */
  readonly since: Nanos | null;
  readonly until: Nanos | null;
}

export const EVERY: FlowFilter = { takes: () => true };
/** How many flows `hubble observe` prints unless it is told (hubble/pkg/defaults FlowPrintCount). */
export const DEFAULT_LAST = 20;

export interface SelectorFlags {
  readonly first: number | null;
  readonly last: number | null;
  readonly all: boolean;
  readonly follow: boolean;
  readonly since: string | null;
  readonly until: string | null;
}

export type SelectionAnswer =
  | { readonly ok: true; readonly selection: Omit<Selection, 'filter'> }
  | { readonly ok: false; readonly message: string };

/** getFlowsRequest (hubble/cmd/observe/flows.go): what the flags mean together, `now` being the reader's moment. */
export function parseSelection(world: World, flags: SelectorFlags, now: Nanos): SelectionAnswer {
  const refused = (message: string): SelectionAnswer => ({ ok: false, message });
  const first = (flags.first ?? 0) > 0;
  const last = (flags.last ?? 0) > 0;
  if (first && last) return refused('cannot set both --first and --last');
  if (first && flags.all) return refused('cannot set both --first and --all');
  if (first && flags.follow) return refused('cannot set both --first and --follow');
  if (last && flags.all) return refused('cannot set both --last and --all');
  const since = momentOf(world, flags.since, now);
  if (since === 'broken') return refused(`failed to parse the since time: ${timeError(flags.since)}`);
  const until = momentOf(world, flags.follow ? null : flags.until, now);
  if (until === 'broken') return refused(`failed to parse the until time: ${timeError(flags.until)}`);
  const open = since !== null || until !== null || flags.all;
  const otherwise = open ? Infinity : flags.follow ? 0 : DEFAULT_LAST;
  const number = first ? (flags.first ?? 0) : last ? (flags.last ?? 0) : otherwise;
  return { ok: true, selection: { count: { from: first ? 'first' : 'last', number }, since, until } };
}

/** The flows that are printed, in order. */
export function selectFlows(flows: readonly Flow[], { filter, count, since, until }: Selection): readonly Flow[] {
  const taken = flows.filter(
    (flow) => (since === null || flow.at >= since) && (until === null || flow.at <= until) && filter.takes(flow),
  );
  if (count.from === 'first') return taken.slice(0, count.number);
  return taken.slice(Math.max(0, taken.length - count.number));
}

const SECOND = 1_000_000_000;
const UNITS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: SECOND,
  m: 60 * SECOND,
  h: 3600 * SECOND,
};
const DURATION = /^(\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/;
const PART = /(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g;

/**
 * A duration before now ('3s', '1m30s'), an RFC 3339 time or its beginning: a date, or a date with hours or minutes
 * (hubble/pkg/time FromString).
 */
function momentOf(world: World, text: string | null, now: Nanos): Nanos | null | 'broken' {
  if (text === null || text === '') return null;
  if (DURATION.test(text)) {
    let ago = 0;
    for (const [, number = '0', unit = 's'] of text.matchAll(PART)) ago += Number(number) * (UNITS[unit] ?? 0);
    return (now - Math.round(ago)) as Nanos;
  }
  const clock = parseClock(completed(text));
  if (clock === null) return 'broken';
  const fraction = /\.(\d{1,9})/.exec(text)?.[1] ?? '';
  return ((clock.seconds - world.epoch.seconds) * SECOND + Number(fraction.padEnd(9, '0'))) as Nanos;
}

function completed(text: string): string {
  const [, date, hour, minute, zone] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d))?$/.exec(text) ?? [];
  return date === undefined ? text : `${date}T${hour ?? '00'}:${minute ?? '00'}:00${zone ?? 'Z'}`;
}

function timeError(text: string | null): string {
  return `failed to convert ${text ?? ''} to time`;
}
