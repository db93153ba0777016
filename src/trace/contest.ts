import type { Route, TableName, TableRow } from '../lab/tables.ts';
import { cidrNumbers, commonBits, ipv4Of, parseIpv4, prefixLength, type Cidr, type Ipv4Addr } from '../wire/address.ts';
import { exactContest, type KeyContest, policyContest } from './key-contest.ts';

/** How one row fared against an address. Bits count from 1, the leftmost of the 32. */
export type Fate =
  | { readonly kind: 'won' }
  /** The first bit of the prefix that the address does not share. */
  | { readonly kind: 'mismatch'; readonly bit: number }
  /** It matches, but the winner's prefix is longer. */
  | { readonly kind: 'shorter'; readonly by: number }
  /** Same prefix, larger metric. */
  | { readonly kind: 'metric'; readonly metric: number; readonly winner: number }
  /** It matches, but its routing table is asked only after the winner's, or only for packets with another mark or source. */
  | { readonly kind: 'later-table'; readonly table: Route['table'] };

export interface Candidate<R> {
  readonly key: string;
  readonly row: R;
  readonly prefix: Cidr;
  /** Bits of the prefix that count: its length. */
  readonly length: number;
  /** Leading bits that prefix and query share, at most `length`. */
  readonly common: number;
  readonly fate: Fate;
}

/**
 * A lookup with everybody who took part: by the longest prefix of an address (then metric, then table order), by a whole
 * key, or by the longest key of a policy.
 */
export type Contest<R> =
  | {
      readonly kind: 'prefix';
      readonly query: Ipv4Addr;
      readonly candidates: readonly Candidate<R>[];
      readonly winner: Candidate<R> | null;
    }
  | KeyContest<R>;

/** The prefix of a row in a table that is searched by longest prefix; null in the others, which are hash maps. */
function prefixOf(table: TableName, row: TableRow[TableName]): Cidr | null {
  if (table === 'routes') return (row as TableRow['routes']).dst;
  return table === 'cilium_ipcache_v2' ? (row as TableRow['cilium_ipcache_v2']).prefix : null;
}

/**
 * Works out a lookup for somebody who looks at it: `query` is an address for routes and ipcache (a port or anything
 * else after it is ignored), the row's own key for every other table. An unreadable address finds nothing.
 * `routeTable` is the routing table that was asked after 'local': see routeTableOf.
 */
export function contestOf<T extends TableName>(
  rows: ReadonlyMap<string, TableRow[T]>,
  table: T,
  query: string,
  routeTable: Route['table'] = 'main',
): Contest<TableRow[T]> {
  const address = parseIpv4(/^[\d.]+/.exec(query)?.[0] ?? '');
  const byPrefix = table === 'routes' || table === 'cilium_ipcache_v2';
  if (table === 'cilium_policy_v2') return policyContest(rows, query);
  if (!byPrefix || address === null) return exactContest(rows, table, query);
  const ranked = [...rows].flatMap(([key, row], order) => {
    const prefix = prefixOf(table, row);
    if (prefix === null) return [];
    return [{ key, row, order, prefix, match: matchOf(prefix, address), rank: tableRank(row, routeTable) }];
  });
  const matching = ranked
    .filter((entry) => entry.match.whole && entry.rank < NOT_ASKED)
    .toSorted((a, b) => compare(a, b) || a.order - b.order);
  const best = matching[0];
  const candidates = ranked
    .toSorted((a, b) => b.match.length - a.match.length || metricOf(a.row) - metricOf(b.row) || a.order - b.order)
    .map((entry): Candidate<TableRow[T]> => ({
      key: entry.key,
      row: entry.row,
      prefix: entry.prefix,
      length: entry.match.length,
      common: entry.match.common,
      fate: entry.match.whole ? fateOf(entry, best) : { kind: 'mismatch', bit: entry.match.common + 1 },
    }));
  return {
    kind: 'prefix',
    query: address,
    candidates,
    winner: candidates.find((candidate) => candidate.fate.kind === 'won') ?? null,
  };
}

interface Entry {
  readonly row: unknown;
  readonly order: number;
  /** Of its routing table: who is asked first comes first. */
  readonly rank: number;
  readonly match: { readonly length: number; readonly common: number; readonly whole: boolean };
}

function matchOf(prefix: Cidr, address: Ipv4Addr): Entry['match'] {
  const length = prefixLength(prefix);
  const common = Math.min(length, commonBits(ipv4Of(cidrNumbers(prefix)[0]), address));
  return { length, common, whole: common === length };
}

/** Rule order first, then length, then metric. */
function compare(a: Entry, b: Entry): number {
  return a.rank - b.rank || b.match.length - a.match.length || metricOf(a.row) - metricOf(b.row);
}

function fateOf(entry: Entry, best: Entry | undefined): Fate {
  if (entry.order === best?.order) return { kind: 'won' };
  if (best === undefined || entry.rank !== best.rank)
    return { kind: 'later-table', table: routeOf(entry.row)?.table ?? 'main' };
  if (entry.match.length < best.match.length) return { kind: 'shorter', by: best.match.length - entry.match.length };
  return { kind: 'metric', metric: metricOf(entry.row), winner: metricOf(best.row) };
}

function routeOf(row: unknown): Route | null {
  return typeof row === 'object' && row !== null && 'metric' in row ? (row as Route) : null;
}

function metricOf(row: unknown): number {
  return routeOf(row)?.metric ?? 0;
}

const NOT_ASKED = 2;

/** Tables of other rules (`ip rule` with a mark or a source) do not take part. */
function tableRank(row: unknown, asked: Route['table']): number {
  const table = routeOf(row)?.table ?? asked;
  return table === 'local' ? 0 : table === asked ? 1 : NOT_ASKED;
}

/** The routing table of a row's key ('CIDR table 100'), as a read's `found` names it; 'main' for all others. */
export function routeTableOf(found: string | null): Route['table'] {
  const table = / table (\w+)$/.exec(found ?? '')?.[1] ?? 'main';
  return table === 'main' || table === 'local' ? table : Number(table);
}
