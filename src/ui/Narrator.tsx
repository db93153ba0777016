import { useEffect, useState } from 'react';
import { packetVerdictAt } from '../scene/moment.ts';
import { startOf } from '../scene/pacing.ts';
import { focusOf } from '../scene/stage.ts';
import type { EventId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { useAfter, useEvent, usePlayhead, useView, useWords } from './store.ts';
import { useStory } from './story.ts';
import { spoken } from './spoken.ts';

/** Steps that follow each other faster than this are told as one, the last (milliseconds). */
const COALESCED = 300;

/**
 * One voice for those who do not see the stage: silent while the run plays, polite when it stands still. What becomes
 * of a packet is told always, by a second region that is empty at rest, so that nothing is said twice.
 */
export function Narrator({ trace }: { trace: Trace }) {
  const words = useWords();
  const event = useEvent();
  const playing = usePlayhead((head) => head.mode === 'playing');
  const story = useStory(trace, event);
  const start = startOf(trace);
  const fate = fateAt(trace, event);
  const title = story === null ? '' : fate === null ? story.title : `${words.verdict[fate]}. ${story.title}`;
  const text =
    story === null ? '' : spoken(words.narrator(event - start + 1, trace.events.length - start, title, story.sentence));
  const told = useCoalesced(playing ? '' : text);
  return (
    <>
      <p className="hidden-text" role="status" aria-live={playing ? 'off' : 'polite'} data-testid="narrator">
        {playing ? '' : told}
      </p>
      <p className="hidden-text" role="status" aria-live="polite" data-testid="fate">
        {playing && fate !== null && story !== null ? spoken(`${title}. ${story.sentence}`) : ''}
      </p>
    </>
  );
}

/** How the packet at hand has just ended, or null while it is on its way or long gone. */
function fateAt(trace: Trace, event: EventId): 'delivered' | 'leaked' | 'dropped' | 'never-sent' | null {
  const packet = focusOf(trace, event);
  const record = packet === null ? undefined : trace.packets[packet];
  if (record === undefined || record.end !== event) return null;
  const verdict = packetVerdictAt(trace, packet, event);
  return verdict === 'pending' ? null : verdict;
}

/** What was to be said a moment ago; in another language at once, or it would be said by the wrong voice. */
function useCoalesced(text: string): string {
  const after = useAfter();
  const lang = useView((view) => view.lang);
  const [told, tell] = useState({ text, lang });
  // The screen reader: what changes while it speaks cuts it off.
  useEffect(() => after(COALESCED, () => tell({ text, lang })), [after, text, lang]);
  return told.lang === lang ? told.text : text;
}
