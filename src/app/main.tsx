// First of all: these say in which order the layers of all other style sheets count.
import '../ui/styles/tokens.css';
import '../ui/styles/base.css';
import '../ui/fonts.css';
import '../ui/first/first.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { simulate } from '../engine/simulate.ts';
import { langOf } from '../i18n/lang.ts';
import { uiEn } from '../i18n/ui.en.ts';
import { uiKo } from '../i18n/ui.ko.ts';
import { week4 } from '../lab/presets/week4.ts';
import { readLink } from '../state/link.ts';
import { FRESH_VIEW, stepsInsteadOfGliding, type View } from '../state/view.ts';
import { Shell } from '../ui/Shell.tsx';
import { PageContext } from '../ui/store.ts';
import { createApp } from './create-app.ts';
import { followMotion, followState } from './page-effects.ts';
import { followKeys } from './page-keys.ts';
import { readSettings } from './settings.ts';
import { exposeHook } from './test-hook.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const words = { ko: uiKo, en: uiEn };
const link = readLink(location.search);
const settings = readSettings();
const calm = matchMedia('(prefers-reduced-motion: reduce)');

const view: View = {
  ...FRESH_VIEW,
  lang: link.lang ?? settings.lang ?? navigator.languages.map(langOf).find((lang) => lang !== null) ?? 'ko',
  theme: link.theme ?? settings.theme ?? 'auto',
  pane: link.pane ?? 'packet',
  detail: link.detail ?? 1,
  shortcuts: link.time.shortcuts ?? settings.shortcuts,
  motion: link.time.motion ?? 'auto',
  reducedMotion: stepsInsteadOfGliding(link.time.motion ?? 'auto', calm.matches),
  present: link.time.present ?? false,
  frame: {
    width: Math.max(320, innerWidth >= 1080 ? innerWidth - 384 : innerWidth),
    height: Math.max(320, innerHeight - 240),
  },
  freeze: link.freeze,
};

const app = createApp(week4, link, view, simulate);
followMotion(app, calm);
followState(app, words, root);
followKeys(app);
exposeHook(app);

createRoot(root).render(
  <StrictMode>
    <PageContext value={{ ...app, words }}>
      <Shell />
    </PageContext>
  </StrictMode>,
);
