import { Fragment, useState } from 'react';
import type { NetnsName } from '../../lab/names.ts';
import type { TableName } from '../../lab/tables.ts';
import { startOf } from '../../scene/pacing.ts';
import { readsOf } from '../../scene/read-text.ts';
import { rowCount, whyEmpty } from '../../scene/table-hosts.ts';
import { cellContext, cellsOf, changesHere, listedRows, paged, usedColumns } from '../../scene/table-rows.ts';
import type { TraceEvent } from '../../trace/events.ts';
import { missingRoute } from '../../trace/missing-route.ts';
import { rowsMet } from '../../trace/rows-met.ts';
import type { Trace } from '../../trace/trace.ts';
import { isLitRow } from '../../state/terminal.ts';
import { useTerminal } from '../store.ts';
import { RowLine } from './RowLine.tsx';
import { useTableWords } from './table-words.ts';
import './table-rows.css';

const PAGE = 40;

/** The rows of a table in the columns of the tool that prints them; what this event has read or changed is marked. */
export function TableView({
  trace,
  event,
  netns,
  table,
}: {
  trace: Trace;
  event: TraceEvent;
  netns: NetnsName;
  table: TableName;
}) {
  const words = useTableWords();
  const [max, setMax] = useState(PAGE);
  const rows = listedRows<TableName>(trace, netns, table, event);
  const context = cellContext(trace, netns, event.id);
  const columns = usedColumns<TableName>(table, rows, context);
  const evidence = useTerminal((terminal) => terminal.lit);
  const isLit = (row: { readonly key: string }): boolean => isLitRow(evidence, netns, table, row.key);
  const { shown } = paged(rows, max, isLit);
  const count = rowCount(trace, netns, table, event.id);
  const read = rows.filter((row) => row.read).length;
  const changed = rows.filter((row) => changesHere(row)).length;
  const gaps = readsOf(event).flatMap((read) => {
    if (read.netns !== netns || table !== 'routes') return [];
    return missingRoute(trace.world, rowsMet(trace, netns, 'routes', event.id), read) ?? [];
  });
  if (rows.length === 0) return <p className="empty">{words.empty[whyEmpty(trace, table)]}</p>;
  return (
    <>
      <table className="rows">
        <caption>
          {words.caption(table, netns, event.id - startOf(trace) + 1)}
          <strong>
            {[
              words.rows(count),
              ...(read > 0 ? [words.readHere(read)] : []),
              ...(changed > 0 ? [words.changedHere(changed)] : []),
            ].join(' · ')}
          </strong>
        </caption>
        <thead>
          <tr>
            {columns.map(({ head, align }) => (
              <th key={head} scope="col" className={align} lang="en">
                {head}
              </th>
            ))}
            <th scope="col">
              <span className="hidden-text">{words.row.state}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {gaps.map((gap) => (
            <tr key={gap.dst} className="gap">
              <th scope="row" className="mono" translate="no">
                {gap.dst}
              </th>
              <td colSpan={columns.length}>{words.missing.label}</td>
            </tr>
          ))}
          {shown.map(({ row, skipped }) => (
            <Fragment key={row.key}>
              {skipped === 0 ? null : (
                <tr className="skipped">
                  <td colSpan={columns.length + 1}>{words.skipped(skipped)}</td>
                </tr>
              )}
              <RowLine
                trace={trace}
                listed={row}
                cells={cellsOf<TableName>(columns, row, context)}
                table={{ netns, table }}
                lit={isLit(row)}
              />
            </Fragment>
          ))}
        </tbody>
      </table>
      {rows.length > shown.length ? (
        <button type="button" className="button more" onClick={() => setMax(max + 5 * PAGE)}>
          {words.more(rows.length - shown.length)}
        </button>
      ) : null}
    </>
  );
}
