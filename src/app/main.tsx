// First of all: these say in which order the layers of all other style sheets count.
import '../ui/styles/tokens.css';
import '../ui/styles/base.css';
import '../ui/fonts.css';
import '../ui/first/first.css';
import '../ui/scenarios/scenarios.css';
import { simulate } from '../engine/simulate.ts';
import { Shell } from '../ui/Shell.tsx';
import { followAddress } from './address-bar.ts';
import { followCanonical } from './canonical.ts';
import { typeFromLink } from './link-command.ts';
import { keepOffline } from './offline/keep-offline.ts';
import { basePath, readLocation } from './read-location.ts';
import { readSettings } from './settings.ts';
import { openShelf } from './shelf.ts';
import { openingLang, startPage } from './start-page.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
start(root).catch(reportError); // What is served stays in sight: the head listens for errors.

async function start(element: HTMLElement): Promise<void> {
  const base = basePath(element);
  const [settings, shelf] = [readSettings(), openShelf()];
  const { asked, fault } = await readLocation(base);
  await shelf.fetch(openingLang(asked.link, asked.place, settings));
  const app = startPage({
    root: element,
    asked,
    settings,
    shelf,
    simulate,
    base,
    view: { fault },
    children: <Shell />,
  });
  typeFromLink(app);
  followAddress(app, base);
  followCanonical(app);
  keepOffline(base, asked.link.freeze);
}
