import { lazy, Suspense, useId, useRef, useState } from 'react';
import { Icon } from '../Icon.tsx';
import { useWords } from '../store.ts';

// Nobody needs it before having asked for it.
const Legend = lazy(async () => ({ default: (await import('./Legend.tsx')).Legend }));

/** Opens the legend over the stage; Escape closes it and gives the focus back. */
export function LegendButton() {
  const words = useWords().stage;
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  return (
    <div
      className="legend-place"
      role="presentation"
      onKeyDown={(press) => {
        if (press.key !== 'Escape' || !open) return;
        press.preventDefault();
        press.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        type="button"
        className="detail-round legend-button"
        aria-label={words.legend}
        title={words.legend}
        aria-expanded={open}
        aria-controls={id}
        ref={button}
        onClick={() => setOpen(!open)}
      >
        <Icon name="legend" />
      </button>
      <div id={id} hidden={!open} className="legend-sheet" role="region" aria-label={words.legend}>
        {open ? (
          <Suspense fallback={<p data-pending="" />}>
            <Legend />
          </Suspense>
        ) : null}
      </div>
    </div>
  );
}
