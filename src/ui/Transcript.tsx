import { narrate } from '../i18n/narrate.ts';
import { startOf } from '../scene/pacing.ts';
import type { Trace } from '../trace/trace.ts';
import { Said } from './Said.tsx';
import { useView } from './store.ts';

/** The whole run as text: complete without the picture. */
export function Transcript({ trace }: { trace: Trace }) {
  const lang = useView((view) => view.lang);
  return (
    <ol className="transcript">
      {trace.events.slice(startOf(trace)).map((event) => {
        const story = narrate(event, trace, lang);
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
