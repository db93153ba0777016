import { useEffect, useRef, useState } from 'react';
import { Icon } from '../Icon.tsx';
import { useShareWords } from './share-words.ts';

interface Props {
  /** What is copied, for who hears the page. */
  readonly what: string;
  readonly text: string;
  /** 'one': in one row, however long it is. */
  readonly lines: 'one' | 'all';
}

const MOST_ROWS = 9;
/** Characters in a row, about: for browsers that do not fit a field to its text by themselves. */
const ROW = 72;

/** A text to take along: shown whole, copied by its button, selected where the browser refuses. */
export function CopyField({ what, text, lines }: Props) {
  const words = useShareWords();
  // What became of copying which text: another text has not been copied yet.
  const [said, setSaid] = useState<{ readonly kind: 'copied' | 'refused'; readonly text: string } | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const now = said?.text === text ? said.kind : 'nothing';

  // The selection of the document, for a reader who has to copy by hand.
  useEffect(() => {
    if (said?.kind !== 'refused') return;
    field.current?.focus();
    field.current?.select();
  }, [said]);

  const copy = (): void => {
    const refused = (): void => setSaid({ kind: 'refused', text });
    // Without a secure context there is no clipboard at all.
    if (!('clipboard' in navigator)) return refused();
    navigator.clipboard.writeText(text).then(() => setSaid({ kind: 'copied', text }), refused);
  };
  const rows = lines === 'one' ? 1 : Math.min(MOST_ROWS, rowsOf(text.trimEnd()));
  return (
    <div className="copy-field">
      <textarea
        ref={field}
        className={`mono ${lines}`}
        readOnly
        rows={rows}
        wrap={lines === 'one' ? 'off' : 'soft'}
        spellCheck={false}
        translate="no"
        aria-label={what}
        value={lines === 'one' ? text : text.trimEnd()}
      />
      <button type="button" className="button strong" aria-label={words.copyWhat(what)} onClick={copy}>
        <Icon name={now === 'copied' ? 'check' : 'copy'} />
        {now === 'copied' ? words.copied : words.copy}
      </button>
      <p role="status" className={now === 'refused' ? 'refused' : 'hidden-text'}>
        {now === 'nothing' ? '' : now === 'copied' ? words.copiedWhat(what) : words.refused}
      </p>
    </div>
  );
}

function rowsOf(text: string): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / ROW)), 0);
}
