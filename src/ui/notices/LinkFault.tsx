import { useRef, useState } from 'react';
import { labProblemText } from '../../i18n/lab-problems.ts';
import type { HashNotice } from '../../state/view.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, useView, useWords } from '../store.ts';
import './link-fault.css';

/** A link whose state was not opened: why, and the link itself, so that nobody's lab is lost with it. */
export function LinkFault({ notice }: { notice: HashNotice }) {
  const words = useWords();
  const lang = useView((view) => view.lang);
  const { view } = useIntents();
  const [copied, setCopied] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const byHand = (): void => {
    box.current?.focus();
    box.current?.select();
  };
  const copy = (): void => {
    // Without a secure context, or in a frame that may not, there is no clipboard: then it is marked for copying by hand.
    if (!('clipboard' in navigator)) return byHand();
    navigator.clipboard.writeText(notice.text).then(() => setCopied(true), byHand);
  };
  const { fault, problem } = notice;
  return (
    <div className="notice failed link-fault">
      <div>
        <p>
          {words.link.fault[fault]} {problem === null ? null : labProblemText(problem, lang)}
        </p>
        <div className="take">
          <textarea ref={box} readOnly rows={1} aria-label={words.link.text} value={notice.text} className="mono" />
          <button type="button" className="button" onClick={copy}>
            {words.link.copy}
          </button>
          <a className="button" href="?">
            {words.link.plain}
          </a>
          {copied ? <span>{words.link.copied}</span> : null}
        </div>
      </div>
      <button
        type="button"
        className="icon-button"
        aria-label={words.notice.close}
        onClick={() => view({ fault: null })}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
