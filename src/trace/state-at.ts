import { must } from '../base/assert.ts';
import type { NetnsName } from '../lab/names.ts';
import type { Delta, TableName, TableRow } from '../lab/tables.ts';
import type { World } from '../lab/world.ts';
import type { EventId } from './events.ts';
import type { Trace } from './trace.ts';

/** A copy of the table is kept after so many changes: going to any event costs at most this many steps. */
const CHECKPOINT_EVERY = 32;

type Rows = ReadonlyMap<string, unknown>;
type Source = Pick<Trace, 'world' | 'events'>;

/** One table of one namespace over the whole trace. */
interface TableHistory {
  /** Positions of the events that change it, and the changes, side by side and in order. */
  readonly events: readonly number[];
  readonly deltas: readonly Delta[];
  /** Entry n holds the rows after n * CHECKPOINT_EVERY changes. */
  readonly checkpoints: readonly Rows[];
  /** The last answer: asking for the next event mostly asks for the same rows. */
  last: { readonly changes: number; readonly rows: Rows };
}

interface TraceHistory {
  readonly world: World;
  /** Length of the event list that was read: an engine may ask while it still writes. */
  readonly length: number;
  readonly tables: ReadonlyMap<string, TableHistory>;
}

const histories = new WeakMap<Trace['events'], TraceHistory>();

/**
 * The rows of one table of one namespace as they stood right after `event`, in insertion order, by their key.
 * The same rows give the same map as long as nothing else is asked of that table.
 */
export function tableAt<T extends TableName>(
  trace: Source,
  netns: NetnsName,
  table: T,
  event: EventId | -1,
): ReadonlyMap<string, TableRow[T]> {
  const history = historyOf(trace).tables.get(historyKey(netns, table));
  if (history === undefined) return rowsOf(trace.world, netns, table);
  const changes = countUpTo(history.events, event);
  if (history.last.changes !== changes) history.last = { changes, rows: rowsAfter(history, changes) };
  return history.last.rows as ReadonlyMap<string, TableRow[T]>;
}

/** Carries one change out on a copy of the table: the one place that knows what a delta means. */
export function applyDelta<R>(rows: Map<string, R>, delta: { readonly key: string; readonly after: R | null }): void {
  if (delta.after === null) rows.delete(delta.key);
  else rows.set(delta.key, delta.after);
}

/** The rows at t = 0. */
export function rowsOf<T extends TableName>(
  world: World,
  netns: NetnsName,
  table: T,
): ReadonlyMap<string, TableRow[T]> {
  return world.netns.get(netns)?.tables[table] ?? new Map<string, TableRow[T]>();
}

function rowsAfter(history: TableHistory, changes: number): Rows {
  const checkpoint = Math.floor(changes / CHECKPOINT_EVERY);
  const rows = new Map<string, unknown>(history.checkpoints[checkpoint]);
  for (const delta of history.deltas.slice(checkpoint * CHECKPOINT_EVERY, changes)) applyDelta(rows, delta);
  return rows;
}

function historyOf(trace: Source): TraceHistory {
  const known = histories.get(trace.events);
  if (known !== undefined && known.length === trace.events.length && known.world === trace.world) return known;
  const history: TraceHistory = { world: trace.world, length: trace.events.length, tables: read(trace) };
  histories.set(trace.events, history);
  return history;
}

function read(trace: Source): ReadonlyMap<string, TableHistory> {
  const changes = new Map<
    string,
    { readonly netns: NetnsName; readonly table: TableName; readonly events: number[]; readonly deltas: Delta[] }
  >();
  for (const event of trace.events) {
    for (const delta of event.deltas) {
      const key = historyKey(delta.netns, delta.table);
      const list = changes.get(key) ?? { netns: delta.netns, table: delta.table, events: [], deltas: [] };
      changes.set(key, list);
      list.events.push(event.id);
      list.deltas.push(delta);
    }
  }
  const tables = new Map<string, TableHistory>();
  for (const [key, { netns, table, events, deltas }] of changes) {
    const rows = new Map<string, unknown>(rowsOf(trace.world, netns, table));
    const start = new Map(rows);
    const checkpoints: Rows[] = [start];
    for (const [i, delta] of deltas.entries()) {
      applyDelta(rows, delta);
      if ((i + 1) % CHECKPOINT_EVERY === 0) checkpoints.push(new Map(rows));
    }
    tables.set(key, { events, deltas, checkpoints, last: { changes: 0, rows: start } });
  }
  return tables;
}

function historyKey(netns: NetnsName, table: TableName): string {
  return `${table} ${netns}`;
}

/** How many of the ascending numbers are at most `limit`. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (must(ascending[middle], 'number') <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
