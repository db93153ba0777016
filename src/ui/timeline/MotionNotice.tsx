import { useState } from 'react';
import { Icon } from '../Icon.tsx';
import { useIntents, useView, useWords } from '../store.ts';

/** A link may ask for full motion against the system's wish: said, and taken back with one press. */
export function MotionNotice() {
  const words = useWords();
  const full = useView((view) => view.motion === 'full');
  const { view } = useIntents();
  const [closed, setClosed] = useState(false);
  if (!full || closed) return null;
  return (
    <p className="notice">
      <span>{words.time.fullMotion}</span>
      <span>
        <button type="button" className="button" onClick={() => view({ motion: 'reduce' })}>
          {words.time.systemMotion}
        </button>
        <button type="button" className="icon-button" aria-label={words.notice.close} onClick={() => setClosed(true)}>
          <Icon name="close" />
        </button>
      </span>
    </p>
  );
}
