import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runArbitrary, traceOf } from '../../tests/property/runs.ts';
import { simulate } from '../engine/simulate.ts';
import { week4 } from '../lab/presets/week4.ts';
import { APPS, type App, type Ask, openingAsk, ROUTINGS } from '../scenario/ask.ts';
import { usualCount } from '../scenario/count.ts';
import { openSession } from '../state/session.ts';
import type { Trace } from '../trace/trace.ts';
import { ipv4 } from '../wire/address.ts';
import { startOf } from './pacing.ts';
import { phaseOf, phasesOf } from './phases.ts';
import { placeInStrip, stripOf } from './strip.ts';

function run(change: Partial<Ask>): Trace {
  const { trace } = openSession(week4, (world) => ({ ...openingAsk(world), ...change }), simulate);
  if (trace === null) throw new Error('the run cannot be computed');
  return trace;
}

const ids = (change: Partial<Ask>): string[] => phasesOf(run(change)).map((phase) => phase.id);

describe('the phases of the runs of the lab', () => {
  const NATIVE: Readonly<Record<App, readonly string[]>> = {
    curl: ['connect', 'retry-1', 'retry-2', 'give-up'],
    nc: ['connect', 'retry-1', 'retry-2', 'give-up'],
    ping: ['echo-1', 'echo-2', 'give-up'],
    traceroute: ['probe-1', 'probe-2', 'probe-3', 'probe-4', 'probe-5'],
    dns: ['resolve'],
  };
  const OVERLAY: Readonly<Record<App, readonly string[]>> = {
    curl: ['connect', 'transfer', 'close'],
    nc: ['connect', 'close'],
    ping: ['echo-1', 'echo-2'],
    traceroute: ['probe-1', 'probe-2'],
    dns: ['resolve'],
  };
  for (const app of APPS) {
    for (const routing of ROUTINGS) {
      test(`${app}, ${routing}`, () => {
        expect(ids({ app, routing, count: usualCount(app) })).toEqual((routing === 'native' ? NATIVE : OVERLAY)[app]);
      });
    }
  }

  test('a service is connected to like a pod, and an address outside of the lab is tried again and given up', () => {
    expect(ids({ to: { kind: 'service', name: 'webpod' } })).toEqual(OVERLAY.curl);
    expect(ids({ to: { kind: 'address', address: ipv4('8.8.8.8') } })).toEqual(NATIVE.curl);
  });

  test('an answer that is lost makes both sides try again', () => {
    const trace = run({ router: 'static-dst' });
    const [first] = phasesOf(trace);
    expect(first?.kind).toBe('connect');
    expect(phasesOf(trace).filter((phase) => phase.kind === 'retry').length).toBeGreaterThan(1);
  });

  test('a phase after a silence says how long it was', () => {
    const [, retry] = phasesOf(run({}));
    expect(retry?.waited).toBeGreaterThan(900_000_000);
    expect(phasesOf(run({ routing: 'vxlan' })).every((phase) => phase.waited === 0)).toBe(true);
  });
});

test('in any run the phases cover everything once, in order, under names of their own', () => {
  fc.assert(
    fc.property(runArbitrary, (some) => {
      const trace = traceOf(some);
      const phases = phasesOf(trace);
      const start = startOf(trace);
      expect(phases[0]?.first).toBe(start);
      expect(phases.at(-1)?.last).toBe(trace.events.length - 1);
      phases.slice(1).forEach((phase, i) => expect(phase.first).toBe((phases[i]?.last ?? 0) + 1));
      expect(new Set(phases.map((phase) => phase.id)).size).toBe(phases.length);
      for (const phase of phases) expect(phase.id).toMatch(/^[a-z0-9-]{1,64}$/);
      expect(phases.flatMap((phase) => phase.packets)).toEqual(trace.packets.map((record) => record.id));
      for (const event of trace.events.slice(start)) {
        const phase = phaseOf(trace, event.id);
        expect(phase !== null && phase.first <= event.id && event.id <= phase.last).toBe(true);
      }
    }),
    { seed: 21, numRuns: 10 },
  );
});

test('the strip has every hop of every packet once, and knows where the reader is', () => {
  const trace = run({ routing: 'vxlan' });
  const groups = stripOf(trace).flatMap((chapter) => chapter.groups);
  expect(groups.map((group) => group.packet)).toEqual(trace.packets.map((record) => record.id));
  for (const event of trace.events.slice(startOf(trace))) {
    const place = placeInStrip(trace, event.id);
    const card = groups.flatMap((group) => group.cards).find((own) => own.event === place?.card);
    expect(card === undefined || card.first <= event.id).toBe(true);
    expect(event.kind !== 'hook' || place?.packet === event.packet).toBe(true);
  }
  expect(placeInStrip(trace, trace.events[startOf(trace)]?.id ?? (0 as never))).toMatchObject({ card: null });
});

test('where nothing is sent the strip tells what the command does', () => {
  const trace = run({});
  const last = stripOf(trace).at(-1);
  expect(last?.phase.id).toBe('give-up');
  expect(last?.groups.map((group) => [group.packet, group.cards.length])).toEqual([[null, 2]]);
});
