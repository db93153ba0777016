import { expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { week4 } from '../lab/presets/week4.ts';
import { beat } from '../scene/packets.ts';
import { phasesOf } from '../scene/phases.ts';
import { openingAsk } from '../scenario/ask.ts';
import {
  AT_START,
  faster,
  paced,
  play,
  type Playhead,
  ranged,
  seek,
  step,
  tick,
  toEnd,
  toggle,
  toMark,
  toShare,
} from './playhead.ts';
import { openSession } from './session.ts';
import { nearestSpeed } from './speed.ts';

const trace = openSession(week4, openingAsk, simulate).trace ?? fail();
const LAST = trace.events.length - 1;
const FRAME = 50;

function fail(): never {
  throw new Error('the opening run cannot be computed');
}

/** Every event that is shown while playing, until it pauses or `most` frames are over. */
function played(head: Playhead, most = 4000, motion: 'glides' | 'steps' = 'glides'): number[] {
  const seen = [Math.floor(head.at)];
  for (let i = 0, now = head; i < most && now.mode === 'playing'; i++) {
    now = tick(now, trace, FRAME, motion);
    if (seen.at(-1) !== Math.floor(now.at)) seen.push(Math.floor(now.at));
  }
  return seen;
}

const range = (from: number, to: number, head: Playhead = AT_START): Playhead =>
  ranged(ranged(head, trace, 'to', to), trace, 'from', from);

test('playing stays in its range: it begins at its start from anywhere outside, and stops at its end', () => {
  const head = range(12, 16);
  expect(played(play(seek(head, trace, 40), trace))).toEqual([12, 13, 14, 15, 16]);
  expect(played(play(seek(head, trace, 7), trace))).toEqual([12, 13, 14, 15, 16]);
  expect(played(play(seek(head, trace, 14), trace))).toEqual([14, 15, 16]);
});

test('in a loop the end of the range, or of the run, is its beginning', () => {
  const looped: Playhead = { ...range(12, 15), loop: 'on' };
  expect(played(play(looped, trace), 200).slice(0, 8)).toEqual([12, 13, 14, 12, 13, 14, 12, 13]);
  const whole = play({ ...seek(AT_START, trace, LAST - 1), loop: 'on', speed: 8 }, trace);
  expect(played(whole, 30).slice(0, 3)).toEqual([LAST - 1, 6, 7]);
});

test('one end of a range never passes the other: it pushes it', () => {
  expect(range(12, 16).range).toEqual({ from: 12, to: 16 });
  expect(ranged(range(12, 16), trace, 'from', 30).range).toEqual({ from: 30, to: 31 });
  expect(ranged(range(12, 16), trace, 'to', 8).range).toEqual({ from: 7, to: 8 });
  expect(ranged(range(12, 16), trace, 'from', 999).range).toEqual({ from: LAST - 1, to: LAST });
  expect(ranged(range(12, 16), trace, 'to', 0).range).toEqual({ from: 6, to: 7 });
});

test('Home, End and the digits are those of the range', () => {
  const head = range(20, 40);
  expect([toEnd(head, trace, 'from').at, toEnd(head, trace, 'to').at, toShare(head, trace, 0.5).at]).toEqual([
    20, 40, 30,
  ]);
  expect([toEnd(AT_START, trace, 'from').at, toEnd(AT_START, trace, 'to').at]).toEqual([6, LAST]);
});

test('at the pace of one event each press of play shows the next one', () => {
  let head = paced(seek(AT_START, trace, 10), 'event');
  for (let i = 11; i < 30; i++) {
    const seen = played(toggle(head, trace));
    expect(seen).toEqual([i - 1, i]);
    head = seek(head, trace, i);
  }
  expect(played(play(seek(head, trace, LAST), trace))).toEqual([6, 7]);
});

test('playing pauses where a phase begins, and goes on from there', () => {
  const stops: Playhead = { ...seek(AT_START, trace, 6), stopsAt: 'phase', speed: 8 };
  const [, second, third] = phasesOf(trace);
  expect(played(play(stops, trace)).at(-1)).toBe(second?.first);
  expect(played(play({ ...stops, at: beat(second?.first ?? 0) }, trace)).at(-1)).toBe(third?.first);
});

test('stepped playing shows every event long enough to be read, in the same order', () => {
  const head = play({ ...seek(AT_START, trace, 6) }, trace);
  const frames = (motion: 'glides' | 'steps'): number => {
    let now = head;
    let count = 0;
    for (; Math.floor(now.at) < 16; count++) now = tick(now, trace, FRAME, motion);
    return count;
  };
  expect(frames('steps')).toBeGreaterThanOrEqual((10 * 1200) / FRAME - 10);
  expect(frames('steps')).toBeGreaterThan(1.4 * frames('glides'));
  expect(played(head, 4000, 'steps')).toEqual(played(head));
});

test('speeds are a scale of factors, with one event below the slowest', () => {
  let head = AT_START;
  const scale = [];
  for (let i = 0; i < 9; i++) {
    head = faster(head, -1);
    scale.push(head.stopsAt === 'event' ? 'event' : head.speed);
  }
  expect(scale.slice(0, 5)).toEqual([0.5, 0.25, 0.125, 'event', 'event']);
  for (let i = 0; i < 9; i++) head = faster(head, 1);
  expect([head.speed, head.stopsAt]).toEqual([8, 'none']);
  expect(faster(faster({ ...AT_START, speed: 0.125 }, -1), 1)).toEqual({ ...AT_START, speed: 0.125 });
  expect(faster({ ...AT_START, stopsAt: 'phase' }, 1)).toMatchObject({ speed: 2, stopsAt: 'phase' });
  expect([0.3, 0.7, 1.5, 1000, 0.0001].map(nearestSpeed)).toEqual([0.25, 0.5, 2, 8, 0.125]);
});

test('to the next mark of a kind, round and round, and back', () => {
  const leaks = [24, 40, 56];
  const at = (from: number, by: 1 | -1): number => toMark(seek(AT_START, trace, from), trace, 'leak', by).at;
  expect([at(6, 1), at(24, 1), at(56, 1), at(24, -1), at(30, -1)]).toEqual([24, 40, leaks[0], 56, 24]);
  expect(toMark(seek(AT_START, trace, 9), trace, 'encap', 1).at).toBe(9);
});

test('a step by a unit is a step from where that unit stops', () => {
  expect(step(seek(AT_START, trace, 12.5), trace, -1).at).toBe(12);
  expect(step(seek(AT_START, trace, 30), trace, -1, 'phase').at).toBe(25);
  expect(step(seek(AT_START, trace, 25), trace, -1, 'phase').at).toBe(6);
  expect(step(seek(AT_START, trace, 30), trace, 1, 'packet').at).toBe(42);
  expect(step(seek(AT_START, trace, 42), trace, -1, 'packet').at).toBe(26);
});
