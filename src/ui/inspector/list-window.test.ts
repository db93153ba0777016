import { expect, it } from 'vitest';
import { listWindow } from './list-window.ts';

it('draws what is in sight of a long list, and little more', () => {
  for (const scrolled of [0, 41, 4_200, 209_000, 419_748]) {
    const { from, to } = listWindow(10_000, scrolled, 42, 252);
    expect(from).toBeLessThanOrEqual(Math.floor(scrolled / 42));
    expect(to).toBeGreaterThanOrEqual(Math.min(10_000, Math.ceil((scrolled + 252) / 42)));
    expect(to - from).toBeLessThan(40);
  }
});

it('is the whole of a short list, and of a list that has become shorter', () => {
  expect(listWindow(3, 0, 42, 252)).toEqual({ from: 0, to: 3 });
  expect(listWindow(0, 0, 42, 252)).toEqual({ from: 0, to: 0 });
  const { from, to } = listWindow(3, 5_000, 42, 252);
  expect([from, to]).toEqual([0, 3]);
});
