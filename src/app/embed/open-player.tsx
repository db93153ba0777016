import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { simulate } from '../../engine/simulate.ts';
import { pageAddress } from '../../state/messages/tell-state.ts';
import { FRESH_VIEW, stepsInsteadOfGliding } from '../../state/view.ts';
import { PageContext } from '../../ui/store.ts';
import { after } from '../clock.ts';
import { type App, createApp } from '../create-app.ts';
import { followMotion, followState } from '../page-effects.ts';
import { followKeys } from '../page-keys.ts';
import type { Located } from '../read-location.ts';
import { openShelf, type Shelf } from '../shelf.ts';
import { openingLang } from '../start-page.tsx';
import { exposeHook } from '../test-hook.ts';
import { type Asking, createConsent } from './consent.ts';

/** Nothing is remembered by a player, and nothing that was remembered is read there. */
const NO_SETTINGS = {
  lang: null,
  theme: null,
  shortcuts: true,
  platform: null,
  terminal: { height: null, input: null, rows: 'seen' },
} as const;

/** An application that shows a run and has nothing but that: no terminal, no uploads, no storage, no addresses written. */
export interface Player {
  readonly app: App;
  readonly shelf: Shelf;
  readonly consent: Asking;
}

/** What is drawn of a player. `address`: of the page that shows the same, or null: nobody knows where that is. */
export type Draw = (player: Player, address: (() => string) | null) => ReactNode;

/** Mounts a player. `site`: the absolute address of the site that its link leads to, or '': there is none. Rejects when the words cannot be fetched. */
export async function openPlayer(
  root: HTMLElement,
  { asked, fault }: Located,
  site: string,
  draw: Draw,
): Promise<Player> {
  const shelf = openShelf();
  const { link, place } = asked;
  const lang = openingLang(link, place, NO_SETTINGS);
  await shelf.fetch(lang);
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const motion = link.time.motion ?? 'auto';
  const made = createApp(
    asked,
    {
      ...FRESH_VIEW,
      lang,
      theme: link.theme ?? 'auto',
      pane: link.pane ?? 'packet',
      detail: link.detail ?? 1,
      shortcuts: link.time.shortcuts ?? true,
      motion,
      reducedMotion: stepsInsteadOfGliding(motion, calm.matches),
      present: link.time.present ?? false,
      frame: { width: innerWidth, height: Math.max(120, innerHeight - 110), bar: 0 },
      freeze: link.freeze,
      fault,
    },
    simulate,
    shelf,
  );
  const app: App = { ...made, intents: { ...made.intents, terminal: NO_TERMINAL } };
  const player: Player = { app, shelf, consent: createConsent() };
  followMotion(app, calm);
  followState(app, shelf, root, 'none');
  followKeys(app);
  exposeHook(app, shelf);
  createRoot(root).render(
    <StrictMode>
      <PageContext value={{ ...app, words: (of) => shelf.of(of), site, after, terminal: 'none' }}>
        {draw(player, site === '' ? null : () => addressOf(app, site))}
      </PageContext>
    </StrictMode>,
  );
  return player;
}

/** There is no terminal in a player. */
const NO_TERMINAL: App['intents']['terminal'] = {
  open: nothing,
  close: nothing,
  aside: nothing,
  set: nothing,
  choose: nothing,
  another: nothing,
  closeTab: nothing,
  keys: nothing,
  write: nothing,
  resize: nothing,
  point: nothing,
  showCapture: nothing,
  skip: nothing,
  prepare: nothing,
};

function nothing(): void {}

function addressOf({ stores }: App, site: string): string {
  const { start, session, playhead, view } = stores;
  const seen = {
    start: start.getState(),
    session: session.getState(),
    head: playhead.getState(),
    view: view.getState(),
  };
  return pageAddress(seen, site);
}
