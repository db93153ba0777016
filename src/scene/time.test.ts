import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runArbitrary, traceOf } from '../../tests/property/runs.ts';
import { pause, play, seek, step, tick, AT_START } from '../state/playhead.ts';
import { layoutFor } from './layout.ts';
import { simulate } from '../engine/simulate.ts';
import { week4 } from '../lab/presets/week4.ts';
import { openingAsk } from '../scenario/ask.ts';
import { openSession } from '../state/session.ts';
import { beatAfter, clockOf, lengthMillis, millisAt, startOf, waitingAt } from './pacing.ts';
import { beat, packetsAt } from './packets.ts';
import { stageAt } from './stage.ts';
import { timelineOf } from './timeline.ts';
import type { EventId } from '../trace/events.ts';

const SIZE = { width: 1056, height: 640 };
const runs = { seed: 11, numRuns: 25 } as const;

describe('for any lab and anything done to it', () => {
  test('time only goes forward, and the place after so many milliseconds is the inverse of the milliseconds of a place', () => {
    fc.assert(
      fc.property(runArbitrary, fc.double({ min: 0, max: 1, noNaN: true }), (run, share) => {
        const trace = traceOf(run);
        const times = clockOf(trace);
        const start = startOf(trace);
        for (let i = start + 1; i < times.length; i++) expect(times[i]).toBeGreaterThan(times[i - 1] ?? 0);
        const millis = share * lengthMillis(trace);
        expect(millisAt(trace, beatAfter(trace, millis))).toBeCloseTo(millis, -1);
      }),
      runs,
    );
  });

  test('seeking equals playing, forwards and backwards', () => {
    fc.assert(
      fc.property(runArbitrary, (run) => {
        const trace = traceOf(run);
        const layout = layoutFor(trace, SIZE);
        const forwards = trace.events.map((event) => JSON.stringify(packetsAt(trace, layout, beat(event.id))));
        for (let i = trace.events.length - 1; i >= 0; i -= 3) {
          expect(JSON.stringify(packetsAt(trace, layout, beat(i)))).toBe(forwards[i]);
        }
        let head = play(seek(AT_START, trace, 0), trace);
        for (let k = 0; k < 60; k++) head = tick(head, trace, 1234);
        const there = JSON.stringify(packetsAt(trace, layout, head.at));
        expect(JSON.stringify(packetsAt(trace, layout, seek(AT_START, trace, head.at).at))).toBe(there);
      }),
      runs,
    );
  });

  test('every packet in flight stays on the stage, and nothing is drawn at no place', () => {
    fc.assert(
      fc.property(runArbitrary, (run) => {
        const trace = traceOf(run);
        const layout = layoutFor(trace, SIZE);
        for (let i = 0; i < trace.events.length; i += 5) {
          for (const mark of packetsAt(trace, layout, beat(i + 0.4))) {
            expect(Number.isFinite(mark.x) && Number.isFinite(mark.y)).toBe(true);
            expect(mark.x).toBeGreaterThanOrEqual(0);
            expect(mark.x).toBeLessThanOrEqual(layout.size.w);
          }
          const stage = stageAt(trace, layout, i as EventId);
          for (const leg of stage.legs) expect(leg.path.points.every((p) => Number.isFinite(p.x + p.y))).toBe(true);
        }
        expect(timelineOf(trace).marks.every((mark) => mark.x >= 0 && mark.x <= 1)).toBe(true);
      }),
      runs,
    );
  });

  test('a step back undoes a step', () => {
    fc.assert(
      fc.property(runArbitrary, fc.nat(500), (run, wish) => {
        const trace = traceOf(run);
        const here = seek(AT_START, trace, Math.floor(wish % trace.events.length));
        if (here.at >= trace.events.length - 1) return;
        expect(step(step(here, trace, 1), trace, -1)).toEqual(here);
      }),
      runs,
    );
  });
});

test('half a beat is finished before a step back goes further', () => {
  fc.assert(
    fc.property(runArbitrary, (run) => {
      const trace = traceOf(run);
      const start = startOf(trace);
      const half = seek(AT_START, trace, start + 0.5);
      expect(step(half, trace, -1).at).toBe(start);
      expect(pause({ ...half, mode: 'playing' }).at).toBe(start);
    }),
    { seed: 3, numRuns: 5 },
  );
});

test('only what lies between two events with a silence between them is waiting', () => {
  const trace = openSession(week4, openingAsk, simulate).trace;
  if (trace === null) throw new Error('the opening run cannot be computed');
  expect(waitingAt(trace, beat(24))).toBe(null);
  expect(waitingAt(trace, beat(24.5))).toMatchObject({ for: 'retransmission' });
  expect(waitingAt(trace, beat(25))).toBe(null);
  expect(waitingAt(trace, beat(20.5))).toBe(null);
  expect(waitingAt(trace, beat(56.1))).toMatchObject({ for: 'timeout' });
});
