import { lazy, Suspense } from 'react';
import { Header } from './Header.tsx';
import { Notices } from './notices/Notices.tsx';
import { Printing } from './print/Printing.tsx';
import { RunView } from './RunView.tsx';
import { useSession, useView, useWords } from './store.ts';
import { TerminalDoor } from './terminal/TerminalDoor.tsx';
import { MotionNotice } from './timeline/MotionNotice.tsx';
import './header.css';
import './shell.css';

// Nobody needs these before having asked for them.
const Glossary = lazy(async () => ({ default: (await import('./dialogs/Glossary.tsx')).Glossary }));
const Modelled = lazy(async () => ({ default: (await import('./dialogs/Modelled.tsx')).Modelled }));
const Shortcuts = lazy(async () => ({ default: (await import('./dialogs/Shortcuts.tsx')).Shortcuts }));
const TranscriptDialog = lazy(async () => ({
  default: (await import('./dialogs/TranscriptDialog.tsx')).TranscriptDialog,
}));
const ShareDialog = lazy(async () => ({ default: (await import('./share/ShareDialog.tsx')).ShareDialog }));
const Scenarios = lazy(async () => ({ default: (await import('./dialogs/Scenarios.tsx')).Scenarios }));
const Tally = lazy(async () => ({ default: (await import('./dialogs/Tally.tsx')).Tally }));

/** The page: the stage in the middle, the moment in detail beside it, time below it. */
export function Shell() {
  const words = useWords();
  const trace = useSession((session) => session.trace);
  const dialog = useView((view) => view.dialog);
  return (
    <div className="page">
      <a className="skip" href="#stage">
        {words.app.skip}
      </a>
      <Header />
      <Notices>
        <MotionNotice />
      </Notices>
      {trace === null ? (
        <main id="stage" tabIndex={-1} />
      ) : (
        <RunView trace={trace}>
          <TerminalDoor />
        </RunView>
      )}
      {trace === null ? null : <Printing trace={trace} />}
      <Suspense fallback={<span hidden data-pending="" />}>
        {dialog === 'glossary' ? <Glossary /> : null}
        {dialog === 'modelled' ? <Modelled /> : null}
        {dialog === 'shortcuts' ? <Shortcuts /> : null}
        {dialog === 'transcript' ? <TranscriptDialog /> : null}
        {dialog === 'tally' ? <Tally /> : null}
        {dialog === 'scenarios' ? <Scenarios /> : null}
        {dialog === 'share' ? <ShareDialog /> : null}
      </Suspense>
    </div>
  );
}
