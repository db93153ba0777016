import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { week4 } from '../lab/presets/week4.ts';
import type { EventId } from '../trace/events.ts';
import { parseIpv4 } from '../wire/address.ts';
import { createStores, rerun, type Stores } from './app-state.ts';
import { type Ask, openingAsk } from '../scenario/ask.ts';
import { seek, toggle, tick } from './playhead.ts';
import { openSession } from './session.ts';
import { remediesFor } from './remedies.ts';
import { FRESH_VIEW } from './view.ts';

function open(): Stores {
  return createStores(openSession(week4, openingAsk, simulate), FRESH_VIEW, null);
}

function here(stores: Stores) {
  const { trace } = stores.session.getState();
  const at = stores.playhead.getState().at;
  const event = trace?.events[Math.floor(at)];
  if (trace === null || event === undefined) throw new Error('nowhere');
  return { trace, event };
}

function askNow(stores: Stores): Ask {
  return stores.session.getState().run.ask;
}

describe('the mode switch', () => {
  test('keeps the reader with the same packet at the same host', () => {
    const stores = open();
    rerun(stores, { ...askNow(stores), routing: 'vxlan' }, 'same-moment', simulate);
    const { trace, event } = here(stores);
    expect(event.netns).toBe('router');
    expect(trace.packets[event.packet ?? -1]?.label).toBe('SYN');
  });

  test('and back again to where the packet is let out', () => {
    const stores = open();
    rerun(stores, { ...askNow(stores), routing: 'vxlan' }, 'same-moment', simulate);
    rerun(stores, { ...askNow(stores), routing: 'native' }, 'same-moment', simulate);
    expect(here(stores).event.netns).toBe('router');
  });

  test('a packet that never gets so far is shown where it got to', () => {
    const stores = open();
    rerun(stores, { ...askNow(stores), routing: 'vxlan' }, 'start', simulate);
    const { trace } = here(stores);
    const arrived = trace.packets[0]?.end ?? 0;
    stores.playhead.setState((head) => seek(head, trace, arrived), true);
    rerun(stores, { ...askNow(stores), routing: 'native' }, 'same-moment', simulate);
    const { event } = here(stores);
    expect(event.kind === 'end' && event.outcome.kind).toBe('left-the-lab');
  });
});

test('Run starts from the beginning of the story, past the servers that open their sockets', () => {
  const stores = open();
  rerun(stores, askNow(stores), 'start', simulate);
  expect(here(stores).event.kind).toBe('job');
});

test('a run that cannot be computed says why, and the last picture stays', () => {
  const stores = open();
  const before = stores.session.getState().trace;
  rerun(stores, { ...askNow(stores), to: { kind: 'service', name: 'nobody' } }, 'start', simulate);
  const { run, trace } = stores.session.getState();
  expect(run.kind).toBe('failed');
  expect(trace).toBe(before);
});

test('whatever an engine throws is a message, not an exception', () => {
  const session = openSession(week4, openingAsk, () => {
    throw new Error('invariant broken: no way');
  });
  expect(session.run).toMatchObject({ kind: 'failed', message: 'invariant broken: no way' });
  expect(session.trace).toBe(null);
});

test('a remedy is offered where the router lost a packet, and nowhere else', () => {
  const stores = open();
  const { trace } = here(stores);
  const kinds = remediesFor(trace, askNow(stores), trace.packets[0]?.id ?? null).map((remedy) => remedy.kind);
  expect(kinds).toEqual(['routing', 'routes', 'routes']);
  const outside = parseIpv4('8.8.8.8');
  if (outside === null) throw new Error('no address');
  rerun(stores, { ...askNow(stores), to: { kind: 'address', address: outside } }, 'start', simulate);
  const away = here(stores).trace;
  expect(remediesFor(away, askNow(stores), away.packets[0]?.id ?? null)).toEqual([]);
});

test('playing ends at the last event, and pressing play there starts over', () => {
  const stores = open();
  const { trace } = here(stores);
  let head = toggle(stores.playhead.getState(), trace);
  for (let i = 0; i < 2000 && head.mode === 'playing'; i++) head = tick(head, trace, 100);
  expect([head.mode, head.at]).toEqual(['paused', trace.events.length - 1]);
  const again = toggle(head, trace);
  expect(trace.events[Math.floor(again.at) as EventId]?.kind).toBe('job');
});
