import { lazy, Suspense } from 'react';
import { useWords } from '../store.ts';
import type { SwitchPopover } from './switch-popover.ts';
import './switch-sheet.css';

// Nobody needs the switches before having asked for them.
const SwitchPanel = lazy(async () => ({ default: (await import('./SwitchPanel.tsx')).SwitchPanel }));

/** Under the button that opens it; on a phone, a sheet from below. */
export function SwitchSheet({ popover }: { popover: SwitchPopover }) {
  const { id, panel, isOpen, setOpen } = popover;
  const words = useWords().switches;
  return (
    <div
      ref={panel}
      id={id}
      popover="auto"
      className="switch-sheet"
      role="dialog"
      aria-label={words.title}
      onBeforeToggle={(event) => {
        if (event.newState === 'open') place(event.currentTarget);
      }}
      onToggle={(event) => setOpen(event.newState === 'open')}
    >
      {isOpen ? (
        <Suspense fallback={<p data-pending="">…</p>}>
          <SwitchPanel popover={popover} />
        </Suspense>
      ) : null}
    </div>
  );
}

/** Below its button, within the window: not every browser can anchor a popover by itself. */
function place(sheet: HTMLElement): void {
  const button = sheet.ownerDocument.querySelector('.switches-button');
  const box = button?.getBoundingClientRect();
  if (box === undefined) return;
  sheet.style.setProperty('--sheet-left', `${Math.round(box.left)}px`);
  sheet.style.setProperty('--sheet-top', `${Math.round(box.bottom + 6)}px`);
}
