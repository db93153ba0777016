import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { week4 } from '../lab/presets/week4.ts';
import { type Ask, openingAsk } from '../scenario/ask.ts';
import { openSession } from '../state/session.ts';
import type { Trace } from '../trace/trace.ts';
import { answersOf } from './answers.ts';
import { openingEvent, verdictOf } from './moment.ts';
import { endGroups, endsOf } from './run-ends.ts';

function run(change: Partial<Ask> = {}): Trace {
  const { trace } = openSession(week4, (world) => ({ ...openingAsk(world), ...change }), simulate);
  if (trace === null) throw new Error('the run cannot be computed');
  return trace;
}

describe('traceroute, which always exits with 0, is judged by whether the destination has answered', () => {
  test('native: the probes leak at the router', () => {
    const trace = run({ app: 'traceroute' });
    expect(endsOf(trace)).toMatchObject([{ exitCode: 0, answered: false }]);
    expect(verdictOf(trace)).toBe('leaked');
  });

  for (const routing of ['vxlan', 'geneve'] as const) {
    test(`${routing}: answered`, () => {
      expect(verdictOf(run({ app: 'traceroute', routing }))).toBe('answered');
    });
  }

  test('answered where the router knows the way, though the first probes run out of TTL', () => {
    const trace = run({ app: 'traceroute', router: 'static' });
    expect(trace.packets.some(({ outcome }) => outcome.kind === 'dropped')).toBe(true);
    expect(verdictOf(trace)).toBe('answered');
  });

  test('dropped where the router has no way and says so: a router that answers is not the destination', () => {
    expect(verdictOf(run({ app: 'traceroute', router: 'no-default' }))).toBe('dropped');
  });

  test('leaked where only the answers are lost', () => {
    expect(verdictOf(run({ app: 'traceroute', router: 'static-dst' }))).toBe('leaked');
  });

  test('what a reader sees first, and the three answers, are about the leak and not about a TTL that was meant to run out', () => {
    const trace = run({ app: 'traceroute' });
    expect(trace.events[openingEvent(trace)]).toMatchObject({ outcome: { kind: 'left-the-lab' } });
    expect(answersOf(trace, 'en')?.where).toContain('left the lab by eth0 of router');
  });

  test('a service whose address nobody answers at is not answered', () => {
    const trace = run({ app: 'traceroute', routing: 'vxlan', to: { kind: 'service', name: 'webpod' } });
    expect(endsOf(trace)).toMatchObject([{ exitCode: 0, answered: false }]);
    expect(verdictOf(trace)).not.toBe('answered');
  });
});

test('other commands are judged by their exit code', () => {
  for (const app of ['curl', 'ping', 'nc'] as const) {
    expect(verdictOf(run({ app }))).toBe('leaked');
    expect(verdictOf(run({ app, routing: 'vxlan' }))).toBe('answered');
  }
});

test('equal ends of commands in a row are counted together', () => {
  const ends = endsOf(run({ count: 3 }));
  expect(endGroups(ends)).toMatchObject([{ count: 3, end: { exitCode: 28, answered: false } }]);
  const to = { kind: 'service', name: 'webpod' } as const;
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
  const seed = seeds.find((one) => endGroups(endsOf(run({ to, count: 3, seed: one }))).length === 2);
  const mixed = endGroups(endsOf(run({ to, count: 3, seed: seed ?? 0 })));
  expect(mixed.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  expect(new Set(mixed.map(({ end }) => end.exitCode))).toEqual(new Set([0, 28]));
});
