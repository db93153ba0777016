import { expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { week4 } from '../lab/presets/week4.ts';
import { beat } from '../scene/packets.ts';
import { type PagePlace, readAddress } from './address.ts';
import { readLink } from './link.ts';
import type { Seen } from './page-link.ts';
import { AT_START } from './playhead.ts';
import { sharedLinks, type Sharing } from './share-link.ts';
import { opened } from './start.ts';
import { FRESH_VIEW } from './view.ts';

const BASE = '/lab/';
const SCENARIO: PagePlace = { kind: 'scenario', id: 'other-subnet-vxlan', lang: 'ko', frame: false };
const PLACES: readonly PagePlace[] = [SCENARIO, { kind: 'plain' }, { kind: 'custom', frame: false }];
const MOMENT: Sharing = { what: 'moment', lang: 'en', theme: 'auto' };

function openedAt(place: PagePlace, query: string) {
  return opened({ lab: week4, link: readLink(query), place, scenario: null, under: new Map(), hash: '' }, simulate);
}

function seen(place: PagePlace, query: string): Seen {
  const { session, start, at, head } = openedAt(place, query);
  return { session, start, head: { ...AT_START, at: beat(at ?? 0), ...head }, view: { ...FRESH_VIEW, lang: 'en' } };
}

/** Opens an address as a reader's browser does. */
function reopened(address: string) {
  const { pathname, search, hash } = new URL(BASE + address, 'https://example.org');
  const { place, query } = readAddress(BASE, { pathname, search, hash });
  const link = readLink(query);
  return { place, link, ...openedAt(place, query) };
}

test('a link opens the very moment, on the page and in a frame', () => {
  for (const place of PLACES) {
    const before = seen(place, '?p.routing=vxlan');
    const { trace } = before.session;
    const events = trace?.events.length ?? 0;
    expect(events).toBeGreaterThan(20);
    for (let at = 0; at < events; at += 17) {
      const links = sharedLinks({ ...before, head: { ...before.head, at: beat(at + 0.4) } }, MOMENT);
      for (const address of Object.values(links)) {
        const { at: event, unread, session } = reopened(address);
        expect({ address, event, unread }).toEqual({ address, event: at, unread: [] });
        expect(session.run.ask).toEqual(before.session.run.ask);
      }
    }
  }
});

test('every link names its moment, also where the run opens at it', () => {
  for (const place of PLACES) {
    const links = sharedLinks(seen(place, ''), MOMENT);
    for (const address of Object.values(links)) expect(address).toMatch(/[?&]at=[a-z][a-z0-9-]+$/);
  }
});

test('frames have their own documents, and slides large type and no keys', () => {
  expect(sharedLinks(seen(SCENARIO, '?at=encap'), MOMENT)).toEqual({
    page: 'en/s/other-subnet-vxlan/?at=syn-k8s-ctr-encap',
    frame: 'embed/other-subnet-vxlan/?lang=en&at=syn-k8s-ctr-encap',
    slide: 'embed/other-subnet-vxlan/?lang=en&present=1&shortcuts=0&at=syn-k8s-ctr-encap',
  });
  const { page, frame } = sharedLinks(seen({ kind: 'plain' }, '?at=encap&p.routing=vxlan'), MOMENT);
  expect(page).toBe('?lang=en&p.routing=vxlan&at=syn-k8s-ctr-encap');
  expect(frame).toBe('embed/x/?lang=en&p.routing=vxlan&at=syn-k8s-ctr-encap');
});

test('the reader’s own language and colours are not said', () => {
  const { page, frame } = sharedLinks(seen(SCENARIO, '?at=encap'), { ...MOMENT, lang: null });
  expect(page).toBe('s/other-subnet-vxlan/?at=syn-k8s-ctr-encap');
  expect(frame).toBe('embed/other-subnet-vxlan/?at=syn-k8s-ctr-encap');
  expect(sharedLinks(seen(SCENARIO, '?at=encap'), { ...MOMENT, theme: 'dark' }).page).toContain('theme=dark');
});

test('a stretch is played from its beginning; how the author used the page stays with the author', () => {
  const before = seen(SCENARIO, '?from=syn-router-eth1-rx&to=end&loop=1&at=syn-router-forward');
  const used: Seen = {
    ...before,
    head: { ...before.head, speed: 4, stopsAt: 'event' },
    view: { ...before.view, shortcuts: false, motion: 'reduce', present: true },
  };
  const stretch = sharedLinks(used, { ...MOMENT, what: 'stretch' }).page;
  expect(stretch).toBe('en/s/other-subnet-vxlan/?from=syn-router-eth1-rx&to=end&loop=1&at=syn-router-eth1-rx');
  expect(reopened(stretch).head.range).toEqual(before.head.range);
  expect(sharedLinks(used, MOMENT).page).toBe('en/s/other-subnet-vxlan/?at=syn-router-forward');
});
