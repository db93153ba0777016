import type { TableName, TableRow } from '../lab/tables.ts';
import { cidrNumbers, ipv4Number } from '../wire/address.ts';

/**
 * Rows in a tool's order. `ip route` walks the FIB trie: by address, and of the same address the shorter prefix later; the
 * default first; main before the tables that rules name, local last. The order of maps is a hash's: here they stay as entered.
 */
export function inOrder<T extends TableName>(
  table: T,
  rows: readonly (readonly [key: string, row: TableRow[T]])[],
): readonly (readonly [key: string, row: TableRow[T]])[] {
  const rank = RANKS[table];
  if (rank === undefined) return rows;
  return rows
    .map((entry, order) => ({ entry, order, rank: rank(entry[1]) }))
    .toSorted((a, b) => compare(a.rank, b.rank) || a.order - b.order)
    .map(({ entry }) => entry);
}

const RANKS: { readonly [T in TableName]?: (row: TableRow[T]) => readonly number[] } = {
  routes: (row) => {
    const [base, length] = cidrNumbers(row.dst);
    const table = row.table === 'main' ? -1 : row.table === 'local' ? Infinity : row.table;
    return [table, length === 0 ? 0 : 1, base, -length, row.metric];
  },
  rules: (row) => [row.priority],
  neigh: (row) => [ipv4Number(row.ip)],
  cilium_ipcache_v2: (row) => {
    const [base, length] = cidrNumbers(row.prefix);
    return [base, length];
  },
  cilium_lxc: (row) => [row.host ? 1 : 0, ipv4Number(row.ip)],
};

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [i, n] of a.entries()) {
    const difference = n - (b[i] ?? 0);
    // Infinity - Infinity: both are the local table.
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return 0;
}
