import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react';
import { activeTab, type Tab } from '../../state/terminal.ts';
import type { EventId } from '../../trace/events.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, useTerminal, useWords } from '../store.ts';
import { useGoToEvent } from './go-to-event.ts';
import { leaveTerminal, mayTakeFocus } from './leave.ts';
import { LineText, placeOf } from './LineText.tsx';
import { type OutputLine, outputLines } from './output-lines.ts';
import { nextTold } from './told-steps.ts';

/** What a terminal would send for these keys. */
const KEYS: Readonly<Record<string, string>> = { ArrowUp: '\x1b[A', ArrowDown: '\x1b[B' };
const CONTROLS: Readonly<Record<string, string>> = { KeyC: '\x03', KeyL: '\x0c' };

/** The active tab as a list of lines with a plain field below: nothing in it holds the keyboard. */
export function BoxScreen() {
  const tab = useTerminal(activeTab);
  return tab === null ? null : <Box tab={tab} />;
}

function Box({ tab }: { tab: Tab }) {
  const words = useWords().terminal;
  const called = useTerminal((terminal) => terminal.called);
  const { terminal } = useIntents();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const pointed = useTerminal((now) => (now.pointed?.tab === tab.id ? now.pointed : null));
  const lines = useMemo(() => outputLines(tab, words.notes), [tab, words.notes]);
  const lastTold = lines.findLastIndex(({ event }) => event !== null);
  const goTo = useGoToEvent();

  // The focus: somebody has asked for the terminal.
  useEffect(() => {
    if (mayTakeFocus()) field.current?.focus();
  }, [called]);

  // Scroll position of the list: what is new stands at its end.
  useLayoutEffect(() => {
    if (list.current !== null) list.current.scrollTop = list.current.scrollHeight;
  }, [lines]);

  // The caret of the field: a completion may end before the end of the line.
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null || element.selectionStart !== element.selectionEnd) return;
    if (element.selectionStart !== tab.caret) element.setSelectionRange(tab.caret, tab.caret);
  }, [tab.text, tab.caret]);

  const onKey = (press: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (press.nativeEvent.isComposing) return;
    const data = dataOf(press, tab);
    if (press.key === 'Escape') leaveTerminal();
    else if (data !== null) terminal.keys(data);
    else return;
    press.preventDefault();
  };
  const point = (target: EventTarget): void => {
    const word = target instanceof Element ? target.closest<HTMLElement>('[data-word]')?.dataset['word'] : undefined;
    terminal.point(word === undefined ? null : { tab: tab.id, ...placeOf(word) });
  };
  // The words of the list, one after the other: the first step goes to the newest line.
  const onWords = (press: KeyboardEvent<HTMLDivElement>): void => {
    const told = nextTold(press);
    if (told !== null) {
      press.preventDefault();
      press.stopPropagation();
      return told.focus();
    }
    const by = { ArrowLeft: -1, ArrowRight: 1 }[press.key];
    if (by === undefined || press.ctrlKey || press.metaKey || press.altKey || press.shiftKey) return;
    const all = [...press.currentTarget.querySelectorAll<HTMLElement>('[data-word]')];
    const now = all.findIndex((one) => one.className === 'pointed');
    const newest = all.findIndex((one) => one.closest('li') === all.at(-1)?.closest('li'));
    const next = all[now < 0 ? newest : Math.max(0, Math.min(all.length - 1, now + by))];
    if (next === undefined) return;
    press.preventDefault();
    press.stopPropagation();
    next.scrollIntoView({ block: 'nearest' });
    point(next);
  };
  const write = (element: HTMLTextAreaElement): void => terminal.write(element.value, element.selectionStart);

  return (
    <div className="box-screen">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows explain the words of the lines above */}
      <div
        className="lines"
        ref={list}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long text that scrolls must be reachable by keyboard
        tabIndex={0}
        role="region"
        aria-label={words.output(tab.place.host)}
        aria-describedby={`${id}-keys`}
        onPointerOver={(over) => point(over.target)}
        onPointerDown={(down) => point(down.target)}
        onPointerLeave={(leave) => {
          // A finger is lifted from what it has asked about: the answer stays.
          if (leave.pointerType === 'mouse') terminal.point(null);
        }}
        onKeyDown={onWords}
        onBlur={() => terminal.point(null)}
      >
        <p id={`${id}-keys`} className="hidden-text">
          {words.wordKeys}
        </p>
        <ol aria-label={words.output(tab.place.host)} translate="no">
          {lines.map((line, i) => (
            <li key={line.key} className={line.kind} aria-posinset={i + 1} aria-setsize={lines.length}>
              {line.prompt === '' ? null : <span className="prompt">{line.prompt}</span>}
              {line.event === null ? (
                line.text === '' ? (
                  '\u00a0'
                ) : (
                  <LineText line={line} pointed={pointed} />
                )
              ) : (
                <ToldLine line={line} reach={i === lastTold ? 0 : -1} onGo={goTo} />
              )}
            </li>
          ))}
        </ol>
      </div>
      <div className="box-line">
        <label htmlFor={id} className="prompt">
          <span aria-hidden="true" translate="no">
            {tab.prompt ?? '>'}
          </span>
          <span className="hidden-text">{words.input(tab.place.host)}</span>
        </label>
        <textarea
          ref={field}
          id={id}
          rows={tab.text.split('\n').length}
          value={tab.text}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          translate="no"
          onChange={(change) => write(change.target)}
          onSelect={(select) => {
            if (select.currentTarget.selectionStart !== tab.caret) write(select.currentTarget);
          }}
          onKeyDown={onKey}
        />
        <button type="button" className="button strong" onClick={() => terminal.keys('\r')}>
          <Icon name="play" />
          <span className="hidden-text">{words.runLine}</span>
        </button>
      </div>
    </div>
  );
}

/** A line that tells of an event. Of all of them the Tab key reaches the newest, arrows the others. */
function ToldLine({ line, reach, onGo }: { line: OutputLine; reach: 0 | -1; onGo: (event: EventId) => void }) {
  const { toEvent } = useWords().terminal;
  const { event, text } = line;
  if (event === null) return text;
  return (
    <button type="button" className="told" tabIndex={reach} title={toEvent} onClick={() => onGo(event)}>
      {text}
    </button>
  );
}

function dataOf(press: KeyboardEvent<HTMLTextAreaElement>, tab: Tab): string | null {
  const { key, ctrlKey, metaKey, shiftKey, altKey, currentTarget } = press;
  const { selectionStart, selectionEnd, value } = currentTarget;
  const marked = selectionStart !== selectionEnd;
  if (ctrlKey && !metaKey && !altKey) {
    if (press.code === 'Space') return '\t';
    if (press.code === 'KeyD' && tab.text === '') return '\x04';
    return marked ? null : (CONTROLS[press.code] ?? null);
  }
  if (ctrlKey || metaKey || altKey || shiftKey) return null;
  if (key === 'Enter') return '\r';
  if (key === 'ArrowRight' && !marked && value !== '' && selectionStart === value.length) return '\t';
  return KEYS[key] ?? null;
}
