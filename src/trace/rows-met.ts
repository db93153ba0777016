import type { NetnsName } from '../lab/names.ts';
import type { TableName, TableRow } from '../lab/tables.ts';
import type { EventId } from './events.ts';
import { tableAt } from './state-at.ts';
import type { Trace } from './trace.ts';

/** The rows that the lookups of an event met: what it writes itself is written after it has read. */
export function rowsMet<T extends TableName>(
  trace: Pick<Trace, 'world' | 'events'>,
  netns: NetnsName,
  table: T,
  event: EventId,
): ReadonlyMap<string, TableRow[T]> {
  return tableAt(trace, netns, table, (event - 1) as EventId | -1);
}
