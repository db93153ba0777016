import type { TableName } from '../../lab/tables.ts';
import { rowText, readsOf } from '../../scene/read-text.ts';
import { type Candidate, contestOf, type Fate } from '../../trace/contest.ts';
import type { Read, TraceEvent } from '../../trace/events.ts';
import { tableAt } from '../../trace/state-at.ts';
import type { Trace } from '../../trace/trace.ts';
import type { UiMessages } from '../../i18n/ui.en.ts';
import { useWords } from '../store.ts';
import { PrefixBits } from './PrefixBits.tsx';
import './tables-pane.css';

/** Every lookup of this event: what was asked, who won, and by what the others lost. */
export function TablesPane({ trace, event }: { trace: Trace; event: TraceEvent }) {
  const words = useWords().tablesPane;
  const reads = readsOf(event);
  if (reads.length === 0) return <p className="empty">{words.noReads}</p>;
  return (
    <ol className="reads">
      {reads.map((read, i) => (
        <li key={`${read.table} ${read.query} ${i}`} className={`read ${read.found === null ? 'miss' : ''}`}>
          <h3>
            <code>{read.table}</code>
            <span className="quiet">{words.node(read.netns)}</span>
          </h3>
          <p className="asked">
            {words.query} <code>{read.query}</code>
          </p>
          <p className={`answer ${read.found === null ? 'none' : ''}`}>
            {read.found === null ? words.miss : <code>{rowText(trace, read, event.id)}</code>}
          </p>
          <Losers trace={trace} read={read} event={event} words={words} />
        </li>
      ))}
    </ol>
  );
}

const SHOWN = 6;

function Losers({
  trace,
  read,
  event,
  words,
}: {
  trace: Trace;
  read: Read;
  event: TraceEvent;
  words: UiMessages['tablesPane'];
}) {
  const rows = tableAt(trace, read.netns, read.table, event.id);
  const contest = contestOf<TableName>(rows, read.table, read.query);
  if (contest.kind === 'exact') return null;
  const others = closest(contest.candidates);
  if (others.length < 2) return null;
  return (
    <table className="contest">
      <tbody>
        {others.slice(0, SHOWN).map((candidate) => (
          <tr key={candidate.key} className={candidate.fate.kind}>
            <th scope="row" className="mono">
              {candidate.length === 0 ? 'default' : candidate.prefix}
            </th>
            <td>
              <PrefixBits length={candidate.length} common={candidate.common} won={candidate.fate.kind === 'won'} />
            </td>
            <td>{fateText(candidate.fate, words)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The winner first, then those that matched, then those that came closest. Local addresses of the host itself are noise unless they won. */
function closest<R>(candidates: readonly Candidate<R>[]): readonly Candidate<R>[] {
  const rank = (fate: Fate): number => (fate.kind === 'won' ? 0 : fate.kind === 'mismatch' ? 2 : 1);
  return candidates
    .filter((candidate) => candidate.fate.kind !== 'mismatch' || candidate.length < 32 || candidate.common > 23)
    .toSorted((a, b) => rank(a.fate) - rank(b.fate) || b.common - a.common);
}

function fateText(fate: Fate, words: UiMessages['tablesPane']): string {
  switch (fate.kind) {
    case 'won':
      return words.won;
    case 'mismatch':
      return words.fate.mismatch(fate.bit);
    case 'shorter':
      return words.fate.shorter(fate.by);
    case 'metric':
      return words.fate.metric(fate.metric, fate.winner);
    case 'later-table':
      return words.fate['later-table'](`${fate.table}`);
  }
}
