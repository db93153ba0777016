import { lazy, Suspense } from 'react';
import { titleOut } from '../../state/messages/tell-state.ts';
import { PageLink } from '../embed/PageLink.tsx';
import { HelpMenu } from '../HelpMenu.tsx';
import { LangChoice, ThemeButton } from '../Looks.tsx';
import { Mark } from '../Mark.tsx';
import { Notices } from '../notices/Notices.tsx';
import { Printing } from '../print/Printing.tsx';
import { RunView } from '../RunView.tsx';
import { useSession, useStart, useView, useWords } from '../store.ts';
import { MotionNotice } from '../timeline/MotionNotice.tsx';
import '../header.css';
import '../shell.css';
import './single.css';

// All of it is in the file; what is not asked for need not be run.
const Glossary = lazy(async () => ({ default: (await import('../dialogs/Glossary.tsx')).Glossary }));
const Modelled = lazy(async () => ({ default: (await import('../dialogs/Modelled.tsx')).Modelled }));
const Shortcuts = lazy(async () => ({ default: (await import('../dialogs/Shortcuts.tsx')).Shortcuts }));
const TranscriptDialog = lazy(async () => ({
  default: (await import('../dialogs/TranscriptDialog.tsx')).TranscriptDialog,
}));

/** The page that is one file: the run of the page with its inspector, time and text, and nothing that chooses another. */
export function SingleShell({ address }: { address: (() => string) | null }) {
  const words = useWords();
  const trace = useSession((session) => session.trace);
  const dialog = useView((view) => view.dialog);
  return (
    <div className="page single">
      <a className="skip" href="#stage">
        {words.app.skip}
      </a>
      <header className="header">
        <Title />
        <div className="settings">
          {address === null ? null : <PageLink address={address} />}
          <LangChoice />
          <ThemeButton />
          <HelpMenu without="scenarios" />
        </div>
      </header>
      <Notices>
        <MotionNotice />
      </Notices>
      {trace === null ? <main id="stage" tabIndex={-1} /> : <RunView trace={trace} />}
      {trace === null ? null : <Printing trace={trace} address={address ?? NOWHERE} />}
      <Suspense fallback={<span hidden data-pending="" />}>
        {dialog === 'glossary' ? <Glossary /> : null}
        {dialog === 'modelled' ? <Modelled /> : null}
        {dialog === 'shortcuts' ? <Shortcuts /> : null}
        {dialog === 'transcript' ? <TranscriptDialog /> : null}
      </Suspense>
    </div>
  );
}

const NOWHERE = (): string => '';

/** What the file is of: it may lie beside others. */
function Title() {
  const start = useStart((now) => now);
  const session = useSession((now) => now);
  const lang = useView((view) => view.lang);
  const title = titleOut({ start, session }, lang);
  return (
    <h1 title={title}>
      <Mark />
      <span className="of-run">{title}</span>
    </h1>
  );
}
