import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { week4 } from '../lab/presets/week4.ts';
import { phasesOf } from '../scene/phases.ts';
import { openingAsk } from '../scenario/ask.ts';
import { eventOfPosition } from '../scene/position.ts';
import { readLink, writeLink } from './link.ts';
import { headOfLink } from './link-time.ts';
import { AT_START, type Playhead, ranged } from './playhead.ts';
import { openSession } from './session.ts';
import { SPEEDS, STOPS } from './speed.ts';
import { FRESH_VIEW, MOTIONS } from './view.ts';

const session = openSession(week4, openingAsk, simulate);
const trace = session.trace ?? fail();

function fail(): never {
  throw new Error('the opening run cannot be computed');
}

function opened(search: string) {
  const link = readLink(search);
  const { head, unread } = headOfLink(trace, link.time, (at) => eventOfPosition(trace, at));
  return { link, head: { ...AT_START, ...head }, unread: [...link.unread, ...unread] };
}

test('how a run is played comes back from the address', () => {
  fc.assert(
    fc.property(
      fc.record({
        speed: fc.constantFrom(...SPEEDS),
        stopsAt: fc.constantFrom(...STOPS),
        loop: fc.constantFrom('on' as const, 'off' as const),
        ends: fc.option(fc.tuple(fc.nat(60), fc.nat(60))),
        present: fc.boolean(),
        shortcuts: fc.boolean(),
        motion: fc.constantFrom(...MOTIONS),
      }),
      ({ speed, stopsAt, loop, ends, present, shortcuts, motion }) => {
        let head: Playhead = { ...AT_START, speed, stopsAt, loop };
        if (ends !== null) head = ranged(ranged(head, trace, 'from', ends[0]), trace, 'to', ends[1]);
        const search = writeLink({
          world: session.world,
          ask: session.ask,
          at: 24,
          openingAt: 24,
          lang: 'ko',
          langGiven: false,
          theme: 'auto',
          detail: 1,
          pane: 'packet',
          head,
          view: { present, shortcuts, motion },
        });
        const back = opened(search);
        expect(back.unread).toEqual([]);
        expect(back.head).toEqual(head);
        const { time } = back.link;
        expect([time.present ?? false, time.shortcuts ?? true, time.motion ?? 'auto']).toEqual([
          present,
          shortcuts,
          motion,
        ]);
      },
    ),
    { seed: 4, numRuns: 60 },
  );
});

test('a range may be named by phases, moments, indexes and the end', () => {
  const retry = phasesOf(trace).find((phase) => phase.id === 'retry-1') ?? fail();
  expect(opened('?from=retry-1&to=retry-1').head.range).toEqual({ from: retry.first, to: retry.last });
  expect(opened('?from=leak&to=end').head.range).toEqual({ from: 24, to: trace.events.length - 1 });
  expect(opened('?from=12.5&to=20').head.range).toEqual({ from: 12, to: 20 });
  expect(opened('?to=20').head.range).toEqual({ from: 6, to: 20 });
  expect(eventOfPosition(trace, { kind: 'moment', name: 'retry-2' })).toBe(phasesOf(trace)[2]?.first);
});

test('each field falls back by itself, and is named', () => {
  expect(opened('?from=nowhere&speed=2').unread).toEqual(['from']);
  expect(opened('?from=nowhere&speed=2').head).toEqual({ ...AT_START, speed: 2 });
  expect(opened('?from=30&to=20')).toMatchObject({ head: { range: null }, unread: ['from', 'to'] });
  expect(opened('?loop=maybe&pause=never&motion=some&present=2').unread).toEqual([
    'loop',
    'pause',
    'present',
    'motion',
  ]);
});

test('speeds beyond the scale are its ends, and the reader is told; others are the nearest', () => {
  expect(opened('?speed=100')).toMatchObject({ head: { speed: 8 }, unread: ['speed'] });
  expect(opened('?speed=0.01')).toMatchObject({ head: { speed: 0.125 }, unread: ['speed'] });
  expect(opened('?speed=0')).toMatchObject({ head: { speed: 0.125 }, unread: ['speed'] });
  expect(opened('?speed=1.3')).toMatchObject({ head: { speed: 1 }, unread: [] });
  expect(opened('?speed=3')).toMatchObject({ head: { speed: 4 }, unread: [] });
  expect(opened('?speed=fast')).toMatchObject({ head: { speed: 1 }, unread: ['speed'] });
});

test('bare keys are a yes, and a foreign key of two letters is nobody’s slip', () => {
  expect(opened('?loop&present').head.loop).toBe('on');
  expect(readLink('?present').time.present).toBe(true);
  expect(readLink('?ko=1&ts=2').unread).toEqual([]);
  expect(readLink('?shortcuts=0').time.shortcuts).toBe(false);
});

test('what is as usual is not written', () => {
  const usual = { present: false, shortcuts: true, motion: 'auto' } as const;
  expect(FRESH_VIEW).toMatchObject(usual);
  expect(opened('').head).toEqual(AT_START);
});
