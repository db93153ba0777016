import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { langOf } from '../i18n/lang.ts';
import { langOfPlace, type PagePlace } from '../state/address.ts';
import type { Link } from '../state/link.ts';
import type { Asked } from '../state/start.ts';
import type { Simulate } from '../scenario/run.ts';
import { FRESH_VIEW, stepsInsteadOfGliding, type View } from '../state/view.ts';
import { PageContext, type SinglePage } from '../ui/store.ts';
import { after } from './clock.ts';
import { type App, createApp } from './create-app.ts';
import { followMotion, followState } from './page-effects.ts';
import { followKeys } from './page-keys.ts';
import type { Settings } from './settings.ts';
import type { Shelf } from './shelf.ts';
import { exposeHook } from './test-hook.ts';

/** What a page is made of: what its address says, and what is drawn of it. */
export interface PageStart {
  readonly root: HTMLElement;
  /** What the address says, and the lab that it means. */
  readonly asked: Asked;
  readonly settings: Settings;
  /** Has the opening language. */
  readonly shelf: Shelf;
  readonly simulate: Simulate;
  /** The path under which the site lies. */
  readonly base: string;
  /** What the view says beside link and settings. */
  readonly view: Partial<View>;
  readonly children: ReactNode;
}

/** Starts one application and mounts it: the page, and the gallery, which shows the same page in a state of its own. */
export function startPage({ root, asked, settings, shelf, simulate, base, view, children }: PageStart): App {
  const { link, place } = asked;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const app = createApp(
    asked,
    {
      ...FRESH_VIEW,
      lang: openingLang(link, place, settings),
      theme: link.theme ?? settings.theme ?? 'auto',
      pane: link.pane ?? 'packet',
      detail: link.detail ?? 1,
      shortcuts: link.time.shortcuts ?? settings.shortcuts,
      platform: settings.platform,
      motion: link.time.motion ?? 'auto',
      reducedMotion: stepsInsteadOfGliding(link.time.motion ?? 'auto', calm.matches),
      present: link.time.present ?? false,
      frame: {
        width: Math.max(320, innerWidth >= 1080 ? innerWidth - 384 : innerWidth),
        height: Math.max(320, innerHeight - 240),
        bar: 0,
      },
      freeze: link.freeze,
      ...view,
    },
    simulate,
    shelf,
  );
  followMotion(app, calm);
  followState(app, shelf, root);
  followKeys(app);
  exposeHook(app, shelf);
  const site = new URL(base, location.href).href;
  const singlePage: SinglePage = async (wanted) =>
    (await import('./single/make-single-page.ts')).makeSinglePage(app, site, wanted);
  createRoot(root).render(
    <StrictMode>
      <PageContext value={{ ...app, words: (lang) => shelf.of(lang), site: base, after, terminal: 'here', singlePage }}>
        {children}
      </PageContext>
    </StrictMode>,
  );
  return app;
}

/** The language that a page opens in. */
export function openingLang(link: Link, place: PagePlace, settings: Settings): View['lang'] {
  return link.lang ?? langOfPlace(place) ?? settings.lang ?? browserLang();
}

/** The first language of the browser that we have; Korean when it has none of ours. */
export function browserLang(): View['lang'] {
  return navigator.languages.map(langOf).find((lang) => lang !== null) ?? 'ko';
}
