import { memo } from 'react';
import { wordsOfLine } from '../../state/terminal/line-words.ts';
import type { WordPlace } from '../../state/terminal.ts';
import type { OutputLine } from './output-lines.ts';

interface Props {
  readonly line: OutputLine;
  readonly pointed: Pick<WordPlace, 'piece' | 'from'> | null;
}

/** The text of a row; of a typed one word by word, so that each can be pointed at. */
export const LineText = memo(
  function LineText({ line, pointed }: Props) {
    const { text, typed } = line;
    if (typed === null) return text;
    const end = typed.from + text.length;
    const own = wordsOfLine(typed.whole).filter(({ from, to }) => from < end && to > typed.from);
    return (
      <>
        {own.map(({ from, to }, i) => {
          const [first, last] = [Math.max(from, typed.from), Math.min(to, end)];
          const next = own[i + 1];
          const gap = typed.whole.slice(last, next === undefined ? end : Math.max(next.from, typed.from));
          return (
            <span key={from}>
              {i === 0 ? typed.whole.slice(typed.from, first) : ''}
              <span
                data-word={`${typed.piece} ${from}`}
                className={pointed?.piece === typed.piece && pointed.from === from ? 'pointed' : undefined}
              >
                {typed.whole.slice(first, last)}
              </span>
              {gap}
            </span>
          );
        })}
        {own.length === 0 ? text : text.slice(typed.whole.slice(typed.from, end).length)}
      </>
    );
  },
  (before, after) =>
    before.line.key === after.line.key &&
    before.line.text === after.line.text &&
    isIn(before.line, before.pointed) === isIn(after.line, after.pointed) &&
    (!isIn(after.line, after.pointed) || before.pointed?.from === after.pointed?.from),
);

function isIn({ typed }: OutputLine, pointed: Props['pointed']): boolean {
  return typed !== null && typed.piece === pointed?.piece;
}

/** Which word an element of the list is: what `data-word` says. */
export function placeOf(word: string): Pick<WordPlace, 'piece' | 'from'> {
  const [piece = 0, from = 0] = word.split(' ').map(Number);
  return { piece, from };
}
