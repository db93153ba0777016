import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useWords } from '../store.ts';
import '../dialogs/dialogs.css';

/** Asks the reader whether a host may do something. One question at a time. */
export interface ConsentDesk {
  /** Who asks; '' for a page without an origin; null: nobody. */
  readonly asking: () => string | null;
  readonly subscribe: (tell: () => void) => () => void;
  readonly answer: (yes: boolean) => void;
}

/** Stays until it is answered. To press Enter, or Escape, is a no. */
export function Consent({ desk }: { desk: ConsentDesk }) {
  const host = useSyncExternalStore(desk.subscribe, desk.asking);
  return host === null ? null : <Question host={host} answer={desk.answer} />;
}

function Question({ host, answer }: { host: string; answer: (yes: boolean) => void }) {
  const words = useWords().embed.consent;
  const dialog = useRef<HTMLDialogElement>(null);
  const no = useRef<HTMLButtonElement>(null);

  // The browser's top layer, and its focus.
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    no.current?.focus();
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      className="dialog consent"
      aria-labelledby="consent-title"
      onCancel={(cancel) => {
        cancel.preventDefault();
        answer(false);
      }}
    >
      <h2 id="consent-title">{words.title}</h2>
      <p>{words.text(host === '' ? words.someone : host)}</p>
      <p className="consent-answers">
        <button type="button" className="button strong" ref={no} onClick={() => answer(false)}>
          {words.no}
        </button>
        <button type="button" className="button" onClick={() => answer(true)}>
          {words.yes}
        </button>
      </p>
    </dialog>
  );
}
