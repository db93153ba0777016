import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runArbitrary, traceOf } from '../../tests/property/runs.ts';
import { AT_START, seek, step } from '../state/playhead.ts';
import type { EventId } from '../trace/events.ts';
import { stopsOf, UNITS } from './steps.ts';
import { type MarkKind, rowOf, thinned, type TimeMark } from './timeline.ts';

describe('walking', () => {
  /**
   * From a stop, k steps on and k steps back (as long as there are k) end where they began; from inside of a unit they
   * end where that unit begins, which is also where the first step back goes.
   */
  test('back undoes on, by any unit, from any place', () => {
    fc.assert(
      fc.property(runArbitrary, fc.nat(10_000), fc.nat(12), fc.boolean(), (run, wish, steps, half) => {
        const trace = traceOf(run);
        for (const unit of UNITS) {
          const stops = stopsOf(trace, unit);
          const inside = Math.min(trace.events.length - 1, (stops[0] ?? 0) + (wish % trace.events.length));
          const start = seek(AT_START, trace, half ? inside + 0.5 : inside);
          const anchor = stops.findLast((stop) => stop <= start.at) ?? 0;
          const ahead = stops.filter((stop) => stop > start.at).length;
          const k = Math.min(steps, ahead);
          let head = start;
          const seen: number[] = [];
          for (let i = 0; i < k; i++) seen.push((head = step(head, trace, 1, unit)).at);
          expect(seen).toEqual(stops.filter((stop) => stop > start.at).slice(0, k));
          for (let i = 0; i < k; i++) head = step(head, trace, -1, unit);
          expect(head.at).toBe(k === 0 ? start.at : anchor);
          const back = step(start, trace, -1, unit).at;
          expect(start.at > anchor ? back : anchor).toBe(anchor);
        }
      }),
      { seed: 31, numRuns: 10 },
    );
  });

  test('every unit reaches both ends and rises', () => {
    fc.assert(
      fc.property(runArbitrary, (run) => {
        const trace = traceOf(run);
        for (const unit of UNITS) {
          const stops = stopsOf(trace, unit);
          expect(stops.at(-1)).toBe(trace.events.length - 1);
          stops.slice(1).forEach((stop, i) => expect(stop).toBeGreaterThan(stops[i] ?? 0));
        }
        expect(stopsOf(trace, 'packet')).toEqual(
          expect.arrayContaining(trace.packets.slice(1).map(({ born }) => born)),
        );
      }),
      { seed: 32, numRuns: 8 },
    );
  });
});

describe('a crowded timeline', () => {
  const KINDS: readonly MarkKind[] = ['lookup', 'encap', 'leak', 'delivered', 'retransmission', 'lookup', 'drop'];
  const crowd = Array.from({ length: 2000 }, (_, i): TimeMark => ({
    event: i as EventId,
    kind: KINDS[i % 7] ?? 'lookup',
    x: i / 1999,
  }));

  test('thins out until marks can be told apart', () => {
    for (const width of [280, 600, 1200]) {
      const kept = thinned(crowd, width);
      for (const row of ['above', 'on'] as const) {
        const places = kept.filter((mark) => rowOf(mark.kind) === row).map((mark) => Math.round(mark.x * width));
        places.slice(1).forEach((place, i) => expect(place - (places[i] ?? 0)).toBeGreaterThanOrEqual(12));
        expect(places.length).toBeGreaterThan(width / 40);
      }
    }
  });

  test('and what went wrong stays', () => {
    const marks: TimeMark[] = ['delivered', 'encap', 'retransmission', 'leak'].map((kind, i) => ({
      event: i as EventId,
      kind: kind as MarkKind,
      x: 0.5 + i / 1000,
    }));
    expect(thinned(marks, 600).map((mark) => mark.kind)).toEqual(['leak']);
    expect(thinned(marks.slice(0, 3), 600).map((mark) => mark.kind)).toEqual(['retransmission']);
    expect(thinned(marks.slice(0, 2), 600).map((mark) => mark.kind)).toEqual(['encap']);
    expect(thinned(marks, 100_000)).toHaveLength(4);
  });
});
