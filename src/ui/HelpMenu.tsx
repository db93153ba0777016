import { useId, useRef } from 'react';
import { versionText } from '../base/version.ts';
import type { Dialog } from '../state/view.ts';
import { Icon } from './Icon.tsx';
import { useIntents, useWords } from './store.ts';
import './help-menu.css';

const ENTRIES = [
  ['scenarios', 'list'],
  ['modelled', 'scope'],
  ['glossary', 'book'],
  ['shortcuts', 'keyboard'],
] as const satisfies readonly (readonly [Dialog, string])[];

/** One place for help, the last of the header at every size (WCAG 3.2.6). The browser's own popover closes it. */
export function HelpMenu({ without = null }: { without?: Dialog | null }) {
  const words = useWords();
  const { view } = useIntents();
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const name = {
    scenarios: words.scenarios.title,
    modelled: words.header.modelled,
    glossary: words.glossary.title,
    shortcuts: words.header.help,
  };
  const open = (dialog: (typeof ENTRIES)[number][0]): void => {
    // Closed first, so that the dialog gives the focus back to the button that is still there.
    list.current?.hidePopover();
    view({ dialog });
  };
  return (
    <>
      <button
        type="button"
        className="icon-button help"
        aria-label={words.helpMenu.open}
        title={words.helpMenu.open}
        popoverTarget={id}
      >
        <Icon name="help" />
      </button>
      <ul id={id} ref={list} popover="auto" className="help-menu" aria-label={words.helpMenu.region}>
        {ENTRIES.filter(([dialog]) => dialog !== without).map(([dialog, icon]) => (
          <li key={dialog}>
            <button type="button" onClick={() => open(dialog)}>
              <Icon name={icon} />
              {name[dialog]}
            </button>
          </li>
        ))}
        <li className="version">
          {words.helpMenu.version} <span translate="no">{versionText()}</span>
        </li>
      </ul>
    </>
  );
}
