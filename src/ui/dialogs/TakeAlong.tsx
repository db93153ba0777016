import { useEffect, useRef, useState } from 'react';
import type { TranscriptWords } from '../../i18n/transcript-words.ts';
import { storyboard } from '../print/load-storyboard.ts';

type Said =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'copied'; readonly lines: number }
  /** The browser refused: the reader copies by hand. */
  | { readonly kind: 'refused'; readonly text: string }
  | { readonly kind: 'unloaded' };

interface Props {
  readonly words: TranscriptWords['dialog'];
  readonly text: () => string;
  readonly markdown: () => string;
}

/** The transcript as text, as Markdown or on paper; says what became of it. */
export function TakeAlong({ words, text, markdown }: Props) {
  const [said, setSaid] = useState<Said>({ kind: 'nothing' });
  const area = useRef<HTMLTextAreaElement>(null);

  // The selection of the document, for a reader who has to copy by hand.
  useEffect(() => {
    if (said.kind !== 'refused') return;
    area.current?.focus();
    area.current?.select();
  }, [said]);

  // The reader is near the Print button: what it needs comes now.
  useEffect(() => {
    storyboard.load().catch(() => undefined); // Told when the button is pressed.
  }, []);

  const copy = (content: string): void => {
    const refused = (): void => setSaid({ kind: 'refused', text: content });
    // Without a secure context there is no clipboard at all.
    if (!('clipboard' in navigator)) return refused();
    navigator.clipboard
      .writeText(content)
      .then(() => setSaid({ kind: 'copied', lines: content.trimEnd().split('\n').length }), refused);
  };
  const print = (): void => {
    storyboard
      .load()
      .then(() => fontsFor(text()))
      .then(
        () => window.print(),
        () => setSaid({ kind: 'unloaded' }),
      );
  };
  return (
    <div className="take-along">
      <p>
        <button type="button" className="button" onClick={() => copy(text())}>
          {words.copyText}
        </button>
        <button type="button" className="button" onClick={() => copy(markdown())}>
          {words.copyMarkdown}
        </button>
        <button type="button" className="button" onClick={print}>
          {words.print}
        </button>
      </p>
      <p role="status">{statusOf(said, words)}</p>
      {said.kind === 'refused' ? (
        <textarea ref={area} readOnly rows={8} aria-label={words.plain} value={said.text} className="mono" />
      ) : null}
    </div>
  );
}

function statusOf(said: Said, words: TranscriptWords['dialog']): string {
  switch (said.kind) {
    case 'nothing':
      return '';
    case 'copied':
      return words.copied(said.lines);
    case 'refused':
      return words.refused;
    case 'unloaded':
      return words.unloaded;
  }
}

/** Paper does not wait for fonts. Parts of ours that do not come leave the system's in their place. */
function fontsFor(text: string): Promise<unknown> {
  return Promise.allSettled(
    ['400 12px "Hopscope Sans"', '700 12px "Hopscope Sans"', '400 12px "Hopscope Mono"'].map((font) =>
      document.fonts.load(font, text),
    ),
  );
}
