import { useState } from 'react';
import { diagnosisOf } from '../../scene/diagnosis.ts';
import type { Box } from '../../scene/geometry.ts';
import { packetVerdictAt } from '../../scene/moment.ts';
import { focusOf } from '../../scene/stage.ts';
import { remediesFor } from '../../state/remedies.ts';
import type { Trace } from '../../trace/trace.ts';
import { Icon } from '../Icon.tsx';
import { Said } from '../Said.tsx';
import { useEvent, useSession, useWords } from '../store.ts';
import { useStory } from '../story.ts';
import { DiagnosisText } from './DiagnosisText.tsx';
import { Remedies } from './Remedies.tsx';
import { Verdict } from './Verdict.tsx';
import './caption.css';
import './caption-small.css';

/** Lower than this there is no room for more than the two best things to press. */
const SHORT = 300;

/** The sentence that explains the moment, at the moment; where something went wrong: where, by which row, and what helps. */
export function Caption({ trace, box }: { trace: Trace; box: Box | null }) {
  const words = useWords();
  const event = useEvent();
  const ask = useSession((session) => session.run.ask);
  const story = useStory(trace, event);
  const focus = focusOf(trace, event);
  const verdict = packetVerdictAt(trace, focus, event);
  const label = focus === null ? null : (trace.packets[focus]?.label ?? null);
  const lost = verdict !== 'pending' && verdict !== 'delivered';
  const diagnosis = lost && focus !== null ? diagnosisOf(trace, focus) : null;
  const remedies = lost ? remediesFor(trace, ask, focus) : [];
  const [whole, setWhole] = useState(false);
  const style = box === null ? undefined : { left: box.x, top: box.y, width: box.w, maxHeight: box.h };
  return (
    <div
      className={`caption ${box === null ? 'bar' : box.h < SHORT ? 'floating short' : 'floating'} ${lost ? 'lost' : ''} ${whole ? 'whole' : ''}`}
      style={style}
      role="group"
      translate="yes"
      aria-label={words.caption.region}
    >
      <p className="caption-head">
        {label === null ? null : <span className="caption-packet">{label}</span>}
        <Verdict verdict={verdict} word={words.verdict[verdict]} />
      </p>
      <h2 title={box === null ? story?.title : undefined}>{story === null ? null : <Said>{story.title}</Said>}</h2>
      {box === null ? <Fold whole={whole} turn={setWhole} /> : null}
      {diagnosis === null ? (
        <p className="caption-text">{story?.sentence}</p>
      ) : (
        <DiagnosisText trace={trace} diagnosis={diagnosis} remedies={remedies} />
      )}
      <Remedies remedies={remedies} />
      {diagnosis !== null || story === null || story.detail === null || box === null ? null : (
        <p className="caption-detail">{story.detail}</p>
      )}
    </div>
  );
}

/** In a small frame only: the rest of the caption. */
function Fold({ whole, turn }: { whole: boolean; turn: (whole: boolean) => void }) {
  const words = useWords().caption;
  const name = whole ? words.less : words.more;
  return (
    <button
      type="button"
      className="icon-button caption-fold"
      aria-expanded={whole}
      aria-label={name}
      title={name}
      onClick={() => turn(!whole)}
    >
      <Icon name={whole ? 'down' : 'up'} />
    </button>
  );
}
