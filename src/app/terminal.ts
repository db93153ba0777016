import type { Stores } from '../state/app-state.ts';
import type { Playhead } from '../state/playhead.ts';
import type { Desk } from '../state/terminal/desk.ts';
import { heightWithin } from '../state/terminal.ts';
import type { Trace } from '../trace/trace.ts';
import type { TerminalIntents } from '../ui/store.ts';
import { openSupply } from './supply.ts';
import { readSettings, writeSettings } from './settings.ts';

/** Of a frame, in milliseconds: the rest is for drawing. */
const SHARE = 10;

/** The terminal of a page: nothing of it is fetched before somebody opens it. */
export interface TerminalDesk {
  readonly intents: TerminalIntents;
  /** Whether something runs that needs the clock. */
  works(): boolean;
  frame(millis: number): void;
  /** While programs run, the end of what has happened is not the end: the playhead waits there for more. */
  heldOpen(before: Playhead, after: Playhead, trace: Trace): Playhead;
}

export function openTerminal(stores: Stores): TerminalDesk {
  const { terminal } = stores;
  let desk: Desk | null = null;
  let coming: Promise<void> | null = null;
  const patch = (change: Partial<ReturnType<typeof terminal.getState>>): void => terminal.setState(change);

  // The sheet lies beside, not inside of what has to make room for it.
  terminal.subscribe(({ height }, before) => {
    if (height !== before.height) document.documentElement.style.setProperty('--sheet-height', `${height}px`);
  });

  // Before the first paint: every style of the page hangs on it, and is not to be computed again when the terminal is opened.
  patch({ height: remembered(stores).height });

  const fetchDesk = async (): Promise<void> => {
    const [made, supply] = await Promise.all([
      import('../state/terminal/desk.ts'),
      openSupply((name) => desk?.came(name)),
    ]);
    desk ??= new made.Desk(stores, supply);
  };
  /** Does something at the desk, when it is there. */
  const at = (act: (open: Desk) => void): void => {
    if (desk !== null) act(desk);
  };

  const open: TerminalIntents['open'] = (line) => {
    const enter = (): void => {
      at((there) => {
        if (line === undefined) return;
        there.typeIn({ id: line.place }, line.line);
        if (line.press === 'enter') there.keys('\r');
      });
      patch({ sheet: 'open', called: terminal.getState().called + 1 });
    };
    if (desk !== null) return enter();
    if (coming === null) patch({ sheet: 'coming', ...remembered(stores) });
    coming ??= fetchDesk();
    void coming.then(enter, () => {
      // Cannot be had now: opening it again tries again.
      coming = null;
      patch({ sheet: 'closed' });
    });
  };

  return {
    intents: {
      open,
      prepare: () => void import('../state/terminal/desk.ts').catch(() => undefined), // Opening it tries again.
      close: () => patch({ sheet: 'closed', list: 'closed', lit: [] }),
      aside: () => patch({ sheet: 'closed', list: 'closed' }),
      set: (change) => {
        const height = change.height === undefined ? {} : { height: heightWithin(change.height, innerHeight) };
        patch({ ...change, ...height });
        if (change.list === 'open') at((there) => there.list());
        remember(stores);
      },
      choose: (tab) => at((there) => there.choose(tab)),
      another: (place) => at((there) => there.open(place)),
      closeTab: (tab) => at((there) => there.close(tab)),
      keys: (data) => at((there) => there.keys(data)),
      write: (text, caret) => at((there) => there.write(text, caret)),
      resize: (columns) => at((there) => there.resize(columns)),
      point: (word) => at((there) => there.point(word)),
      showCapture: (capture) => {
        patch({ capture });
        if (capture !== null) stores.view.setState({ pane: 'probe' });
      },
      skip: () => at((there) => there.skip()),
    },
    works: () => desk?.works ?? false,
    frame: (millis) => {
      if (desk === null || !desk.works) return;
      const until = performance.now() + SHARE;
      desk.frame(millis, () => performance.now() < until);
    },
    heldOpen: (before, after, trace) => {
      const stopped = before.mode === 'playing' && after.mode === 'paused' && after.stopsAt === 'none';
      const runs = terminal.getState().work === 'runs' && after.at >= trace.events.length - 1;
      return stopped && runs ? { ...after, mode: 'playing' } : after;
    },
  };
}

/** How this reader had it the last time; else a plain line where fingers type, and no waiting where motion is not wanted. */
function remembered({ view }: Stores) {
  const { height, input, rows } = readSettings().terminal;
  const fingers = matchMedia('(pointer: coarse)').matches || innerWidth < 560;
  return {
    height: heightWithin(height ?? innerHeight * 0.34, innerHeight),
    input: input ?? (fingers ? 'box' : 'screen'),
    rows,
    pace: view.getState().reducedMotion ? 'at-once' : 'follow',
  } as const;
}

function remember({ terminal }: Stores): void {
  const { height, input, rows } = terminal.getState();
  writeSettings({ ...readSettings(), terminal: { height, input, rows } });
}
