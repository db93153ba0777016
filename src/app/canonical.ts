import { pathOf, placeIn } from '../state/address.ts';
import type { App } from './create-app.ts';

/**
 * The canonical address of the head goes with the reader to another page of the site: it is the one that phones share. It begins as the
 * build has written it, which may be at another address than the one that the page was opened at.
 */
export function followCanonical({ stores }: App): void {
  const { start, view } = stores;
  const link = document.querySelector<HTMLLinkElement>('link[rel=canonical]');
  const pathNow = (): string | null => pathOf(placeIn(start.getState().place, view.getState().lang));
  // As it was opened: in the language of its path, whatever the query says.
  const opened = pathOf(start.getState().place);
  if (link === null || opened === null || !link.href.endsWith(`/${opened}`)) return;
  const site = link.href.slice(0, link.href.length - opened.length);
  const apply = (): void => {
    const path = pathNow();
    if (path !== null && link.href !== site + path) link.href = site + path;
  };
  apply();
  start.subscribe(apply);
  view.subscribe((now, before) => {
    if (now.lang !== before.lang) apply();
  });
}
