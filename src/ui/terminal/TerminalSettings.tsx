import { useId } from 'react';
import { Icon } from '../Icon.tsx';
import { useIntents, useTerminal, useWords } from '../store.ts';

/** How the terminal is used: three switches, each with what it is for. */
export function TerminalSettings() {
  const words = useWords().terminal.settings;
  const box = useTerminal((terminal) => terminal.input === 'box');
  const rows = useTerminal((terminal) => terminal.rows === 'read-out');
  const follows = useTerminal((terminal) => terminal.pace === 'follow');
  const { terminal } = useIntents();
  const id = useId();
  return (
    <>
      <button type="button" className="icon-button" aria-label={words.open} title={words.open} popoverTarget={id}>
        <Icon name="gear" />
      </button>
      <div id={id} popover="auto" className="term-menu term-settings" role="group" aria-label={words.open}>
        <Switch
          name={words.box}
          why={words.boxWhy}
          on={box}
          onChange={(on) => terminal.set({ input: on ? 'box' : 'screen' })}
        />
        <Switch
          name={words.rows}
          why={words.rowsWhy}
          on={rows}
          onChange={(on) => terminal.set({ rows: on ? 'read-out' : 'seen' })}
        />
        <Switch
          name={words.follow}
          why={words.followWhy}
          on={follows}
          onChange={(on) => terminal.set({ pace: on ? 'follow' : 'at-once' })}
        />
      </div>
    </>
  );
}

interface SwitchProps {
  readonly name: string;
  readonly why: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

function Switch({ name, why, on, onChange }: SwitchProps) {
  return (
    <label>
      <input type="checkbox" checked={on} onChange={(change) => onChange(change.target.checked)} />
      <span>
        {name}
        <small>{why}</small>
      </span>
    </label>
  );
}
