import { simulate } from '../engine/simulate.ts';
import { play } from '../state/playhead.ts';
import { Shell } from '../ui/Shell.tsx';
import { followAddress } from './address-bar.ts';
import { followCanonical } from './canonical.ts';
import { painted } from './clock.ts';
import { typeFromLink } from './link-command.ts';
import { keepOffline } from './offline/keep-offline.ts';
import { basePath, readLocation } from './read-location.ts';
import { readSettings } from './settings.ts';
import type { Shelf } from './shelf.ts';
import { openingLang, startPage } from './start-page.tsx';

/** Puts the application in the place of what was served. `pressed`: whether the served play button was, and the reader waits for it. */
export async function openPage(root: HTMLElement, shelf: Shelf, pressed: () => boolean): Promise<void> {
  const base = basePath(root);
  const settings = readSettings();
  const { asked, fault } = await readLocation(base);
  await shelf.fetch(openingLang(asked.link, asked.place, settings));
  const app = startPage({ root, asked, settings, shelf, simulate, base, view: { fault }, children: <Shell /> });
  typeFromLink(app);
  followAddress(app, base);
  followCanonical(app);
  keepOffline(base, asked.link.freeze);
  await painted(); // until then the served button may be pressed
  if (!pressed()) return;
  root.querySelector<HTMLElement>('.play')?.focus();
  app.intents.head(play);
}
