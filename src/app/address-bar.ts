import { isStateHash, pathOf, placeIn, readAddress } from '../state/address.ts';
import { readLink } from '../state/link.ts';
import { pageLink } from '../state/page-link.ts';
import { spaced } from './clock.ts';
import type { App } from './create-app.ts';
import { readLocation } from './read-location.ts';

/** Browsers count how often the address is written, and refuse above 100 times in 30 s: milliseconds between two times. */
const ADDRESS_REST = 500;

/**
 * The address bar follows the reader, and the reader's back and forward are followed. The address of a frame is its host's
 * business, and stays as it is. `base`: the path under which the site lies.
 */
export function followAddress(app: App, base: string): void {
  if (window.parent !== window) return;
  const { start, session, view, playhead } = app.stores;
  const writer = addressWriter(app, base);
  // While another address is being opened, what is there is half of the one and half of the other.
  let opening: 'no' | 'push' | 'go' = 'no';
  const address = spaced(() => {
    if (opening === 'no') writer.replace();
  }, ADDRESS_REST);
  session.subscribe(() => address.soon());
  view.subscribe(() => address.soon());
  playhead.subscribe((head, before) => {
    if (head.mode !== before.mode || head.mode === 'paused' || head.range !== before.range) address.soon();
  });
  address.soon();
  // Another scenario is another page of the site, and the one before is a step back.
  start.subscribe((now, before) => {
    if (now.place === before.place || opening !== 'no') return;
    opening = 'push';
    queueMicrotask(() => {
      opening = 'no';
      writer.push();
    });
  });
  // Whoever leaves, prints, or goes to the address bar gets the address of what is seen.
  const written = (): void => address.now();
  addEventListener('blur', written);
  addEventListener('pagehide', written);
  addEventListener('beforeprint', written);
  matchMedia('print').addEventListener('change', written);
  addEventListener('popstate', () => {
    const here = readAddress(base, location);
    const { place, hash } = start.getState();
    const stays = pathOf(here.place) === pathOf(placeIn(place, view.getState().lang));
    // '#stage' and its like are places of this page: the state that stands in the address comes back with the next writing.
    if (stays && here.query === writer.written() && !isStateHash(here.hash)) return;
    if (isStateHash(here.hash) && here.hash !== hash) return location.reload();
    void goTo();
  });
  const goTo = async (): Promise<void> => {
    const { asked, fault } = await readLocation(base);
    opening = 'go';
    app.reopen(asked);
    opening = 'no';
    writer.arrived();
    const { lang, theme } = asked.link;
    const wanted = lang ?? (asked.place.kind === 'scenario' ? asked.place.lang : null);
    app.intents.view({ fault, ...(wanted === null ? {} : { lang: wanted }), ...(theme === null ? {} : { theme }) });
  };
}

/** Writes the address of what is seen, except while it moves. */
function addressWriter({ stores }: App, base: string) {
  let written = location.pathname + location.search;
  const address = (): string => {
    const langGiven = readLink(location.search).lang !== null;
    const seen = {
      start: stores.start.getState(),
      session: stores.session.getState(),
      head: stores.playhead.getState(),
      view: stores.view.getState(),
    };
    const { path, query } = pageLink(seen, 'index', langGiven);
    return `${path === null ? location.pathname : base + path}${query}`;
  };
  const silent = (): boolean => stores.playhead.getState().mode === 'playing' || stores.view.getState().freeze;
  const write = (how: 'replaceState' | 'pushState'): void => {
    const now = address();
    const { hash } = stores.start.getState();
    if (now === written && (hash === '' || location.hash === hash)) return;
    written = now;
    history[how](null, '', now + hash);
  };
  return {
    replace: (): void => {
      if (!silent()) write('replaceState');
    },
    push: (): void => {
      if (!stores.view.getState().freeze) write('pushState');
    },
    /** The query as it was last written. */
    written: (): string => (written.includes('?') ? written.slice(written.indexOf('?')) : ''),
    /** The reader has gone to another address, which stands there already. */
    arrived: (): void => {
      written = location.pathname + location.search;
    },
  };
}
