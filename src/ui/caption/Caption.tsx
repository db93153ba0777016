import type { Box } from '../../scene/geometry.ts';
import { packetVerdictAt } from '../../scene/moment.ts';
import { focusOf } from '../../scene/stage.ts';
import { remediesFor, type Remedy } from '../../state/remedies.ts';
import type { Trace } from '../../trace/trace.ts';
import { useEvent, useIntents, useSession, useWords } from '../store.ts';
import { useStory } from '../story.ts';
import { Verdict } from './Verdict.tsx';
import './caption.css';

/** The sentence that explains the moment, at the moment, and what would help where something went wrong. */
export function Caption({ trace, box }: { trace: Trace; box: Box | null }) {
  const words = useWords();
  const event = useEvent();
  const ask = useSession((session) => session.run.ask);
  const { resend } = useIntents();
  const story = useStory(trace, event);
  const focus = focusOf(trace, event);
  const verdict = packetVerdictAt(trace, focus, event);
  const label = focus === null ? null : (trace.packets[focus]?.label ?? null);
  const lost = verdict !== 'pending' && verdict !== 'delivered';
  const remedies = lost ? remediesFor(trace, ask, focus) : [];
  const style = box === null ? undefined : { left: box.x, top: box.y, width: box.w, maxHeight: box.h };
  return (
    <div
      className={`caption ${box === null ? 'bar' : 'floating'} ${lost ? 'lost' : ''}`}
      style={style}
      role="group"
      aria-label={words.caption.region}
    >
      <p className="caption-head">
        {label === null ? null : <span className="caption-packet">{label}</span>}
        <Verdict verdict={verdict} word={words.verdict[verdict]} />
      </p>
      <h2>{story?.title}</h2>
      <p className="caption-text">{story?.sentence}</p>
      {remedies.length === 0 ? null : (
        <p className="caption-actions">
          {remedies.map((remedy, i) => (
            <button
              key={keyOf(remedy)}
              type="button"
              className={`button ${i === 0 ? 'strong' : ''}`}
              onClick={() => resend(changeOf(remedy))}
            >
              {words.caption.remedy[keyOf(remedy)]}
            </button>
          ))}
        </p>
      )}
      {story === null || story.detail === null || box === null ? null : (
        <p className="caption-detail">{story.detail}</p>
      )}
    </div>
  );
}

function keyOf(remedy: Remedy) {
  return remedy.kind === 'routing' ? remedy.routing : remedy.router;
}

function changeOf(remedy: Remedy) {
  return remedy.kind === 'routing' ? { routing: remedy.routing } : { router: remedy.router };
}
