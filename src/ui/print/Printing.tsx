import { useEffect, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { Trace } from '../../trace/trace.ts';
import { useAfter, useWords } from '../store.ts';
import { Transcript } from '../Transcript.tsx';
import { storyboard } from './load-storyboard.ts';

/** Milliseconds from the first touch of the page: what was touched comes first. */
const LATER = 1500;

interface Sheet {
  readonly Board: ReturnType<typeof storyboard.atHand>;
  readonly address: string;
}

const HERE = (): string => document.URL;

/** What goes on paper instead of the page; nothing is rendered until somebody prints. `address`: where the same is found again, or ''. */
export function Printing({ trace, address: addressOf = HERE }: { trace: Trace; address?: () => string }) {
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const after = useAfter();

  // The browser's printing, and the first sign that somebody may come to it: it does not wait for what is not loaded.
  useEffect(() => {
    const fetch = (): void => {
      storyboard.load().catch(() => undefined); // Told when it is missed: on paper.
    };
    let takeBack = (): void => {};
    const touched = (): void => {
      takeBack();
      takeBack = after(LATER, fetch);
    };
    // The keys that print begin with one of these, and leave no time.
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Control' || key === 'Meta') fetch();
    };
    const begin = (): void => {
      flushSync(() => setSheet({ Board: storyboard.atHand(), address: addressOf() }));
      fetch();
    };
    const end = (): void => setSheet(null);
    const paper = matchMedia('print');
    const follow = (): void => (paper.matches ? begin() : end());
    const once = { once: true, passive: true };
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    paper.addEventListener('change', follow);
    addEventListener('pointerdown', touched, once);
    addEventListener('keydown', touched, once);
    addEventListener('keydown', onKey);
    return () => {
      takeBack();
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
      paper.removeEventListener('change', follow);
      removeEventListener('pointerdown', touched);
      removeEventListener('keydown', touched);
      removeEventListener('keydown', onKey);
    };
  }, [after, addressOf]);

  const place = document.getElementById('print');
  if (sheet === null || place === null) return null;
  const { Board, address } = sheet;
  return createPortal(Board === null ? <Unready trace={trace} /> : <Board trace={trace} address={address} />, place);
}

/** Printed before the storyboard was there: the words, and what to do. */
function Unready({ trace }: { trace: Trace }) {
  const words = useWords();
  return (
    <article className="unready">
      <h1>{words.strip.transcript}</h1>
      <p>{words.print.unready}</p>
      <Transcript trace={trace} />
    </article>
  );
}
