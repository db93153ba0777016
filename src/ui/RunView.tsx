import type { ReactNode } from 'react';
import { verdictOf } from '../scene/moment.ts';
import { endGroups, endsOf } from '../scene/run-ends.ts';
import type { Trace } from '../trace/trace.ts';
import { Caption } from './caption/Caption.tsx';
import { Verdict } from './caption/Verdict.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Icon } from './Icon.tsx';
import { Inspector } from './inspector/Inspector.tsx';
import { Narrator } from './Narrator.tsx';
import { useLayout } from './stage/layout.ts';
import { StageView } from './stage/StageView.tsx';
import { useIntents, useWords } from './store.ts';
import { HopStrip } from './timeline/HopStrip.tsx';
import { MarkRow } from './timeline/MarkRow.tsx';
import { Transport } from './timeline/Transport.tsx';
import { Transcript } from './Transcript.tsx';

/** A run on the page: the stage, the moment in detail, time, and what else stands there. */
export function RunView({ trace, children }: { trace: Trace; children?: ReactNode }) {
  const words = useWords();
  const { view } = useIntents();
  return (
    <ErrorBoundary fallback={(message) => <Stumble trace={trace} message={message} />}>
      <main className="run-view">
        <StageView trace={trace} />
        <Inspector trace={trace} />
        <div className="dock">
          <DockCaption trace={trace} />
          <Transport trace={trace} />
        </div>
        <section className="strip" aria-label={words.strip.region}>
          <div className="strip-head">
            <RunLine trace={trace} />
            <MarkRow trace={trace} />
            <button
              type="button"
              className="icon-button"
              aria-label={words.strip.transcript}
              title={words.strip.transcript}
              onClick={() => view({ dialog: 'transcript' })}
            >
              <Icon name="text" />
            </button>
          </div>
          <HopStrip trace={trace} />
        </section>
        {children}
      </main>
      <Narrator trace={trace} />
    </ErrorBoundary>
  );
}

/** Where the stage has no room for the caption. */
function DockCaption({ trace }: { trace: Trace }) {
  return useLayout(trace).caption === null ? <Caption trace={trace} box={null} /> : null;
}

/** The command as it would be typed, and what it said at its end; run several times, how often it said what. */
function RunLine({ trace }: { trace: Trace }) {
  const words = useWords().run;
  const ends = endsOf(trace);
  const verdict = verdictOf(trace);
  const [first] = ends;
  if (first === undefined) return null;
  const { job } = first;
  const counted = endGroups(ends).map(({ end, count }) => words.end(count, end.answered, end.exitCode));
  return (
    <p className="run-line">
      <code translate="no" title={job.argv.join(' ')}>
        <span className="prompt">{job.netns} $</span> {job.argv.join(' ')}
      </code>
      <Verdict verdict={verdict} word={words.verdict[verdict]} />
      {ends.length === 1 ? (
        <span className="mono quiet">{words.exit(first.exitCode)}</span>
      ) : (
        <span className="quiet">{words.runs(ends.length, counted.join(', '))}</span>
      )}
    </p>
  );
}

function Stumble({ trace, message }: { trace: Trace; message: string }) {
  const words = useWords();
  return (
    <main className="stumble" id="stage" tabIndex={-1}>
      <div role="alert">
        <h2>{words.error.title}</h2>
        <p>{words.error.text}</p>
        <p className="mono">{message}</p>
      </div>
      <p>
        <a className="button" href="./">
          {words.error.reload}
        </a>
      </p>
      <Transcript trace={trace} />
    </main>
  );
}
