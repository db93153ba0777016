import { openingEvent } from '../scene/moment.ts';
import { beat } from '../scene/packets.ts';
import type { Ask } from '../scenario/ask.ts';
import type { Simulate } from '../scenario/run.ts';
import { createStores, rerun, type Stores } from '../state/app-state.ts';
import type { PagePlace } from '../state/address.ts';
import { readLink } from '../state/link.ts';
import { AT_START, seek, tick } from '../state/playhead.ts';
import { choose } from '../state/session.ts';
import { type Asked, opened } from '../state/start.ts';
import { NOTHING, resized, type View } from '../state/view.ts';
import type { Intents } from '../ui/store.ts';
import { countOne, openTally } from '../state/tally.ts';
import { createClock, inSlices } from './clock.ts';
import { openTerminal, type TerminalDesk } from './terminal.ts';
import type { Shelf } from './shelf.ts';

export interface App {
  readonly stores: Stores;
  readonly intents: Intents;
  /** Shows what another address asks for. */
  readonly reopen: (asked: Asked) => void;
}

/** One application: its stores, what may be done to them, and its clock. Two on a page share nothing. */
export function createApp(asked: Asked, view: View, simulate: Simulate, shelf: Shelf): App {
  const { session, start, at, head, unread, notes } = opened(asked, simulate);
  const stores = createStores(session, { ...view, unread, notes: [...view.notes, ...notes] }, at, start);
  stores.playhead.setState(head);
  const terminal = openTerminal(stores);
  const intents = intentsOf(stores, simulate, shelf, terminal);
  const clock = createClock((millis) => {
    const { trace } = stores.session.getState();
    const motion = stores.view.getState().reducedMotion ? 'steps' : 'glides';
    if (trace !== null)
      stores.playhead.setState((head) => terminal.heldOpen(head, tick(head, trace, millis, motion), trace), true);
    terminal.frame(millis);
  });
  const wind = (): void => {
    const moves = stores.playhead.getState().mode === 'playing' || terminal.works();
    if (moves && !view.freeze) clock.start();
    else clock.stop();
  };
  stores.playhead.subscribe(wind);
  stores.terminal.subscribe(wind);
  return { stores, intents, reopen: (next) => reopen(stores, next, simulate) };
}

function intentsOf(stores: Stores, simulate: Simulate, shelf: Shelf, terminal: TerminalDesk): Intents {
  return {
    ...tallyIntents(stores, simulate),
    choose: (change) => stores.session.setState((session) => choose(session, change), true),
    send: () => {
      stores.view.setState({ changes: 'closed' });
      rerun(stores, stores.session.getState().ask, 'start', simulate);
    },
    resend: (change) => {
      const { run, ask } = stores.session.getState();
      stores.view.setState({ changes: 'open' });
      // What was chosen but not sent yet stays chosen; the run changes in this one thing.
      rerun(stores, { ...run.ask, ...change }, 'same-moment', simulate);
      stores.session.setState((session) => choose(session, chosenOf(ask, change)), true);
    },
    restore: () => {
      const { run } = stores.session.getState();
      rerun(stores, stores.terminal.getState().asked ?? run.ask, 'start', simulate);
    },
    head: (next) => {
      const { trace } = stores.session.getState();
      if (trace !== null) stores.playhead.setState((head) => next(head, trace), true);
    },
    view: viewIntent(stores, shelf),
    terminal: terminal.intents,
    scenario: (id) => {
      const { lab } = stores.session.getState();
      const { lang } = stores.view.getState();
      const { hash, under } = stores.start.getState();
      const place: PagePlace = { kind: 'scenario', id, lang, frame: false };
      // A lab of the reader's own stays in the hash, under the scenario that is now run in it.
      reopen(stores, { lab, link: readLink('', under), place, scenario: null, under, hash }, simulate);
    },
    resize: (width, height, bar) => stores.view.setState((view) => resized(view, width, height, bar), true),
  };
}

/** Puts what another address asks for in the place of what is there. How the page is looked at stays, but for what the link says. */
export function reopen(stores: Stores, asked: Asked, simulate: Simulate): void {
  const { session, start, at, head, unread, notes } = opened(asked, simulate);
  const { link } = asked;
  stores.start.setState(start, true);
  stores.session.setState(session, true);
  stores.playhead.setState({ ...AT_START, at: beat(at ?? 0), ...head }, true);
  stores.view.setState({
    unread,
    notes,
    fault: null,
    selection: NOTHING,
    probes: [],
    changes: 'closed',
    table: null,
    field: null,
    ...(link.detail === null ? {} : { detail: link.detail }),
    ...(link.pane === null ? {} : { pane: link.pane }),
  });
}

/** What is asked of the view happens at once, but for a language that is not here: it is shown when all of its words are. */
function viewIntent({ view }: Stores, shelf: Shelf): Intents['view'] {
  let wanted = view.getState().lang;
  return (change) => {
    const put = (): void => view.setState((before) => ({ ...before, ...change }), true);
    const { lang } = change;
    wanted = lang ?? wanted;
    if (lang === undefined || shelf.has(lang)) return put();
    void shelf.fetch(lang).then(
      () => {
        if (wanted === lang) put();
      },
      () => undefined, // Cannot be had now: the page stays as it is, and pressing again tries again.
    );
  };
}

/** What was chosen and not sent, but for what the change itself is about. */
function chosenOf({ from, to, app, count, size, pmtudisc }: Ask, change: Partial<Ask>): Partial<Ask> {
  return { from, to, app, count, size, pmtudisc, ...change };
}

function tallyIntents(stores: Stores, simulate: Simulate): Pick<Intents, 'tally' | 'openCounted'> {
  const { session, view, playhead } = stores;
  let halt = (): void => {};
  return {
    tally: (what) => {
      halt();
      if (what === 'stop') {
        const { tally } = session.getState();
        if (tally?.state === 'counting') session.setState({ tally: { ...tally, state: 'stopped' } });
        return;
      }
      session.setState({ tally: openTally(session.getState().ask) });
      view.setState({ dialog: 'tally' });
      halt = inSlices(() => {
        const { tally, lab, world } = session.getState();
        if (tally === null) return 'done';
        const next = countOne(tally, lab, world, simulate);
        session.setState({ tally: next });
        return next.state === 'counting' ? 'more' : 'done';
      });
    },
    openCounted: (seed) => {
      const { tally } = session.getState();
      if (tally === null) return;
      view.setState({ dialog: 'none', changes: 'closed' });
      rerun(stores, { ...tally.ask, seed }, 'start', simulate);
      const { trace } = session.getState();
      if (trace !== null) playhead.setState((head) => seek(head, trace, openingEvent(trace)), true);
    },
  };
}
