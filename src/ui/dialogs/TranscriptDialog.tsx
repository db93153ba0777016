import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { transcriptWords } from '../../i18n/transcript-words.ts';
import { type Chapter, transcriptOf } from '../../scene/transcript.ts';
import { transcriptMarkdown, transcriptText } from '../../scene/transcript-text.ts';
import { seek } from '../../state/playhead.ts';
import type { EventId } from '../../trace/events.ts';
import { useEvent, useIntents, useSession, useView, useWords } from '../store.ts';
import { Answers } from '../transcript/Answers.tsx';
import { Chapters } from '../transcript/Chapters.tsx';
import { Facts } from '../transcript/Facts.tsx';
import { Dialog } from './Dialog.tsx';
import { TakeAlong } from './TakeAlong.tsx';

const NOTHING_YET: readonly Chapter[] = [];

/** The run as text: to read instead of the picture, or to take along. Choosing an event shows it on the stage. */
export function TranscriptDialog() {
  const title = useWords().strip.transcript;
  const lang = useView((view) => view.lang);
  const trace = useSession((session) => session.trace);
  if (trace === null) return null;
  const words = transcriptWords(lang);
  const run = transcriptOf(trace, lang);
  return (
    <Dialog title={title}>
      <div className="transcript-view">
        <TakeAlong
          words={words.dialog}
          text={() => transcriptText(trace, lang)}
          markdown={() => transcriptMarkdown(trace, lang)}
        />
        <p className="run-title">{run.title}</p>
        <Facts facts={run.facts} />
        {run.answers === null ? null : <Answers answers={run.answers} words={words.answers} />}
        <p className="quiet">{words.dialog.seek}</p>
        <Events chapters={run.chapters} words={words} />
      </div>
    </Dialog>
  );
}

/** The list comes a moment after the dialog: thousands of events must not keep it from opening. */
function Events({ chapters, words }: { chapters: readonly Chapter[]; words: ReturnType<typeof transcriptWords> }) {
  const { head, view } = useIntents();
  const current = useEvent();
  const list = useRef<HTMLDivElement>(null);
  const shown = useDeferredValue(chapters, NOTHING_YET);
  const [pick] = useState(() => (event: EventId): void => {
    head((now, trace) => seek(now, trace, event));
    view({ dialog: 'none' });
  });

  // The scroll position of the dialog: outside of React.
  useEffect(() => {
    if (shown.length > 0) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' });
  }, [shown]);

  return (
    <div ref={list} data-pending={shown === chapters ? undefined : ''}>
      <Chapters chapters={shown} words={words} current={current} onPick={pick} />
    </div>
  );
}
