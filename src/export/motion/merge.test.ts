import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Frame, merged } from './merge.ts';

/** What is painted at a time, back to front. */
function at(frames: readonly Frame[], time: number): readonly string[] {
  return merged(frames)
    .filter(({ spans }) => spans.some(([from, to]) => from <= time && time < to))
    .map(({ piece }) => piece);
}

test('at every time exactly the pieces of its frame are seen, in their order', () => {
  const pieces = fc.array(fc.constantFrom(...'abcdef'), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(pieces, { minLength: 1, maxLength: 7 }), (lists) => {
      const frames = lists.map((list, i): Frame => ({ span: [i * 10, i * 10 + 10], pieces: list }));
      for (const { span, pieces: own } of frames) expect(at(frames, span[0] + 5)).toEqual(own);
    }),
    { seed: 7, numRuns: 400 },
  );
});

test('what stays is written once, and has one span', () => {
  const frames: readonly Frame[] = [
    { span: [0, 10], pieces: ['ground', 'one', 'top'] },
    { span: [10, 30], pieces: ['ground', 'two', 'top'] },
    { span: [30, 40], pieces: ['ground', 'one', 'top'] },
  ];
  const shown = merged(frames);
  expect(shown.find(({ piece }) => piece === 'ground')?.spans).toEqual([[0, 40]]);
  expect(shown.find(({ piece }) => piece === 'top')?.spans).toEqual([[0, 40]]);
  expect(shown.length).toBeLessThanOrEqual(5);
});
