import { stimulusText } from '../../trace/stimulus-text.ts';
import { podLabel } from '../../scene/text-width.ts';
import { stimulusOf } from '../../scenario/ask.ts';
import type { Tally as TallyData, TallyRun } from '../../state/counted.ts';
import { countsFor, hung, tallyRows, type TallyRow } from '../../state/tally.ts';
import { Verdict } from '../caption/Verdict.tsx';
import { useIntents, useSession, useWords } from '../store.ts';
import { Dialog } from './Dialog.tsx';
import { LossText } from './LossText.tsx';
import { TallyTable } from './TallyTable.tsx';
import './tally.css';

/** Many runs on a service, a mark for each, a line for each backend, with the reason where they came to nothing. */
export function Tally() {
  const words = useWords().tally;
  const tally = useSession((session) => session.tally);
  return tally === null ? <Dialog title={words.open}>{null}</Dialog> : <Counted tally={tally} />;
}

function Counted({ tally }: { tally: TallyData }) {
  const all = useWords();
  const words = all.tally;
  const world = useSession((session) => session.world);
  const run = useSession((session) => session.run);
  const intents = useIntents();
  const stimulus = stimulusOf(world, tally.ask);
  const rows = tallyRows(tally, world);
  const done = tally.runs.length;
  const service = tally.ask.to.kind === 'service' ? tally.ask.to.name : '';
  const hangs = hung(tally);
  return (
    <Dialog title={words.title(tally.planned, service)}>
      <p className="tally-intro">
        {words.intro(`${all.controls.routings[tally.ask.routing]}, ${all.controls.routers[tally.ask.router]}`)}
      </p>
      {stimulus === null ? null : (
        <pre className="tally-loop">
          <code translate="no">{words.loop(tally.planned, stimulusText(stimulus))}</code>
        </pre>
      )}
      <div className="tally-state">
        {tally.state === 'counting' ? (
          <>
            <progress max={tally.planned} value={done} aria-label={words.progress(done, tally.planned)} />
            <span>{words.progress(done, tally.planned)}</span>
            <button type="button" className="button" onClick={() => intents.tally('stop')}>
              {words.stop}
            </button>
          </>
        ) : (
          <p role="status" className="tally-summary">
            {tally.state === 'stopped' ? `${words.stopped(done)} ` : ''}
            {words.summary(hangs, done)}
          </p>
        )}
      </div>
      {countsFor(tally, run.ask) || tally.state === 'counting' ? null : <p className="quiet">{words.old}</p>}
      <div className="tally-rows">
        {rows.map((row) => (
          <Backend key={row.backend ?? '-'} row={row} of={done} />
        ))}
      </div>
      <p className="quiet">{words.how}</p>
      <TallyTable tally={tally} rows={rows} />
    </Dialog>
  );
}

function Backend({ row, of }: { row: TallyRow; of: number }) {
  const words = useWords().tally;
  const name = row.pod === null ? (row.backend ?? words.noBackend) : words.backend(podLabel(row.pod), row.node ?? '');
  const count = row.runs.length;
  const fate =
    count === 0
      ? words.never
      : row.answered === count
        ? words.allAnswered
        : row.answered === 0
          ? words.allHung
          : words.someHung(row.answered, count);
  return (
    <section className={`tally-row ${row.answered < count ? 'lost' : ''}`} aria-label={name}>
      <h3>
        <span>{name}</span>
        <span className="mono quiet">{row.backend}</span>
      </h3>
      <p>
        <strong>{words.share(count, of)}</strong>, {fate}
        {exitsOf(row).map(([code, runs]) => (
          <span key={code} className="mono quiet">
            {' '}
            {words.exits(code, runs)}
          </span>
        ))}
      </p>
      {row.losses.map(({ loss }) => (
        <LossText key={loss.label} loss={loss} />
      ))}
      <ol className="tally-marks">
        {row.runs.map((run) => (
          <li key={run.seed}>
            <Mark run={run} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Mark({ run }: { run: TallyRun }) {
  const all = useWords();
  const { openCounted } = useIntents();
  const word = all.run.verdict[run.verdict];
  return (
    <button
      type="button"
      className="tally-mark"
      aria-label={all.tally.mark(run.seed, word)}
      title={all.tally.mark(run.seed, word)}
      onClick={() => openCounted(run.seed)}
    >
      <Verdict verdict={run.verdict} word="" />
    </button>
  );
}

function exitsOf(row: TallyRow): readonly (readonly [number, number])[] {
  const counts = new Map<number, number>();
  for (const { exitCode } of row.runs) if (exitCode !== null) counts.set(exitCode, (counts.get(exitCode) ?? 0) + 1);
  return [...counts];
}
