import { tell } from '../i18n/tell.ts';
import { startOf } from '../scene/pacing.ts';
import type { Trace } from '../trace/trace.ts';
import { Said } from './Said.tsx';
import { useMessages } from './store.ts';

/** The whole run as text: complete without the picture. */
export function Transcript({ trace }: { trace: Trace }) {
  const messages = useMessages();
  return (
    <ol className="transcript">
      {trace.events.slice(startOf(trace)).map((event) => {
        const story = tell(event, trace, messages);
        return (
          <li key={event.id}>
            <strong>
              <Said>{story.title}</Said>
            </strong>{' '}
            {story.sentence}
          </li>
        );
      })}
    </ol>
  );
}
