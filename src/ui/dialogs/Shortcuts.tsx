import { useHasTerminal, useIntents, useView } from '../store.ts';
import { Dialog } from './Dialog.tsx';
import { useHelpWords } from './help-words.ts';

const ROWS = [
  ['toggle', ['Space', 'k']],
  ['step', ['←', '→', 'j', 'l']],
  ['phase', ['[', ']', 'Shift + ←', 'Shift + →']],
  ['nudge', [',', '.']],
  ['ends', ['Home', 'End']],
  ['share', ['0', '…', '9']],
  ['speed', ['<', '>']],
  ['marks', ['Enter', 'Shift + Enter']],
  ['detail', ['d']],
  ['stage', ['g']],
  ['terminal', ['t']],
  ['devices', ['←', '↑', '↓', '→']],
  ['capture', ['Enter']],
  ['post', ['s']],
  ['fullscreen', ['f']],
  ['pages', ['PageUp', 'PageDown']],
  ['bytes', ['←', '↑', '↓', '→', 'Home', 'End']],
  ['help', ['?']],
  ['leave', ['Esc']],
] as const;

/** Only where there is a terminal are there files to share. */
const OF_THE_PAGE: readonly string[] = ['terminal', 'post'];

export function Shortcuts() {
  const words = useHelpWords().shortcuts;
  const shortcuts = useView((view) => view.shortcuts);
  const { view } = useIntents();
  const rows = useHasTerminal() === 'here' ? ROWS : ROWS.filter(([row]) => !OF_THE_PAGE.includes(row));
  return (
    <Dialog title={words.title}>
      <label className="switch">
        <input type="checkbox" checked={shortcuts} onChange={(event) => view({ shortcuts: event.target.checked })} />
        {words.enabled}
      </label>
      <dl className="keys">
        {rows.map(([row, keys]) => (
          <div key={row}>
            <dt>{keys.map((key) => (key === '…' ? <span key={key}>…</span> : <kbd key={key}>{key}</kbd>))}</dt>
            <dd>{words.rows[row]}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
