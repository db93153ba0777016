// First of all: these say in which order the layers of all other style sheets count.
import '../ui/styles/tokens.css';
import '../ui/styles/base.css';
import '../ui/fonts.css';
import '../ui/first/first.css';
import { simulate } from '../engine/simulate.ts';
import { week4 } from '../lab/presets/week4.ts';
import { readLink } from '../state/link.ts';
import { Shell } from '../ui/Shell.tsx';
import { readSettings } from './settings.ts';
import { openShelf } from './shelf.ts';
import { openingLang, startPage } from './start-page.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
start(root).catch(reportError); // What is served stays in sight: the head listens for errors.

async function start(element: HTMLElement): Promise<void> {
  const [link, settings, shelf] = [readLink(location.search), readSettings(), openShelf()];
  await shelf.fetch(openingLang(link, settings));
  startPage({ root: element, lab: week4, link, settings, shelf, simulate, view: {}, children: <Shell /> });
}
