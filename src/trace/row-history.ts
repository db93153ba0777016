import type { NetnsName } from '../lab/names.ts';
import type { TableName, TableRow } from '../lab/tables.ts';
import type { EventId } from './events.ts';
import type { Trace } from './trace.ts';

/** What one event made of one row: before null means it came, after null means it went. */
export interface RowChange<R> {
  readonly event: EventId;
  readonly before: R | null;
  readonly after: R | null;
}

type Changes = ReadonlyMap<string, readonly RowChange<unknown>[]>;

const histories = new WeakMap<
  Trace['events'],
  { readonly length: number; readonly tables: ReadonlyMap<string, Changes> }
>();
const NONE: Changes = new Map();

/** All changes of one table of one namespace by the row's key, in order. The first call on a trace reads all its events. */
export function changesOf<T extends TableName>(
  trace: Pick<Trace, 'events'>,
  netns: NetnsName,
  table: T,
): ReadonlyMap<string, readonly RowChange<TableRow[T]>[]> {
  const known = histories.get(trace.events);
  if (known !== undefined && known.length === trace.events.length)
    return (known.tables.get(`${table} ${netns}`) ?? NONE) as ReadonlyMap<string, readonly RowChange<TableRow[T]>[]>;
  histories.set(trace.events, { length: trace.events.length, tables: read(trace) });
  return changesOf(trace, netns, table);
}

/** The last change of a row up to and including `event`; null: it is as it was at t = 0. */
export function lastChange<R>(changes: readonly RowChange<R>[] | undefined, event: EventId): RowChange<R> | null {
  return changes?.findLast((change) => change.event <= event) ?? null;
}

function read(trace: Pick<Trace, 'events'>): ReadonlyMap<string, Changes> {
  const tables = new Map<string, Map<string, RowChange<unknown>[]>>();
  for (const event of trace.events) {
    for (const { netns, table, key, before, after } of event.deltas) {
      const name = `${table} ${netns}`;
      const rows = tables.get(name) ?? new Map<string, RowChange<unknown>[]>();
      tables.set(name, rows);
      const list = rows.get(key) ?? [];
      rows.set(key, list);
      // A program may write a row twice: what counts is what it was and what it is afterwards.
      const last = list.at(-1);
      if (last?.event === event.id) list[list.length - 1] = { event: event.id, before: last.before, after };
      else list.push({ event: event.id, before, after });
    }
  }
  return tables;
}
