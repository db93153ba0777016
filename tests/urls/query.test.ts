import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveWorld } from '../../src/lab/derive.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { APPS, type Ask, openingAsk, parseDestination, ROUTERS, ROUTINGS, sourcesOf } from '../../src/scenario/ask.ts';
import { COUNTS } from '../../src/scenario/count.ts';
import { PMTUDISC } from '../../src/scenario/ping-size.ts';
import { askOfScenario } from '../../src/scenario/scenario-ask.ts';
import { SCENARIOS } from '../../src/scenario/scenarios.ts';
import { MAX_PAIRS, MAX_QUERY } from '../../src/state/link-fields.ts';
import { NO_LINK_PAGE, PANE_NAMES, type LinkPage } from '../../src/state/link-page.ts';
import { askOfLink, KNOWN_KEYS, readLink, writeLink } from '../../src/state/link.ts';
import { headOfLink } from '../../src/state/link-time.ts';
import { AT_START, ranged } from '../../src/state/playhead.ts';
import { SPEEDS, STOPS } from '../../src/state/speed.ts';
import { opened, plainly } from '../../src/state/start.ts';
import { MOTIONS, PANES, THEMES } from '../../src/state/view.ts';
import { eventOfPosition } from '../../src/scene/position.ts';
import { nameOfEvent } from '../../src/trace/event-names.ts';
import type { EventId } from '../../src/trace/events.ts';
import { POSITIONS, SWITCHES, type Switches, turned } from '../../src/scenario/switches.ts';
import { seedOf } from '../property/runs.ts';

const WORLD = deriveWorld(week4);
const OPENING = openingAsk(WORLD);
const USUALS = [
  OPENING,
  ...SCENARIOS.flatMap((scenario) => {
    const asked = askOfScenario(WORLD, scenario);
    return asked.kind === 'ask' ? [asked.ask] : [];
  }),
  // A hash may start from routes and switches of its own.
  {
    ...OPENING,
    router: 'custom' as const,
    routes: ['172.20.2.0/24 via 192.168.20.100'],
    defaultRoute: false,
    switches: { socketLB: false, hostRouting: 'legacy' as const },
  },
] satisfies readonly Ask[];

const switchesArbitrary: fc.Arbitrary<Switches> = fc
  .tuple(...SWITCHES.map((name) => fc.constantFrom(...POSITIONS[name]).map((position) => [name, position] as const)))
  .map((pairs) => pairs.reduce<Switches>((all, [name, position]) => turned(week4, all, name, position) ?? all, {}));

const askArbitrary = (usual: Ask): fc.Arbitrary<Ask> =>
  fc
    .record({
      from: fc.constantFrom(...sourcesOf(WORLD)),
      to: fc
        .constantFrom('webpod-697b545f57-9ns5w', 'k8s-w0', 'svc.webpod', '8.8.8.8')
        .map((text) => parseDestination(WORLD, text) ?? OPENING.to),
      app: fc.constantFrom(...APPS),
      routing: fc.constantFrom(...ROUTINGS),
      router: fc.constantFrom(...ROUTERS),
      routes: fc.subarray(['172.20.2.0/24 via 192.168.20.100', 'blackhole 172.20.1.0/24']),
      defaultRoute: fc.boolean(),
      switches: switchesArbitrary,
      count: fc.nat(9),
      size: fc.nat(8972),
      pmtudisc: fc.constantFrom(...PMTUDISC),
      seed: fc.option(fc.nat(0xffffffff)),
    })
    .map((ask) => {
      const limits = COUNTS[ask.app];
      const count = limits === null ? 1 : Math.max(limits.least, Math.min(limits.most, ask.count));
      const own = ask.router === 'custom' ? {} : { routes: [], defaultRoute: true };
      const plain = ask.app === 'ping' ? {} : { size: usual.size, pmtudisc: usual.pmtudisc };
      return { ...ask, count, ...own, ...plain };
    });

