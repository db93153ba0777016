import { useState } from 'react';
import { narrate } from '../../i18n/narrate.ts';
import { startOf } from '../../scene/pacing.ts';
import type { Trace } from '../../trace/trace.ts';
import { useSession, useView, useWords } from '../store.ts';
import { Transcript } from '../Transcript.tsx';
import { Dialog } from './Dialog.tsx';

/** The run as text: to read instead of the picture, or to take along. */
export function TranscriptDialog() {
  const words = useWords().strip;
  const lang = useView((view) => view.lang);
  const trace = useSession((session) => session.trace);
  const [copied, setCopied] = useState(false);
  if (trace === null) return null;
  const copy = (): void => {
    const lines = trace.events.slice(startOf(trace)).map((event, i) => lineOf(trace, event.id, i, lang));
    navigator.clipboard.writeText(lines.join('\n')).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <Dialog title={words.transcript}>
      <p>
        <button type="button" className="button" onClick={copy}>
          {copied ? words.copied : words.copy}
        </button>
      </p>
      <Transcript trace={trace} />
    </Dialog>
  );
}

function lineOf(trace: Trace, id: number, i: number, lang: 'ko' | 'en'): string {
  const event = trace.events[id];
  if (event === undefined) return '';
  const { title, sentence } = narrate(event, trace, lang);
  return `${i + 1}. ${title}: ${sentence}`;
}
