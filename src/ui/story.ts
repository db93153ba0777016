import { narrate } from '../i18n/narrate.ts';
import type { Story } from '../i18n/story.ts';
import type { EventId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { useView } from './store.ts';

/** What is said about an event, in the reader's language; null past the ends of a trace. */
export function useStory(trace: Trace, event: EventId): Story | null {
  const lang = useView((view) => view.lang);
  const here = trace.events[event];
  return here === undefined ? null : narrate(here, trace, lang);
}
