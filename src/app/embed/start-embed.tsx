import { play } from '../../state/playhead.ts';
import { painted } from '../clock.ts';
import type { App } from '../create-app.ts';
import { basePath, readLocation } from '../read-location.ts';
import { openHostLine } from './host-line.ts';
import { EmbedShell } from '../../ui/embed/EmbedShell.tsx';
import { openPlayer } from './open-player.tsx';

/** Starts the application of a frame in the place of its still. Rejects when a part of it cannot be fetched. */
export async function startEmbed(root: HTMLElement, how: 'by-itself' | 'by-the-reader'): Promise<void> {
  const base = basePath(root);
  const site = new URL(base, location.href).href;
  const place = await readLocation(base);
  const { app, shelf, consent } = await openPlayer(root, place, site, (player, address) => (
    <EmbedShell address={address} consent={player.consent} />
  ));
  openHostLine(app, shelf, consent, site);
  if (place.asked.link.page.autoplay === true) playInSight(app, root);
  if (how !== 'by-the-reader') return;
  await painted();
  root.querySelector<HTMLElement>('.play')?.focus();
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
