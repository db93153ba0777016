// First of all: these say in which order the layers of all other style sheets count.
import '../ui/styles/tokens.css';
import '../ui/styles/base.css';
import '../ui/fonts.css';
// What the served file shows; the rest of the styles come with the application.
import '../ui/stage/stage.css';
import '../ui/caption/verdict.css';
import '../ui/header.css';
import '../ui/first/first.css';
import '../ui/scenarios/scenarios.css';
import { langOf } from '../i18n/lang.ts';
import { openShelf } from './shelf.ts';
import { untilWanted } from './until-wanted.ts';

/*
 * The first script of the page. It knows nothing of packets: it waits until the served picture is there, or somebody is, and fetches
 * the application (docs/decisions/021).
 */
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
start(root).catch(reportError); // What is served stays in sight: the head listens for errors.

async function start(element: HTMLElement): Promise<void> {
  const pressed = followPress(element);
  const html = document.documentElement;
  if (html.dataset['open'] === 'later') await untilWanted();
  const shelf = openShelf();
  // The head knows the language already; what it has named is on its way.
  const [{ openPage }] = await Promise.all([import('./open-page.tsx'), shelf.fetch(langOf(html.lang) ?? 'ko')]);
  await openPage(element, shelf, pressed);
}

/** The play button of the served file: what was pressed before the application was there is done by it. */
function followPress(element: HTMLElement): () => boolean {
  const button = element.querySelector<HTMLElement>('.first-play button');
  const label = button?.querySelector('span');
  let pressed = false;
  button?.addEventListener('click', () => {
    pressed = true;
    button.setAttribute('aria-disabled', 'true');
    if (label instanceof HTMLElement) label.textContent = button.dataset['opening'] ?? label.textContent;
  });
  return () => pressed;
}
