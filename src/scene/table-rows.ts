import type { TableName, TableRow } from '../lab/tables.ts';
import type { NetnsName } from '../lab/names.ts';
import type { EventId, TraceEvent } from '../trace/events.ts';
import { changesOf, lastChange, type RowChange } from '../trace/row-history.ts';
import { tableAt } from '../trace/state-at.ts';
import type { TraceOnStage } from './place-of.ts';
import { readsOf } from './read-text.ts';
import { type CellContext, type Column, COLUMNS } from './table-columns.ts';
import { inOrder } from './table-order.ts';

/** What became of a row up to an event. */
export type RowFate =
  | { readonly kind: 'as-it-was' }
  /** By this very event. */
  | { readonly kind: 'added' | 'changed' | 'deleted' }
  | { readonly kind: 'earlier'; readonly how: 'added' | 'changed'; readonly event: EventId };

/** A row of a table as it is listed. */
export interface ListedRow<T extends TableName = TableName> {
  readonly key: string;
  readonly row: TableRow[T];
  /** The row before this event, where the event has changed it. */
  readonly before: TableRow[T] | null;
  readonly fate: RowFate;
  /** This event has looked it up. */
  readonly read: boolean;
}

export interface Cell {
  readonly head: string;
  readonly part: 'key' | 'value';
  readonly align: 'start' | 'end';
  readonly text: string;
  /** What stood here before this event, where it was something else; null: the same. */
  readonly before: string | null;
}

/** A table right after an event, in its tool's order; rows that the event has deleted stand at the place they had. */
export function listedRows<T extends TableName>(
  trace: TraceOnStage,
  netns: NetnsName,
  table: T,
  event: TraceEvent,
): readonly ListedRow<T>[] {
  const changes = changesOf(trace, netns, table);
  const read = new Set(
    readsOf(event).flatMap((one) =>
      one.netns === netns && one.table === table && one.found !== null ? [one.found] : [],
    ),
  );
  const rows = new Map<string, TableRow[T]>(tableAt(trace, netns, table, event.id));
  for (const [key, list] of changes) {
    const gone = list.find((change) => change.event === event.id && change.after === null);
    if (gone !== undefined && gone.before !== null) rows.set(key, gone.before);
  }
  return inOrder(table, [...rows]).map(([key, row]) => {
    const change = lastChange(changes.get(key), event.id);
    const before = change?.event === event.id && change.after !== null ? change.before : null;
    return { key, row, before, fate: fateOf(change, event.id), read: read.has(key) };
  });
}

function fateOf(change: RowChange<unknown> | null, event: EventId): RowFate {
  if (change === null) return { kind: 'as-it-was' };
  const how = change.before === null ? 'added' : 'changed';
  if (change.event !== event) return { kind: 'earlier', how, event: change.event };
  return { kind: change.after === null ? 'deleted' : how };
}

/** The columns of a table in which any of these rows has something to say. */
export function usedColumns<T extends TableName>(
  table: T,
  rows: readonly ListedRow<T>[],
  context: CellContext,
): readonly Column<TableRow[T]>[] {
  const columns: readonly Column<TableRow[T]>[] = COLUMNS[table];
  return columns.filter((column) =>
    rows.some(
      ({ row, before }) => column.text(row, context) !== '' || (before !== null && column.text(before, context) !== ''),
    ),
  );
}

export function cellsOf<T extends TableName>(
  columns: readonly Column<TableRow[T]>[],
  { row, before }: ListedRow<T>,
  context: CellContext,
): readonly Cell[] {
  return columns.map(({ head, part, align, text }) => {
    const now = text(row, context);
    const then = before === null ? now : text(before, context);
    return { head, part, align, text: now, before: then === now ? null : then };
  });
}

/** What the cells of a host's tables may name: its backends, deleted ones left out. */
export function cellContext(trace: TraceOnStage, netns: NetnsName, event: EventId): CellContext {
  return { backends: tableAt(trace, netns, 'cilium_lb4_backends_v3', event) };
}

/** Whether this very event has made, changed or deleted a row. */
export function changesHere({ fate }: Pick<ListedRow, 'fate'>): boolean {
  return fate.kind !== 'as-it-was' && fate.kind !== 'earlier';
}

/** The rows that fit on a page, and those that must be seen wherever they stand; `skipped` counts what is left out before a row. */
export function paged(
  rows: readonly ListedRow[],
  max: number,
  marked: (row: ListedRow) => boolean = () => false,
): { readonly shown: readonly { readonly row: ListedRow; readonly skipped: number }[]; readonly rest: number } {
  const shown: { row: ListedRow; skipped: number }[] = [];
  let skipped = 0;
  for (const [i, row] of rows.entries()) {
    if (i < max || row.read || changesHere(row) || marked(row)) {
      shown.push({ row, skipped });
      skipped = 0;
    } else skipped++;
  }
  return { shown, rest: skipped };
}
