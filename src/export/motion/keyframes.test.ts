import { expect, test } from 'vitest';
import { comingAndGoing, motionOf, motionRules, moving, type Stop } from './keyframes.ts';

const eased = (share: number): number => share * share * (3 - 2 * share);

/** Where the keyframes of a file put something, as a browser goes from one to the next. */
function at(frames: string, percent: number): { readonly x: number; readonly y: number } {
  const keys = [...frames.matchAll(/([\d.]+)%\{transform:translate\((-?[\d.]+)px,(-?[\d.]+)px\)\}/g)].map((found) =>
    found.slice(1).map(Number),
  );
  const after = keys.findIndex(([time]) => (time ?? 0) >= percent);
  const [t1 = 0, x1 = 0, y1 = 0] = keys[Math.max(0, after)] ?? [];
  const [t0 = 0, x0 = 0, y0 = 0] = keys[Math.max(0, after - 1)] ?? [];
  const share = t1 === t0 ? 1 : (percent - t0) / (t1 - t0);
  return { x: x0 + (x1 - x0) * share, y: y0 + (y1 - y0) * share };
}

test('few keyframes, and nowhere further than a pixel from where it should be', () => {
  // Slow in the beginning and in the end: neighbours are close to each other, and the curve is not straight.
  const stops = Array.from({ length: 101 }, (_, i): Stop => ({ time: i * 10, x: 300 * eased(i / 100), y: 40 }));
  const motion = motionOf('p', 1000);
  moving(motion, stops, []);
  const [frames = ''] = motionRules(motion);
  for (const { time, x, y } of stops) {
    const there = at(frames, time / 10);
    expect(Math.hypot(there.x - x, there.y - y)).toBeLessThan(1);
  }
  expect(frames.match(/translate/g)?.length).toBeLessThan(25);
});

test('what is always seen needs no rule, what ends is hidden where nothing moves', () => {
  const motion = motionOf('p', 1000);
  const [always, gone, late] = comingAndGoing(motion, [
    { piece: '<a/>', spans: [[0, Infinity]] },
    { piece: '<b/>', spans: [[0, 400]] },
    { piece: '<c/>', spans: [[400, Infinity]] },
  ]);
  expect(always).toBe('<a/>');
  expect(gone).toMatch(/^<g class="p-0" visibility="hidden"><b\/><\/g>$/);
  expect(late).toMatch(/^<g class="p-1"><c\/><\/g>$/);
  expect(motionRules(motion).join('')).toContain('0%{visibility:visible}40%{visibility:hidden}to{visibility:hidden}');
});
