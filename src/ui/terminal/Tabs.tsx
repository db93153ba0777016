import { type KeyboardEvent, useId, useRef } from 'react';
import { activeTab } from '../../state/terminal.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, useTerminal, useWords } from '../store.ts';

/** One tab a terminal; the two buttons behind them close the one in front and open another. */
export function Tabs({ panel }: { panel: string }) {
  const words = useWords().terminal;
  const tabs = useTerminal((terminal) => terminal.tabs);
  const active = useTerminal((terminal) => terminal.active);
  const front = useTerminal(activeTab);
  const { terminal } = useIntents();
  const buttons = useRef(new Map<number, HTMLButtonElement>());

  const onKey = (press: KeyboardEvent): void => {
    const at = tabs.findIndex((tab) => tab.id === active);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[press.key];
    if (to === undefined) return;
    press.preventDefault();
    press.stopPropagation();
    const next = tabs[(to + tabs.length) % tabs.length];
    if (next === undefined) return;
    terminal.choose(next.id);
    buttons.current.get(next.id)?.focus();
  };

  return (
    <div className="term-tabs">
      <div role="tablist" tabIndex={-1} aria-label={words.tabs} className="tabs" onKeyDown={onKey} translate="no">
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${panel}-${tab.id}`}
            aria-selected={tab.id === active}
            aria-controls={panel}
            tabIndex={tab.id === active ? 0 : -1}
            ref={(element) => {
              if (element === null) buttons.current.delete(tab.id);
              else buttons.current.set(tab.id, element);
            }}
            onClick={() => terminal.choose(tab.id)}
          >
            {tab.place.host}
            {tab.prompt === null ? <span className="busy" aria-hidden="true" /> : null}
          </button>
        ))}
      </div>
      {front === null || tabs.length < 2 ? null : (
        <button
          type="button"
          className="icon-button small"
          aria-label={words.closeTab(front.place.host)}
          title={words.closeTab(front.place.host)}
          onClick={() => terminal.closeTab(front.id)}
        >
          <Icon name="close" />
        </button>
      )}
      <Another />
    </div>
  );
}

function Another() {
  const words = useWords().terminal;
  const places = useTerminal((terminal) => terminal.places);
  const { terminal } = useIntents();
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  return (
    <>
      <button
        type="button"
        className="icon-button small"
        aria-label={words.another}
        title={words.another}
        popoverTarget={id}
      >
        <Icon name="plus" />
      </button>
      <ul id={id} ref={list} popover="auto" className="term-menu" aria-label={words.another}>
        {places.map((place) => (
          <li key={place.id}>
            <button
              type="button"
              aria-label={words.anotherOn(place.host)}
              translate="no"
              onClick={() => {
                list.current?.hidePopover();
                terminal.another(place);
              }}
            >
              {place.host}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
