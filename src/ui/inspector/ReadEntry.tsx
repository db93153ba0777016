import { useId, useState } from 'react';
import { rowText } from '../../scene/read-text.ts';
import type { Read, TraceEvent } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { useIntents } from '../store.ts';
import { Contest } from './Contest.tsx';
import { TableAbout } from './TableAbout.tsx';
import { useTableWords } from './table-words.ts';

/** One lookup: table, host, what was asked for and what was found. It opens into its contest. */
export function ReadEntry({
  trace,
  read,
  event,
  decides,
  open,
  within,
}: {
  trace: Trace;
  read: Read;
  event: TraceEvent;
  /** It chose the packet's way. */
  decides: boolean;
  open: boolean;
  /** Under its own table, name and description stand above already. */
  within: 'event' | 'table';
}) {
  const words = useTableWords();
  const { view } = useIntents();
  const [shown, setShown] = useState(open);
  const id = useId();
  return (
    <li className={`read ${read.found === null ? 'miss' : ''}`}>
      <h3>
        <button type="button" aria-expanded={shown} aria-controls={id} onClick={() => setShown(!shown)}>
          <span className="line">
            <code className="table-name" translate="no">
              {read.table}
            </code>
            {decides ? <em className="decides">{words.decides}</em> : null}
            <span className="quiet">{words.node(read.netns)}</span>
          </span>
          <span className="line">
            <span className="hidden-text">{words.query}: </span>
            <code translate="no">{read.query}</code>
            <span className="result">
              <span aria-hidden="true">→ </span>
              <span className="hidden-text">{words.found}: </span>
              {read.found === null ? (
                <span className="none">{words.miss}</span>
              ) : (
                <code className="got" translate="no">
                  {rowText(trace, read, event.id)}
                </code>
              )}
            </span>
          </span>
        </button>
      </h3>
      <div id={id} hidden={!shown} className="body">
        {shown ? (
          <>
            <Contest trace={trace} read={read} event={event} />
            {within === 'table' ? null : (
              <div className="of-table">
                <TableAbout table={read.table} netns={read.netns} />
                <button
                  type="button"
                  className="button"
                  onClick={() => view({ table: { netns: read.netns, table: read.table } })}
                >
                  {words.whole}
                </button>
              </div>
            )}
          </>
        ) : null}
      </div>
    </li>
  );
}
