import type { Story } from '../i18n/story.ts';
import { tell } from '../i18n/tell.ts';
import type { EventId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { useMessages } from './store.ts';

/** What is said about an event, in the reader's language; null past the ends of a trace. */
export function useStory(trace: Trace, event: EventId): Story | null {
  const messages = useMessages();
  const here = trace.events[event];
  return here === undefined ? null : tell(here, trace, messages);
}
