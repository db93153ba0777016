import type { NetnsName } from '../../lab/names.ts';
import type { TableName } from '../../lab/tables.ts';
import { readsOf } from '../../scene/read-text.ts';
import { familyOf, HOST_KINDS, hostsByKind, lacksServiceEntries, rowCount, tablesOf } from '../../scene/table-hosts.ts';
import type { TableChoice } from '../../state/view.ts';
import type { TraceEvent } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { Choice } from '../controls/Choice.tsx';
import { useIntents } from '../store.ts';
import { Offers } from './Offers.tsx';
import { ReadEntry } from './ReadEntry.tsx';
import { TableAbout } from './TableAbout.tsx';
import { TableView } from './TableView.tsx';
import { useTableWords } from './table-words.ts';

/** Any table of any host, as it stood right after this event. */
export function AnyTable({
  trace,
  event,
  choice: { netns, table },
  picked,
}: {
  trace: Trace;
  event: TraceEvent;
  choice: TableChoice;
  picked: NetnsName | null;
}) {
  const words = useTableWords();
  const { view } = useIntents();
  const reads = readsOf(event).filter((read) => read.netns === netns && read.table === table);
  const choose = (host: NetnsName, wanted: string): void => {
    const tables = tablesOf(trace.world, host);
    view({ table: { netns: host, table: tables.find((name) => name === wanted) ?? 'routes' } });
  };
  return (
    <div className="any-table">
      <div className="choices">
        <Choice label={words.host} value={netns} onChange={(value) => choose(value as NetnsName, table)}>
          <Hosts trace={trace} picked={picked} />
        </Choice>
        <Choice label={words.table} value={table} onChange={(value) => choose(netns, value)} size="wide">
          <Tables trace={trace} event={event} netns={netns} />
        </Choice>
      </div>
      {picked === null || picked === netns ? null : (
        <button type="button" className="button follow" onClick={() => choose(picked, table)}>
          {words.follow(picked)}
        </button>
      )}
      <TableAbout table={table} netns={netns} />
      {lacksServiceEntries(trace, table) ? <p className="note">{words.noServiceEntry}</p> : null}
      {reads.length === 0 ? null : (
        <ol className="reads">
          {reads.map((read, i) => (
            <ReadEntry
              key={`${event.id} ${i}`}
              trace={trace}
              read={read}
              event={event}
              decides={false}
              open={false}
              within="table"
            />
          ))}
        </ol>
      )}
      <Offers trace={trace} pointed={{ kind: 'table', netns, table }} />
      <TableView key={`${netns} ${table}`} trace={trace} event={event} netns={netns} table={table} />
    </div>
  );
}

/** What was picked on the stage first, then everybody by kind. */
function Hosts({ trace, picked }: { trace: Trace; picked: NetnsName | null }) {
  const words = useTableWords();
  const hosts = hostsByKind(trace.world);
  return (
    <>
      {picked === null ? null : (
        <optgroup label={words.kinds.picked}>
          <option value={picked}>{picked}</option>
        </optgroup>
      )}
      {HOST_KINDS.map((kind) => {
        const names = (hosts.get(kind) ?? []).filter((name) => name !== picked);
        return names.length === 0 ? null : (
          <optgroup key={kind} label={words.kinds[kind]}>
            {names.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </optgroup>
        );
      })}
    </>
  );
}

function Tables({ trace, event, netns }: { trace: Trace; event: TraceEvent; netns: NetnsName }) {
  const words = useTableWords();
  const tables = tablesOf(trace.world, netns);
  return (['kernel', 'cilium'] as const).map((family) => {
    const names = tables.filter((name) => familyOf(name) === family);
    return names.length === 0 ? null : (
      <optgroup key={family} label={words.families[family]}>
        {names.map((name: TableName) => (
          <option key={name} value={name}>
            {name} ({rowCount(trace, netns, name, event.id)})
          </option>
        ))}
      </optgroup>
    );
  });
}