const flag = fc.constantFrom(true, false, null);
const pageArbitrary: fc.Arbitrary<LinkPage> = fc.record({
  panes: fc.oneof(fc.constantFrom('all' as const, null), fc.subarray([...PANE_NAMES], { minLength: 1 })),
  focus: fc.option(fc.subarray(['k8s-ctr', 'router', 'kube-system/coredns-a', 'k8s-w0:eth1'], { minLength: 1 })),
  controls: fc.constantFrom('on', 'off', 'auto', null),
  autoplay: flag,
  load: fc.constantFrom('eager', 'click', null),
  api: flag,
  origin: fc.constantFrom('https://blog.example', 'http://localhost:4000', null),
  cmd: fc.option(
    fc.string({
      unit: fc.integer({ min: 0x20, max: 0x7e }).map((c) => String.fromCodePoint(c)),
      minLength: 1,
      maxLength: 40,
    }),
  ),
  run: flag,
});

test('a thousand random states of the page come back from their queries exactly', () => {
  const { session } = opened(plainly(week4, readLink('')), simulate);
  const trace = session.trace;
  if (trace === null) throw new Error('the opening run cannot be computed');
  const last = trace.events.length - 1;
  fc.assert(
    fc.property(
      fc.constantFrom(...USUALS).chain((usual) => fc.tuple(fc.constant(usual), askArbitrary(usual))),
      pageArbitrary,
      fc.record({
        at: fc.oneof(
          fc.integer({ min: 6, max: last }),
          fc.integer({ min: 6000, max: last * 1000 }).map((n) => n / 1000),
        ),
        names: fc.boolean(),
        lang: fc.constantFrom('ko' as const, 'en' as const),
        theme: fc.constantFrom(...THEMES),
        detail: fc.constantFrom(1 as const, 2 as const, 3 as const),
        pane: fc.constantFrom(...PANES),
        speed: fc.constantFrom(...SPEEDS),
        stopsAt: fc.constantFrom(...STOPS),
        loop: fc.constantFrom('on' as const, 'off' as const),
        ends: fc.option(fc.tuple(fc.integer({ min: 6, max: last }), fc.integer({ min: 6, max: last }))),
        present: fc.boolean(),
        shortcuts: fc.boolean(),
        motion: fc.constantFrom(...MOTIONS),
      }),
      ([usual, ask], page, state) => {
        let head = { ...AT_START, speed: state.speed, stopsAt: state.stopsAt, loop: state.loop };
        if (state.ends !== null)
          head = { ...head, ...ranged(ranged(head, trace, 'from', state.ends[0]), trace, 'to', state.ends[1]) };
        const nameOf = (event: number): string => nameOfEvent(trace, Math.floor(event) as EventId) ?? 'none';
        const whole = Number.isInteger(state.at);
        const search = writeLink({
          world: WORLD,
          ask,
          usual: { ask: usual, under: new Map() },
          at: state.names && whole ? nameOf(state.at) : state.at,
          openingAt: 24,
          lang: state.lang,
          langGiven: true,
          theme: state.theme,
          detail: state.detail,
          pane: state.pane,
          head,
          view: state,
          page,
          ...(state.names ? { placeText: nameOf } : {}),
        });
        expect(search.length).toBeLessThan(MAX_QUERY);
        const link = readLink(search);
        expect([link.unread, link.notes]).toEqual([[], []]);
        expect(askOfLink(WORLD, link, usual)).toEqual({ ask, unread: [] });
        expect(link.page).toEqual(page);
        expect(link.at === null ? 24 : eventOfPosition(trace, link.at)).toBe(state.at);
        const back = headOfLink(trace, link.time, (at) => eventOfPosition(trace, at));
        expect(back.unread).toEqual([]);
        expect({ ...AT_START, ...back.head }).toEqual(head);
        const { time } = link;
        expect([link.lang, link.theme ?? 'auto', link.detail ?? 1, link.pane ?? 'packet']).toEqual([
          state.lang,
          state.theme,
          state.detail,
          state.pane,
        ]);
        expect([time.present ?? false, time.shortcuts ?? true, time.motion ?? 'auto']).toEqual([
          state.present,
          state.shortcuts,
          state.motion,
        ]);
      },
    ),
    { seed: seedOf(31), numRuns: 1000 },
  );
});

