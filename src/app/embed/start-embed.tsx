import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { simulate } from '../../engine/simulate.ts';
import { play } from '../../state/playhead.ts';
import { pageAddress } from '../../state/messages/tell-state.ts';
import { FRESH_VIEW, stepsInsteadOfGliding } from '../../state/view.ts';
import { EmbedShell } from '../../ui/embed/EmbedShell.tsx';
import { PageContext } from '../../ui/store.ts';
import { after, painted } from '../clock.ts';
import { type App, createApp } from '../create-app.ts';
import { followMotion, followState } from '../page-effects.ts';
import { followKeys } from '../page-keys.ts';
import { basePath, readLocation } from '../read-location.ts';
import { openShelf } from '../shelf.ts';
import { openingLang } from '../start-page.tsx';
import { exposeHook } from '../test-hook.ts';
import { createConsent } from './consent.ts';
import { openHostLine } from './host-line.ts';

/** Nothing is remembered in a frame, and nothing that was remembered is read there. */
const NO_SETTINGS = {
  lang: null,
  theme: null,
  shortcuts: true,
  platform: null,
  terminal: { height: null, input: null, rows: 'seen' },
} as const;

/** Starts the application of a frame in the place of its still. Rejects when a part of it cannot be fetched. */
export async function startEmbed(root: HTMLElement, how: 'by-itself' | 'by-the-reader'): Promise<void> {
  const base = basePath(root);
  const shelf = openShelf();
  const { asked, fault } = await readLocation(base);
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
  const consent = createConsent();
  const site = new URL(base, location.href).href;
  followMotion(app, calm);
  followState(app, shelf, root, 'none');
  followKeys(app);
  exposeHook(app, shelf);
  createRoot(root).render(
    <StrictMode>
      <PageContext value={{ ...app, words: (of) => shelf.of(of), site, after }}>
        <EmbedShell address={() => addressOf(app, site)} consent={consent} />
      </PageContext>
    </StrictMode>,
  );
  openHostLine(app, shelf, consent, site);
  if (link.page.autoplay === true) playInSight(app, root);
  if (how !== 'by-the-reader') return;
  await painted();
  root.querySelector<HTMLElement>('.play')?.focus();
}

/** There is no terminal in a frame. */
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

/** Once, when the frame comes into sight; never for readers who want less motion. */
function playInSight(app: App, root: HTMLElement): void {
  const { reducedMotion, freeze } = app.stores.view.getState();
  if (reducedMotion || freeze) return;
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    app.intents.head(play);
  });
  observer.observe(root);
}
