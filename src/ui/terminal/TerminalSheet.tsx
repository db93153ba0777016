import { type KeyboardEvent, type PointerEvent, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { Icon } from '../Icon.tsx';
import { useIntents, useTerminal, useWords } from '../store.ts';
import { BoxScreen } from './BoxScreen.tsx';
import { CellScreen } from './CellScreen.tsx';
import { CommandList } from './CommandList.tsx';
import { leaveTerminal } from './leave.ts';
import { Strip } from './Strip.tsx';
import { Tabs } from './Tabs.tsx';
import { TerminalSettings } from './TerminalSettings.tsx';
import { Voice, WordVoice } from './Voice.tsx';
import './terminal.css';

/** The terminal below the stage: hosts, a screen, and what is known of the line in it. */
export function TerminalSheet() {
  const words = useWords().terminal;
  const input = useTerminal((terminal) => terminal.input);
  const list = useTerminal((terminal) => terminal.list);
  const active = useTerminal((terminal) => terminal.active);
  const { terminal } = useIntents();
  const panel = useId();
  const sheet = useRef<HTMLElement>(null);
  const close = (): void => {
    terminal.close();
    leaveTerminal();
  };

  // The view around the sheet, which makes room for it: before anything is painted.
  useLayoutEffect(() => {
    const view = sheet.current?.parentElement;
    view?.setAttribute('data-terminal', '');
    return () => view?.removeAttribute('data-terminal');
  }, []);

  // The browser's keys: Escape leaves wherever in the sheet the focus is.
  useEffect(() => {
    const element = sheet.current;
    if (element === null) return;
    const leave = (press: globalThis.KeyboardEvent): void => {
      if (press.key !== 'Escape' || press.defaultPrevented) return;
      // An open menu is closed first, by the browser.
      if (press.target instanceof Element && press.target.closest('[popover]') !== null) return;
      press.preventDefault();
      leaveTerminal();
    };
    element.addEventListener('keydown', leave);
    return () => element.removeEventListener('keydown', leave);
  }, []);
  return (
    <section className="term-sheet" aria-label={words.name} ref={sheet}>
      <Grip />
      <header className="term-head">
        <Tabs panel={panel} />
        <div className="term-tools">
          <button
            type="button"
            className="bar-button"
            aria-expanded={list === 'open'}
            onClick={() => terminal.set({ list: list === 'open' ? 'closed' : 'open' })}
          >
            <Icon name="text" />
            {words.list.open}
          </button>
          <TerminalSettings />
          <button type="button" className="icon-button" aria-label={words.close} title={words.close} onClick={close}>
            <Icon name="close" />
          </button>
        </div>
      </header>
      {active === null ? (
        <p className="empty" data-pending="">
          {words.coming}
        </p>
      ) : (
        <div className="term-body">
          <div role="tabpanel" id={panel} aria-labelledby={`${panel}-${active}`} className="term-screen">
            {input === 'box' ? <BoxScreen /> : <CellScreen />}
            <Strip />
          </div>
          {list === 'open' ? <CommandList /> : null}
        </div>
      )}
      <Voice />
      <WordVoice />
    </section>
  );
}

const STEP = 24;

/** The upper edge: drawn up and down by the pointer or by the arrow keys. */
function Grip() {
  const words = useWords().terminal;
  const height = useTerminal((terminal) => terminal.height);
  const { terminal } = useIntents();
  const onKey = (press: KeyboardEvent): void => {
    const by = { ArrowUp: STEP, ArrowDown: -STEP, PageUp: 4 * STEP, PageDown: -4 * STEP }[press.key];
    if (by === undefined) return;
    press.preventDefault();
    press.stopPropagation();
    terminal.set({ height: height + by });
  };
  const onMove = (move: PointerEvent): void => {
    if (move.currentTarget.hasPointerCapture(move.pointerId)) terminal.set({ height: innerHeight - move.clientY });
  };
  return (
    <div
      className="term-grip"
      role="separator"
      aria-orientation="horizontal"
      aria-label={words.height}
      aria-valuenow={height}
      aria-valuemin={0}
      aria-valuemax={innerHeight}
      tabIndex={0}
      onKeyDown={onKey}
      onPointerDown={(down) => down.currentTarget.setPointerCapture(down.pointerId)}
      onPointerMove={onMove}
    />
  );
}