describe('keys of the page that others act on', () => {
  test('are read and kept, and what cannot be read falls back by itself', () => {
    expect(readLink('?panes=topology,terminal&controls=0&load=click&autoplay&api=1').page).toEqual({
      ...NO_LINK_PAGE,
      panes: ['topology', 'terminal'],
      controls: 'off',
      load: 'click',
      autoplay: true,
      api: true,
    });
    const link = readLink(
      '?panes=topology,topology&focus=a,b,c,d,e,f,g,h,i&origin=https://x.example/path&controls=maybe&run=1',
    );
    expect(link.unread).toEqual(['panes', 'focus', 'controls', 'origin']);
    expect(link.page).toEqual({ ...NO_LINK_PAGE, run: true });
  });

  test('a command is what can be seen, and no more than a line', () => {
    expect(readLink('?cmd=kubectl%20get%20pods&run').page).toMatchObject({ cmd: 'kubectl get pods', run: true });
    for (const cmd of ['a%0Ab', '%1B%5B31m', '', 'x'.repeat(201), '%E2%80%AEevil', '파드']) {
      expect([cmd, readLink(`?cmd=${cmd}`).unread]).toEqual([cmd, ['cmd']]);
    }
  });

  test('an origin is one, and nothing like it', () => {
    for (const origin of [
      'data:text/html,x',
      'https://a.example/',
      'a.example',
      'https://user@a.example',
      'null',
      '*',
      'HTTPS://a.example',
    ]) {
      expect([origin, readLink(`?origin=${encodeURIComponent(origin)}`).unread]).toEqual([origin, ['origin']]);
    }
    expect(readLink('?origin=https://a.example:8443').page.origin).toBe('https://a.example:8443');
  });
});

describe('what is told', () => {
  test('a key that is one letter off, and what it should have been', () => {
    expect(readLink('?autoplai=1&p.rooting=vxlan').notes).toEqual([
      { kind: 'meant', key: 'autoplai', known: 'autoplay' },
      { kind: 'meant', key: 'p.rooting', known: 'p.routing' },
    ]);
    expect(readLink('?p.kpr=1').unread).toEqual(['p.kpr']);
    expect(readLink('?utm_source=x&fbclid=y&ref=z&gclid=1').unread).toEqual([]);
  });

  test('minutes and seconds are refused, by whichever key', () => {
    for (const key of ['t', 'at', 'step', 'from', 'to']) {
      const link = readLink(`?${key}=1:30`);
      expect(link.notes).toEqual([{ kind: 'no-seconds', key }]);
      expect(link.unread).toEqual([key === 't' || key === 'step' ? 'at' : key]);
    }
  });

  test('a query that is too long, in characters or in pairs, is not read at all', () => {
    const pairs = Array.from({ length: MAX_PAIRS + 1 }, (_, i) => `k${i}`).join('&');
    for (const search of [`?lang=en&x=${'y'.repeat(MAX_QUERY)}`, `?lang=en&${pairs}`]) {
      expect(readLink(search)).toMatchObject({ lang: null, unread: ['?'], notes: [{ kind: 'too-long' }] });
    }
    expect(readLink(`?lang=en&${'k&'.repeat(MAX_PAIRS - 2)}`).lang).toBe('en');
  });

  test('a place that the run does not have, and a scenario that there is not', () => {
    const at = opened(plainly(week4, readLink('?at=never')), simulate);
    expect([at.unread, at.notes]).toEqual([['at'], [{ kind: 'no-place', name: 'never' }]]);
    expect(at.at).toBe(24);
    const place = { kind: 'scenario', id: 'same-nodes', lang: 'ko', frame: false } as const;
    const none = opened({ ...plainly(week4, readLink('')), place }, simulate);
    expect(none.notes).toMatchObject([{ kind: 'no-scenario', like: { id: 'same-node' } }]);
    expect(none.start.scenario).toBeNull();
    const lab = { ...week4, pods: week4.pods.filter((pod) => !pod.name.includes('mn7r5')) };
    const lacks = opened({ ...plainly(lab, readLink('')), place: { ...place, id: 'same-node' } }, simulate);
    expect(lacks.notes).toMatchObject([{ kind: 'lacks', lack: 'same-node' }]);
  });
});

test('the first of a key counts, and every key is spelt as keys are', () => {
  expect(readLink('?at=leak&at=encap&t=drop').at).toEqual({ kind: 'moment', name: 'leak' });
  expect(KNOWN_KEYS.filter((key) => !/^[a-z][a-z0-9.-]{0,23}$/.test(key))).toEqual([]);
  expect(new Set(KNOWN_KEYS).size).toBe(KNOWN_KEYS.length);
});
