import { lazy, Suspense } from 'react';
import { startOf } from '../../scene/pacing.ts';
import { step, toggle } from '../../state/playhead.ts';
import { titleOut } from '../../state/messages/tell-state.ts';
import type { Trace } from '../../trace/trace.ts';
import { Caption } from '../caption/Caption.tsx';
import { Verdict } from '../caption/Verdict.tsx';
import { packetVerdictAt } from '../../scene/moment.ts';
import { focusOf } from '../../scene/stage.ts';
import { Icon } from '../Icon.tsx';
import { Narrator } from '../Narrator.tsx';
import { Notices } from '../notices/Notices.tsx';
import { Said } from '../Said.tsx';
import { ErrorBoundary } from '../ErrorBoundary.tsx';
import { useLayout } from '../stage/layout.ts';
import { useEvent, useIntents, usePlayhead, useSession, useStart, useView, useWords } from '../store.ts';
import { useStory } from '../story.ts';
import { Announcer } from '../timeline/Announcer.tsx';
import { Transport } from '../timeline/Transport.tsx';
import { Transcript } from '../Transcript.tsx';
import { Consent, type ConsentDesk } from './Consent.tsx';
import { type Room, useRoom } from './frame-size.ts';
import { PageLink } from './PageLink.tsx';
import { Panes } from './Panes.tsx';
import './embed.css';

// Nobody needs it before having asked for it.
const Shortcuts = lazy(async () => ({ default: (await import('../dialogs/Shortcuts.tsx')).Shortcuts }));

interface Props {
  /** The address of the page that shows the same; null: nobody knows where that is. */
  readonly address: (() => string) | null;
  readonly consent: ConsentDesk;
}

/** A frame in somebody's post: the stage, what is to be said of the moment, and time. */
export function EmbedShell({ address, consent }: Props) {
  const trace = useSession((session) => session.trace);
  const dialog = useView((view) => view.dialog);
  const room = useRoom();
  return (
    <div className={`embed ${room}`}>
      <Notices />
      {trace === null ? (
        <main id="stage" tabIndex={-1} />
      ) : (
        <ErrorBoundary fallback={(message) => <Stumble trace={trace} message={message} />}>
          <Run trace={trace} room={room} address={address} />
        </ErrorBoundary>
      )}
      <Consent desk={consent} />
      <Suspense fallback={<span hidden data-pending="" />}>{dialog === 'shortcuts' ? <Shortcuts /> : null}</Suspense>
    </div>
  );
}

function Run({ trace, room, address }: { trace: Trace; room: Room; address: Props['address'] }) {
  const quiet = useStart((start) => start.page.controls === 'off');
  const playing = usePlayhead((head) => head.mode === 'playing');
  return (
    <main className="embed-view">
      <Title />
      <Panes trace={trace} tabs={room === 'line' ? 'none' : 'shown'} />
      <div className="dock">
        {room === 'line' ? <OneLine trace={trace} /> : <DockCaption trace={trace} />}
        {/* What moves can be paused, whoever wants to hide the controls (WCAG 2.2.2). */}
        {quiet && !playing ? null : (
          <div className="embed-bar">
            {room === 'whole' ? <Transport trace={trace} /> : <Buttons trace={trace} />}
            {address === null ? null : <PageLink address={address} />}
          </div>
        )}
      </div>
      <Narrator trace={trace} />
    </main>
  );
}

/** The host's page says it as well, so it is not seen. */
function Title() {
  const start = useStart((now) => now);
  const session = useSession((now) => now);
  const lang = useView((view) => view.lang);
  return <h1 className="hidden-text">{titleOut({ start, session }, lang)}</h1>;
}

function DockCaption({ trace }: { trace: Trace }) {
  return useLayout(trace).caption === null ? <Caption trace={trace} box={null} /> : null;
}

function OneLine({ trace }: { trace: Trace }) {
  const words = useWords();
  const event = useEvent();
  const story = useStory(trace, event);
  const verdict = packetVerdictAt(trace, focusOf(trace, event), event);
  return (
    <p className="one-line" title={story?.sentence}>
      <span className="one-line-title">{story === null ? null : <Said>{story.title}</Said>}</span>
      {verdict === 'pending' ? null : <Verdict verdict={verdict} word={words.verdict[verdict]} />}
    </p>
  );
}

/** Back, play and next, and how far the run is. */
function Buttons({ trace }: { trace: Trace }) {
  const { time, embed } = useWords();
  const { head } = useIntents();
  const playing = usePlayhead((now) => now.mode === 'playing');
  const unit = usePlayhead((now) => now.unit);
  const event = useEvent();
  const start = startOf(trace);
  const place = embed.place(Math.max(1, event - start + 1), trace.events.length - start);
  return (
    <section className="transport" aria-label={time.region}>
      <div className="buttons" role="group" aria-label={time.toolbar}>
        <button
          type="button"
          className="play"
          aria-label={playing ? time.pause : time.play}
          onClick={() => head(toggle)}
        >
          <Icon name={playing ? 'pause' : 'play'} />
        </button>
        <button
          type="button"
          aria-label={time.back[unit]}
          title={time.back[unit]}
          onClick={() => head((now, run) => step(now, run, -1, unit))}
        >
          <Icon name="back" />
        </button>
        <button
          type="button"
          aria-label={time.next[unit]}
          title={time.next[unit]}
          onClick={() => head((now, run) => step(now, run, 1, unit))}
        >
          <Icon name="next" />
        </button>
      </div>
      <span className="place quiet mono">{place}</span>
      <Announcer />
    </section>
  );
}

/** The picture failed: the run as text is complete without it. */
function Stumble({ trace, message }: { trace: Trace; message: string }) {
  const words = useWords();
  return (
    <main className="stumble" id="stage" tabIndex={-1}>
      <div role="alert">
        <h2>{words.error.title}</h2>
        <p className="mono">{message}</p>
      </div>
      <Transcript trace={trace} />
    </main>
  );
}
