// First of all: these say in which order the layers of all other style sheets count.
import '../ui/styles/tokens.css';
import '../ui/styles/base.css';
import '../ui/fonts.css';
import '../ui/first/first.css';
import { simulate } from '../engine/simulate.ts';
import { uiEn } from '../i18n/ui.en.ts';
import { uiKo } from '../i18n/ui.ko.ts';
import { week4 } from '../lab/presets/week4.ts';
import { readLink } from '../state/link.ts';
import { Shell } from '../ui/Shell.tsx';
import { readSettings } from './settings.ts';
import { startPage } from './start-page.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

startPage({
  root,
  lab: week4,
  link: readLink(location.search),
  settings: readSettings(),
  words: { ko: uiKo, en: uiEn },
  simulate,
  view: {},
  children: <Shell />,
});
