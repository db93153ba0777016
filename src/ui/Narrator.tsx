import { startOf } from '../scene/pacing.ts';
import type { Trace } from '../trace/trace.ts';
import { useEvent, usePlayhead, useWords } from './store.ts';
import { useStory } from './story.ts';

const LONGEST = 160;

/** One voice for those who do not see the stage: silent while the run plays, polite when it stands still. */
export function Narrator({ trace }: { trace: Trace }) {
  const words = useWords();
  const event = useEvent();
  const playing = usePlayhead((head) => head.mode === 'playing');
  const story = useStory(trace, event);
  const start = startOf(trace);
  const text =
    story === null ? '' : words.narrator(event - start + 1, trace.events.length - start, story.title, story.sentence);
  return (
    <p className="hidden-text" role="status" aria-live={playing ? 'off' : 'polite'} data-testid="narrator">
      {playing ? '' : text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text}
    </p>
  );
}
