import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveWorld } from '../lab/derive.ts';
import { week4 } from '../lab/presets/week4.ts';
import { APPS, type Ask, openingAsk, parseDestination, ROUTERS, ROUTINGS, sourcesOf } from '../scenario/ask.ts';
import { COUNTS } from '../scenario/count.ts';
import { MOST_SIZE, PMTUDISC } from '../scenario/ping-size.ts';
import { POSITIONS, SWITCHES, type Switches, turned } from '../scenario/switches.ts';
import { askOfLink, readLink, writeLink } from './link.ts';
import { AT_START } from './playhead.ts';
import { FRESH_VIEW } from './view.ts';

const WORLD = deriveWorld(week4);
const OPENING = openingAsk(WORLD);

const switchesArbitrary: fc.Arbitrary<Switches> = fc
  .tuple(...SWITCHES.map((name) => fc.constantFrom(...POSITIONS[name]).map((position) => [name, position] as const)))
  .map((pairs) => pairs.reduce<Switches>((all, [name, position]) => turned(week4, all, name, position) ?? all, {}));

const ROUTES = [
  '172.20.2.0/24 via 192.168.20.100',
  '172.20.0.0/24 via 192.168.10.100',
  'blackhole 172.20.1.0/24',
  'unreachable 10.99.0.0/16',
  '8.8.8.8 via 10.0.2.2',
];

const askArbitrary: fc.Arbitrary<Ask> = fc
  .record({
    from: fc.constantFrom(...sourcesOf(WORLD)),
    to: fc
      .constantFrom('webpod-697b545f57-9ns5w', 'curl-pod', 'k8s-w0', 'svc.webpod', '10.10.1.200', '8.8.8.8')
      .map((text) => parseDestination(WORLD, text) ?? OPENING.to),
    app: fc.constantFrom(...APPS),
    routing: fc.constantFrom(...ROUTINGS),
    router: fc.constantFrom(...ROUTERS),
    routes: fc.subarray(ROUTES),
    defaultRoute: fc.boolean(),
    switches: switchesArbitrary,
    count: fc.nat(9),
    size: fc.integer({ min: 0, max: MOST_SIZE }),
    pmtudisc: fc.constantFrom(...PMTUDISC),
    seed: fc.option(fc.nat(0xffffffff)),
  })
  .map((ask) => {
    const limits = COUNTS[ask.app];
    const count = limits === null ? 1 : Math.max(limits.least, Math.min(limits.most, ask.count));
    const own = ask.router === 'custom' ? {} : { routes: [], defaultRoute: true };
    const plain = ask.app === 'ping' ? {} : { size: OPENING.size, pmtudisc: OPENING.pmtudisc };
    return { ...ask, count, ...own, ...plain };
  });

const page = {
  world: WORLD,
  openingAt: 24,
  langGiven: true,
  theme: 'dark' as const,
  detail: 1 as const,
  pane: 'packet' as const,
  head: AT_START,
  view: FRESH_VIEW,
};

test('what a page writes, a page reads', () => {
  fc.assert(
    fc.property(askArbitrary, fc.nat(400), fc.constantFrom('ko' as const, 'en' as const), (ask, at, lang) => {
      const search = writeLink({ ...page, ask, at, lang });
      const link = readLink(search);
      expect(link.unread).toEqual([]);
      expect(askOfLink(WORLD, link)).toEqual({ ask, unread: [] });
      expect([link.lang, link.theme, link.detail, link.pane]).toEqual([lang, 'dark', null, null]);
      expect(link.at).toEqual(at === 24 ? null : { kind: 'index', index: at });
      expect(search.length).toBeLessThan(2048);
      expect(search).toMatch(/^\?[A-Za-z0-9_.:/=&-]*$/);
    }),
    { seed: 1 },
  );
});

test('the plain address stays plain', () => {
  expect(writeLink({ ...page, ask: OPENING, at: 24, lang: 'ko', langGiven: false, theme: 'auto' })).toBe('');
});

describe('a link that somebody has mangled', () => {
  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { ask } = askOfLink(WORLD, readLink(`?${text}`));
        expect(ask).toBeDefined();
      }),
      { seed: 2, numRuns: 400 },
    );
  });

  test('falls back field by field, and names what it could not read', () => {
    const link = readLink('?lang=fr&theme=dark&at=1e9&p.routing=vxlan&p.src=nobody');
    expect(link.unread).toEqual(['lang']);
    expect(link.theme).toBe('dark');
    const { ask, unread } = askOfLink(WORLD, link);
    expect([ask.routing, ask.from, unread]).toEqual(['vxlan', 'curl-pod', ['p.src']]);
  });

  test('a slip of the finger is told, a stranger’s key is not', () => {
    expect(readLink('?langg=ko').unread).toEqual(['langg']);
    expect(readLink('?utm_source=x&fbclid=y').unread).toEqual([]);
  });

  test('too long is not read at all', () => {
    expect(readLink(`?lang=en&x=${'y'.repeat(3000)}`)).toMatchObject({ lang: null, unread: ['?'] });
  });
});

test('bare keys are true, aliases are read', () => {
  expect(readLink('?freeze').freeze).toBe(true);
  expect(readLink('?freeze=0').freeze).toBe(false);
  expect(readLink('?hl=en').lang).toBe('en');
  expect(readLink('?at=leak').at).toEqual({ kind: 'moment', name: 'leak' });
  expect(readLink('?at=12.5').at).toEqual({ kind: 'index', index: 12.5 });
});
