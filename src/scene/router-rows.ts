import type { NetnsName } from '../lab/names.ts';
import { deviceName } from '../lab/names.ts';
import type { Route } from '../lab/tables.ts';
import type { EventId, TraceEvent } from '../trace/events.ts';
import { missingRoute } from '../trace/missing-route.ts';
import { tableAt } from '../trace/state-at.ts';
import { cidrNumbers, prefixLength } from '../wire/address.ts';
import type { TraceOnStage } from './place-of.ts';

/** One row of the router's table as it is drawn. */
export interface RouterRow {
  readonly dst: string;
  readonly dev: string;
  /** `missing`: the route that would have brought the packet to its pod, and that nobody has entered. */
  readonly fate: 'won' | 'lost' | 'idle' | 'missing';
  readonly isDefault: boolean;
}

/** The router's main table at an event, its most specific rows first; the row that `lookup` chose is marked. */
export function routerRows(
  trace: TraceOnStage,
  router: NetnsName,
  event: EventId,
  lookup: TraceEvent | null,
  max: number,
): readonly RouterRow[] {
  const all = tableAt(trace, router, 'routes', event);
  const table = [...all].filter(([, route]) => route.table === 'main');
  const read = lookup?.kind === 'route' ? lookup.reads.find((r) => r.table === 'routes') : undefined;
  const losers = new Set(read?.losers.map((loser) => loser.key));
  const rows = table
    .toSorted(([, a], [, b]) => order(a, b))
    .map(([key, route]): RouterRow => ({
      dst: prefixLength(route.dst) === 0 ? 'default' : shortened(route.dst),
      dev: route.dev === null ? route.type : deviceName(route.dev),
      fate: read?.found === key ? 'won' : losers.has(key) ? 'lost' : 'idle',
      isDefault: prefixLength(route.dst) === 0,
    }));
  const missing = read === undefined ? null : missingRoute(trace.world, all, read);
  return keepMax(missing === null ? rows : withGap(rows, missing.dst), max);
}

/** The gap stands right above what was left to choose. */
function withGap(rows: readonly RouterRow[], dst: string): readonly RouterRow[] {
  const gap: RouterRow = { dst, dev: '', fate: 'missing', isDefault: false };
  const at = rows.findIndex((row) => row.isDefault);
  return at < 0 ? [...rows, gap] : rows.toSpliced(at, 0, gap);
}

/** Host routes without their /32. */
function shortened(dst: string): string {
  return dst.endsWith('/32') ? dst.slice(0, -3) : dst;
}

/** By address, so that a row keeps its place; the default route last, where the eye looks for what is left. */
function order(a: Route, b: Route): number {
  const la = prefixLength(a.dst);
  const lb = prefixLength(b.dst);
  if ((la === 0) !== (lb === 0)) return la === 0 ? 1 : -1;
  return cidrNumbers(a.dst)[0] - cidrNumbers(b.dst)[0] || lb - la;
}

/** When there is no room for all: what was decided stays, uplink rows go first, then the end of the list. */
function keepMax(rows: readonly RouterRow[], max: number): readonly RouterRow[] {
  if (rows.length <= max) return rows;
  const worth = (row: RouterRow): number =>
    row.fate === 'won' || row.fate === 'missing' ? 0 : row.isDefault ? 1 : row.dst.includes('/') ? 2 : 3;
  const kept = new Set(rows.toSorted((a, b) => worth(a) - worth(b)).slice(0, max));
  return rows.filter((row) => kept.has(row));
}
