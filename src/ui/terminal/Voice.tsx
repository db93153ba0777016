import { useMemo } from 'react';
import { activeTab } from '../../state/terminal.ts';
import { useTerminal, useView, useWords } from '../store.ts';
import { outputLines } from './output-lines.ts';

/** Lines of one answer that are read out. */
const READ = 20;

/** For those who do not see the screen: what the last line was answered, as it comes, and not too much of it. */
export function Voice() {
  const words = useWords().terminal;
  const tab = useTerminal(activeTab);
  const own = useTerminal(({ input, rows }) => input === 'screen' && rows === 'read-out');
  const lines = useMemo(() => (tab === null ? [] : outputLines(tab, words.notes)), [tab, words.notes]);
  // xterm reads its rows out by itself then.
  if (own) return null;
  const answer = lines.slice(lines.findLastIndex((line) => line.kind === 'typed') + 1);
  return (
    <div className="hidden-text" role="log" aria-live="polite" aria-label={words.name}>
      {answer.slice(0, READ).map((line) => (
        <p key={line.key}>{line.text}</p>
      ))}
      {answer.length > READ ? <p>{words.tooMuch}</p> : null}
    </div>
  );
}

/** What the word that was pointed at does: said, because whoever steps from word to word does not see the strip. */
export function WordVoice() {
  const lang = useView((view) => view.lang);
  const pointed = useTerminal((terminal) => terminal.pointed);
  return (
    <p className="hidden-text" role="status">
      {pointed === null ? '' : `${pointed.explained.word}: ${pointed.explained.about[lang]}`}
    </p>
  );
}
