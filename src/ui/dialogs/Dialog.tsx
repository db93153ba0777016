import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon } from '../Icon.tsx';
import { useIntents, useWords } from '../store.ts';
import './dialogs.css';

/** A modal dialog of the platform's own: Escape closes it and focus goes back to what opened it. */
export function Dialog({
  title,
  wide = false,
  children,
}: {
  title: string;
  /** For what is read like a page. */
  wide?: boolean;
  children: ReactNode;
}) {
  const words = useWords().dialog;
  const { view } = useIntents();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  // The browser's top layer.
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      className={`dialog ${wide ? 'wide' : ''}`}
      aria-labelledby={id}
      onClose={() => view({ dialog: 'none' })}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <form method="dialog">
          <button type="submit" className="icon-button" aria-label={words.close}>
            <Icon name="close" />
          </button>
        </form>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long text that scrolls must be reachable by keyboard */}
      <div className="dialog-body" tabIndex={0} role="region" aria-labelledby={id}>
        {children}
      </div>
    </dialog>
  );
}
