import { netnsOf, type NetnsName } from '../../lab/names.ts';
import { startOf } from '../../scene/pacing.ts';
import { lastLookup, readsOf, tellingRead, wayRead } from '../../scene/read-text.ts';
import { tablesOf } from '../../scene/table-hosts.ts';
import { seek } from '../../state/playhead.ts';
import type { Selection, TableChoice } from '../../state/view.ts';
import type { TraceEvent } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { useIntents, useView } from '../store.ts';
import { AnyTable } from './AnyTable.tsx';
import { Offers } from './Offers.tsx';
import { ReadEntry } from './ReadEntry.tsx';
import { useTableWords } from './table-words.ts';
import './tables-pane.css';
import './contest.css';

/** Two readings of one thing: the rows that this event has looked up, and any table of any host as this event left it. */
export function TablesPane({ trace, event }: { trace: Trace; event: TraceEvent }) {
  const words = useTableWords();
  const chosen = useView((view) => view.table);
  const picked = useView((view) => hostOf(view.selection));
  const { view } = useIntents();
  const known = picked !== null && trace.world.netns.has(picked) ? picked : null;
  const choice = choiceIn(trace, chosen, known ?? event.netns);
  const toTable = (netns: NetnsName): void => view({ table: firstChoice(trace, event, netns) });
  return (
    <div className="tables-pane">
      <div className="modes" role="group" aria-label={words.modes}>
        <button type="button" aria-pressed={choice === null} onClick={() => view({ table: null })}>
          {words.mode.reads}
        </button>
        <button type="button" aria-pressed={choice !== null} onClick={() => toTable(known ?? event.netns)}>
          {words.mode.any}
        </button>
      </div>
      {choice === null ? (
        <Reads trace={trace} event={event} onHost={toTable} picked={known} />
      ) : (
        <AnyTable trace={trace} event={event} choice={choice} picked={known} />
      )}
    </div>
  );
}

function Reads({
  trace,
  event,
  picked,
  onHost,
}: {
  trace: Trace;
  event: TraceEvent;
  picked: NetnsName | null;
  onHost: (netns: NetnsName) => void;
}) {
  const words = useTableWords();
  const { head } = useIntents();
  const shown = lastLookup(trace, event);
  const here = shown === event;
  const host = picked ?? event.netns;
  const at = (shown?.id ?? 0) - startOf(trace) + 1;
  return (
    <>
      {here ? null : <p className="empty">{words.noReads}</p>}
      {here || shown === null ? null : (
        <p className="elsewhere">
          <span>{wayRead(trace, shown) < 0 ? words.earlierReads(at) : words.wayChosen(at)}</span>
          <button type="button" className="button" onClick={() => head((now, run) => seek(now, run, shown.id))}>
            {words.row.go(at)}
          </button>
        </p>
      )}
      {shown === null ? null : <Entries key={shown.id} trace={trace} event={shown} />}
      {shown === null ? null : <Offers trace={trace} pointed={{ kind: 'event', event: shown }} />}
      {here && picked === null ? null : (
        <p className="elsewhere">
          <span>{words.noReadsHint}</span>
          <button type="button" className="button" onClick={() => onHost(host)}>
            {words.openTables(host)}
          </button>
        </p>
      )}
    </>
  );
}

/** The lookups of one event in their order; the one that chose the way, or says most, is open. */
function Entries({ trace, event }: { trace: Trace; event: TraceEvent }) {
  const reads = readsOf(event);
  const way = wayRead(trace, event);
  const telling = tellingRead(trace, event);
  return (
    <ol className="reads">
      {reads.map((read, i) => (
        <ReadEntry
          key={`${read.table} ${read.query} ${i}`}
          trace={trace}
          read={read}
          event={event}
          decides={i === way && reads.length > 1}
          open={i === telling}
          within="event"
        />
      ))}
    </ol>
  );
}

function hostOf(selection: Selection): NetnsName | null {
  switch (selection.kind) {
    case 'nothing':
      return null;
    case 'device':
      return netnsOf(selection.id);
    case 'netns':
      return selection.name;
  }
}

/** What the event itself read is what a reader most likely wants to see whole. */
function firstChoice(trace: Trace, event: TraceEvent, netns: NetnsName): TableChoice {
  const read = readsOf(event)[tellingRead(trace, event)];
  return {
    netns,
    table: read !== undefined && tablesOf(trace.world, netns).includes(read.table) ? read.table : 'routes',
  };
}

/** Another lab may not have the host that was chosen. */
function choiceIn(trace: Trace, chosen: TableChoice | null, otherwise: NetnsName): TableChoice | null {
  if (chosen === null) return null;
  const netns = trace.world.netns.has(chosen.netns) ? chosen.netns : otherwise;
  return { netns, table: tablesOf(trace.world, netns).includes(chosen.table) ? chosen.table : 'routes' };
}
