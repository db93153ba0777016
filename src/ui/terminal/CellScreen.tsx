import { useEffect, useLayoutEffect, useRef } from 'react';
import { eventsOfText } from '../../state/terminal/told-events.ts';
import { activeTab } from '../../state/terminal.ts';
import { useIntents, useTerminal, useView, useWords } from '../store.ts';
import { useGoToEvent } from './go-to-event.ts';
import { leaveTerminal, mayTakeFocus } from './leave.ts';
import { Pen } from './pen.ts';
import { terminalTheme } from './terminal-theme.ts';

const FONT = 'Hopscope Mono';

/** The active tab as a terminal of cells. */
export function CellScreen() {
  const words = useWords().terminal;
  const tab = useTerminal(activeTab);
  const called = useTerminal((terminal) => terminal.called);
  const rows = useTerminal((terminal) => terminal.rows);
  const theme = useView((view) => view.theme);
  const { terminal } = useIntents();
  const box = useRef<HTMLDivElement>(null);
  const pen = useRef<Pen | null>(null);
  const goTo = useGoToEvent();
  const latest = useRef({ tab, words, terminal, goTo });

  // xterm calls back long after it was made: it is given what holds then.
  useLayoutEffect(() => {
    latest.current = { tab, words, terminal, goTo };
  });

  // xterm, which draws by itself: made when its font is here, because it measures its cells once.
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    let gone = false;
    let observer: ResizeObserver | null = null;
    const start = (): void => {
      if (gone) return;
      const made = new Pen(
        {
          onKeys: (data) => latest.current.terminal.keys(data),
          onColumns: (columns) => latest.current.terminal.resize(columns),
          onLeave: leaveTerminal,
          onPoint: (word) => latest.current.terminal.point(word),
          notes: () => latest.current.words.notes,
          eventsOf: (text) => (latest.current.tab === null ? [] : eventsOfText(latest.current.tab, text)),
          onEvent: (event) => latest.current.goTo(event),
          says: () => latest.current.words.toEvent,
        },
        rows,
        terminalTheme(element),
      );
      pen.current = made;
      const { tab: first } = latest.current;
      made.open(element, first === null ? '' : latest.current.words.input(first.place.host));
      if (first !== null) made.draw(first);
      if (mayTakeFocus()) made.terminal.focus();
      element.removeAttribute('data-pending');
      observer = new ResizeObserver(() => {
        made.fit();
        if (latest.current.tab !== null) made.draw(latest.current.tab);
      });
      observer.observe(element);
    };
    element.setAttribute('data-pending', '');
    const measure = ({ fontfaces }: FontFaceSetLoadEvent): void => {
      if (fontfaces.some(({ family }) => family.includes(FONT))) pen.current?.measure();
    };
    document.fonts.addEventListener('loadingdone', measure);
    void document.fonts.load(`13px '${FONT}'`, 'A').then(start, start);
    return () => {
      gone = true;
      document.fonts.removeEventListener('loadingdone', measure);
      observer?.disconnect();
      pen.current?.terminal.dispose();
      pen.current = null;
    };
  }, [rows]);

  // xterm: what is new in the tab.
  useEffect(() => {
    if (tab === null) return;
    pen.current?.draw(tab);
    pen.current?.name(words.input(tab.place.host));
  }, [tab, words]);

  // xterm: its colours are numbers, and the page's may change with the system.
  useEffect(() => {
    const paint = (): void => {
      if (pen.current !== null && box.current !== null) pen.current.terminal.options.theme = terminalTheme(box.current);
    };
    paint();
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', paint);
    return () => dark.removeEventListener('change', paint);
  }, [theme]);

  // The focus: somebody has asked for the terminal.
  useEffect(() => pen.current?.terminal.focus(), [called]);

  return <div ref={box} className="cells" translate="no" />;
}
