import { podLabel } from '../../scene/text-width.ts';
import type { Tally } from '../../state/counted.ts';
import type { TallyRow } from '../../state/tally.ts';
import { useWords } from '../store.ts';

/** The same runs one by one: for whoever cannot see the marks, or wants to copy them. */
export function TallyTable({ tally, rows }: { tally: Tally; rows: readonly TallyRow[] }) {
  const words = useWords();
  const { columns, table } = words.tally;
  const nameOf = (backend: string | null): string => {
    const row = rows.find((candidate) => candidate.backend === backend);
    return row?.pod === undefined || row.pod === null ? (backend ?? words.tally.noBackend) : podLabel(row.pod);
  };
  return (
    <details className="tally-table">
      <summary>{table}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.run}</th>
            <th scope="col">{columns.backend}</th>
            <th scope="col">{columns.verdict}</th>
            <th scope="col">{columns.exit}</th>
            <th scope="col">{columns.says}</th>
          </tr>
        </thead>
        <tbody>
          {tally.runs.map((run) => (
            <tr key={run.seed}>
              <td>{run.seed}</td>
              <td>{nameOf(run.backend)}</td>
              <td>{words.run.verdict[run.verdict]}</td>
              <td>{run.exitCode}</td>
              <td className="mono">{run.stdout.split('\n', 1)[0]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
