import { Icon } from '../Icon.tsx';
import { useSession, useWords } from '../store.ts';
import type { SwitchPopover } from './switch-popover.ts';

/** Opens the switches; says how many of them are not as in the lab. */
export function SwitchesButton({ popover }: { popover: SwitchPopover }) {
  const words = useWords().controls;
  const ask = useSession((session) => session.run.ask);
  const changed = Object.keys(ask.switches).length + (ask.router === 'custom' ? 1 : 0);
  return (
    <button
      type="button"
      className={`button switches-button ${changed > 0 ? 'changed' : ''}`}
      popoverTarget={popover.id}
      aria-expanded={popover.isOpen}
      aria-label={changed > 0 ? words.switchesChanged(changed) : words.switches}
    >
      <Icon name="sliders" />
      <span>{words.switches}</span>
      {changed > 0 ? <b>{changed}</b> : null}
    </button>
  );
}
