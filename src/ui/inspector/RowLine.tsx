import { startOf } from '../../scene/pacing.ts';
import type { Cell, ListedRow, RowFate } from '../../scene/table-rows.ts';
import { seek } from '../../state/playhead.ts';
import type { TableChoice } from '../../state/view.ts';
import { offersFor } from '../../state/offers.ts';
import type { Trace } from '../../trace/trace.ts';
import { useIntents, useWords } from '../store.ts';
import { OfferButton } from './OfferButton.tsx';
import { useTableWords } from './table-words.ts';

/** One row of a table: its cells, and what this or an earlier event had to do with it. */
export function RowLine({
  trace,
  listed,
  cells,
  table,
  lit,
}: {
  trace: Trace;
  listed: ListedRow;
  cells: readonly Cell[];
  table: TableChoice;
  /** Whether a command has answered from it. */
  lit: boolean;
}) {
  const { fate, read } = listed;
  return (
    <tr
      className={`${fate.kind} ${read ? 'read-now' : ''} ${lit ? 'lit' : ''}`}
      aria-current={read ? 'true' : undefined}
    >
      {cells.map((cell, i) =>
        i === 0 ? (
          <th key={cell.head} scope="row" className="mono key" translate="no">
            <CellText cell={cell} deleted={fate.kind === 'deleted'} />
          </th>
        ) : (
          <td
            key={cell.head}
            className={`mono ${cell.part} ${cell.align} ${cell.text === '' && cell.before === null ? 'none' : ''}`}
            translate="no"
          >
            {cell.text === '' && cell.before === null ? null : (
              <>
                <span className="label" aria-hidden="true" lang="en">
                  {cell.head}
                </span>
                <CellText cell={cell} deleted={fate.kind === 'deleted'} />
              </>
            )}
          </td>
        ),
      )}
      <td className="state">
        <State trace={trace} listed={listed} />
        {lit ? <Lit /> : null}
        {offersFor(trace, { kind: 'row', ...table, key: listed.key })
          .slice(0, 1)
          .map((offer) => (
            <OfferButton key={offer.line} offer={offer} face="icon" />
          ))}
      </td>
    </tr>
  );
}

function Lit() {
  return <span className="badge read">{useWords().terminal.read.lit}</span>;
}

function CellText({ cell, deleted }: { cell: Cell; deleted: boolean }) {
  const words = useTableWords().row;
  if (deleted) return <del>{cell.text}</del>;
  if (cell.before === null) return cell.text;
  return (
    <>
      <del>
        <span className="hidden-text">{words.was} </span>
        {cell.before === '' ? '–' : cell.before}
      </del>{' '}
      <ins>
        <span className="hidden-text">{words.now} </span>
        {cell.text === '' ? '–' : cell.text}
      </ins>
    </>
  );
}

function State({ trace, listed: { fate, read } }: { trace: Trace; listed: ListedRow }) {
  const words = useTableWords().row;
  return (
    <>
      {read ? <span className="badge read">{words.read}</span> : null}
      {fate.kind === 'as-it-was' ? null : fate.kind === 'earlier' ? (
        <Earlier trace={trace} fate={fate} />
      ) : (
        <span className={`badge ${fate.kind}`}>{words[fate.kind]}</span>
      )}
    </>
  );
}

/** To the event that has changed the row last. */
function Earlier({ trace, fate }: { trace: Trace; fate: Extract<RowFate, { kind: 'earlier' }> }) {
  const words = useTableWords().row;
  const { head } = useIntents();
  const at = fate.event - startOf(trace) + 1;
  return (
    <button
      type="button"
      className="go"
      title={words.go(at)}
      onClick={() => head((now, run) => seek(now, run, fate.event))}
    >
      {words.earlier[fate.how](at)}
    </button>
  );
}
