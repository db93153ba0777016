import { hash32 } from '../../../base/prng.ts';
import type { NetnsName } from '../../../lab/names.ts';
import type { TableName, TableRow } from '../../../lab/tables.ts';
import type { Context } from '../../command.ts';
import { must } from '../../../base/assert.ts';
import { BPF_TABLE, tabwriter } from '../cobra/tabwriter.ts';

/** The node whose agent answers. */
export function nodeOf({ host }: Pick<Context, 'host'>): NetnsName {
  return must(host.node, 'node of an agent');
}

/**
 * The order in which a BPF hash map is read: by the hash of the key, which has nothing to do with when it was written. A
 * kernel draws the seed of that hash, so no two labs have the same order; here it follows from the key alone.
 */
export function inHashOrder<T>(items: Iterable<T>, keyOf: (item: T) => string): readonly T[] {
  return [...items]
    .map((item) => ({ item, hash: hash32(`map order ${keyOf(item)}`) }))
    .toSorted((a, b) => a.hash - b.hash)
    .map(({ item }) => item);
}

/** The rows of a map as they stand now, in the order of the map. Says that the answer came from them. */
export function mapRows<T extends TableName>(context: Context, table: T): readonly TableRow[T][] {
  const netns = nodeOf(context);
  const rows = context.machine.lab.table(netns, table);
  context.shows({ kind: 'rows', netns, table, keys: [...rows.keys()] });
  return inHashOrder(rows, ([key]) => key).map(([, row]) => row);
}

/** TablePrinter (cilium-dbg/cmd/helpers.go): a dumped map in two columns. */
export function mapTable(
  titles: readonly [string, string],
  rows: readonly (readonly [key: string, value: string])[],
): string {
  return tabwriter([titles.join('\t'), ...rows.map(([key, value]) => `${key}\t${value}\t`)], BPF_TABLE);
}
