import { expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { week4 } from '../lab/presets/week4.ts';
import { beat } from '../scene/packets.ts';
import type { PagePlace } from './address.ts';
import { readLink } from './link.ts';
import { pageLink, type Places, type Seen } from './page-link.ts';
import { AT_START } from './playhead.ts';
import { opened } from './start.ts';
import { FRESH_VIEW } from './view.ts';

const SCENARIO: PagePlace = { kind: 'scenario', id: 'other-subnet-vxlan', lang: 'ko', frame: false };

function seen(place: PagePlace, query: string): Seen {
  const asked = { lab: week4, link: readLink(query), place, scenario: null, under: new Map(), hash: '' };
  const { session, start, at, head } = opened(asked, simulate);
  return { session, start, head: { ...AT_START, at: beat(at ?? 0), ...head }, view: FRESH_VIEW };
}

function queryOf(place: PagePlace, query: string, places: Places): string {
  return pageLink(seen(place, query), places, false).query;
}

test('a scenario as it opens is its path alone', () => {
  expect(pageLink(seen(SCENARIO, ''), 'index', false)).toEqual({
    path: 'ko/s/other-subnet-vxlan/',
    query: '',
    hash: '',
  });
  expect(pageLink(seen(SCENARIO, '?at=encap'), 'id', true).query).toBe('');
  const english = { ...seen(SCENARIO, ''), view: { ...FRESH_VIEW, lang: 'en' as const } };
  expect(pageLink(english, 'index', false)).toMatchObject({ path: 'en/s/other-subnet-vxlan/', query: '' });
});

test('places are written by index or by id, and mean the same', () => {
  const query = '?from=syn-router-eth1-rx&to=end&at=syn-router-forward';
  expect(queryOf(SCENARIO, query, 'index')).toBe('?from=23&to=320&at=25');
  expect(queryOf(SCENARIO, query, 'id')).toBe('?from=syn-router-eth1-rx&to=end&at=syn-router-forward');
  expect(queryOf(SCENARIO, queryOf(SCENARIO, query, 'id'), 'index')).toBe(queryOf(SCENARIO, query, 'index'));
});

test('what differs from the scenario is written, and only that', () => {
  expect(queryOf(SCENARIO, '?p.routing=native&p.app=ping', 'id')).toBe('?p.routing=native&p.app=ping');
  expect(queryOf(SCENARIO, '?p.routing=vxlan&p.app=curl', 'id')).toBe('');
  expect(queryOf({ kind: 'plain' }, '?p.routing=vxlan&p.app=curl', 'id')).toBe('?p.routing=vxlan');
});

test('keys for others are kept', () => {
  expect(queryOf(SCENARIO, '?controls=0&panes=topology,packet', 'index')).toBe('?panes=topology,packet&controls=0');
});

test('under a hash only what differs from it is said, and its range can be taken back', () => {
  const under = new Map([
    ['p.routing', 'geneve'],
    ['at', 'decap'],
    ['from', '10'],
    ['to', '40'],
    ['detail', '2'],
  ]);
  const asked = {
    lab: week4,
    link: readLink('', under),
    place: { kind: 'custom', frame: false } as const,
    scenario: 'other-subnet-vxlan',
    under,
    hash: '#v1.j.x.0',
  };
  const { session, start, at, head } = opened(asked, simulate);
  const here: Seen = {
    session,
    start,
    head: { ...AT_START, at: beat(at ?? 0), ...head },
    view: { ...FRESH_VIEW, detail: 2 },
  };
  expect(session.ask.routing).toBe('geneve');
  expect(pageLink(here, 'index', false)).toEqual({ path: 'x/', query: '', hash: '#v1.j.x.0' });
  const moved: Seen = { ...here, head: { ...here.head, range: null, at: beat(12) }, view: FRESH_VIEW };
  expect(pageLink(moved, 'index', false).query).toBe('?detail=1&from=start&to=end&at=12');
});
