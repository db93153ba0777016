import { cidrNumbers } from '../wire/address.ts';
import { ROW_KEY, type Route } from './tables.ts';

/** A route with `ip route add`'s defaults for what `row` leaves out: an unicast of the main table by the kernel. */
export function routeRow(row: Pick<Route, 'dst' | 'dev'> & Partial<Route>): Route {
  return {
    table: row.table ?? 'main',
    type: row.type ?? 'unicast',
    dst: row.dst,
    via: row.via ?? null,
    dev: row.dev,
    src: row.src ?? null,
    metric: row.metric ?? 0,
    proto: row.proto ?? 'kernel',
    scope: row.scope ?? 'global',
    mtu: row.mtu ?? null,
    encap: row.encap ?? null,
  };
}

function tableRank(table: Route['table']): number {
  return table === 'main' ? -2 : table === 'local' ? -1 : table;
}

/** The order in which `ip route` prints a table (net/ipv4/fib_trie.c): by address, longer prefix first, then by metric. */
export function compareRoutes(a: Route, b: Route): number {
  if (a.table !== b.table) return tableRank(a.table) - tableRank(b.table);
  const [aBase, aLength] = cidrNumbers(a.dst);
  const [bBase, bLength] = cidrNumbers(b.dst);
  return aBase - bBase || bLength - aLength || a.metric - b.metric;
}

/** A routing table in printing order. Of two rows with one key the later stays: the agent replaces routes (`ip route replace`). */
export function routeTable(rows: readonly Route[]): ReadonlyMap<string, Route> {
  const last = new Map<string, Route>();
  for (const row of rows) last.set(ROW_KEY.routes(row), row);
  return new Map([...last].sort((a, b) => compareRoutes(a[1], b[1])));
}
