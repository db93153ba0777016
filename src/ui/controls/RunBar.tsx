import { lazy, Suspense, useState } from 'react';
import { journeyDiff } from '../../scene/journey-diff.ts';
import { canTally, TALLY_RUNS } from '../../state/tally.ts';
import { Icon } from '../Icon.tsx';
import { sheet } from '../terminal/load-sheet.ts';
import { useIntents, useSession, useTerminal, useView, useWords } from '../store.ts';
import { Chips } from './Chips.tsx';
import type { SwitchPopover } from './switch-popover.ts';

// Commands can only have been typed into a terminal.
const LabChanges = lazy(async () => ({ default: (await import('./LabChanges.tsx')).LabChanges }));

/** Between the controls and the stage: what is assumed, and what else can be done with this run. */
export function RunBar({ popover }: { popover: SwitchPopover }) {
  const words = useWords().chips;
  const typed = useTerminal((terminal) => terminal.tabs.some((tab) => tab.shown > 0));
  // Also when the terminal has been closed that it was typed into.
  const [works, setWorks] = useState(typed);
  if (typed && !works) setWorks(true);
  return (
    <section className="run-bar" aria-label={words.region}>
      <Chips popover={popover} />
      <div className="run-bar-actions">
        <Suspense fallback={<span data-pending="" />}>{works ? <LabChanges /> : null}</Suspense>
        <ScenariosButton />
        <TerminalButton />
        <TallyButton />
        <ChangesButton />
      </div>
    </section>
  );
}

function ScenariosButton() {
  const words = useWords().scenarios;
  const { view } = useIntents();
  return (
    <button
      type="button"
      className="bar-button scenarios-button"
      aria-haspopup="dialog"
      onClick={() => view({ dialog: 'scenarios' })}
    >
      <Icon name="list" />
      {words.title}
    </button>
  );
}

function TerminalButton() {
  const words = useWords().terminal;
  const open = useTerminal((terminal) => terminal.sheet !== 'closed');
  const { terminal } = useIntents();
  // Whoever points at it or has come to it with the keyboard is about to open it: it comes meanwhile.
  const prepare = (): void => {
    terminal.prepare();
    sheet.load().catch(() => undefined); // Opening it tries again, and says so.
  };
  return (
    <button
      type="button"
      className="bar-button terminal-button"
      aria-expanded={open}
      aria-keyshortcuts="t"
      onPointerEnter={prepare}
      onPointerDown={prepare}
      onFocus={prepare}
      onClick={() => (open ? terminal.close() : terminal.open())}
    >
      <Icon name="terminal" />
      {words.name}
    </button>
  );
}

function TallyButton() {
  const words = useWords().tally;
  const can = useSession((session) => canTally(session.world, session.ask));
  const { tally } = useIntents();
  if (!can) return null;
  return (
    <button type="button" className="bar-button" aria-haspopup="dialog" onClick={() => tally('start')}>
      <Icon name="dots" />
      {words.run(TALLY_RUNS)}
    </button>
  );
}

/** Opens the list of changes again. */
function ChangesButton() {
  const words = useWords().changes;
  const before = useSession((session) => session.before);
  const trace = useSession((session) => session.trace);
  const open = useView((view) => view.changes === 'open');
  const { view } = useIntents();
  if (before === null || trace === null) return null;
  const diff = journeyDiff(before.trace, trace);
  const count = diff.changed.length + diff.fresh.length + diff.gone.length;
  return (
    <button
      type="button"
      className="bar-button changes-button"
      aria-expanded={open}
      onClick={() => view({ changes: open ? 'closed' : 'open' })}
    >
      {words.open(count)}
    </button>
  );
}
