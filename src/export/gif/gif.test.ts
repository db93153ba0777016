import { expect, test } from 'vitest';
import { gifWriter, type Pixels } from './gif.ts';
import { nearest, paletteOf } from './palette.ts';

const PAPER = [250, 249, 246] as const;
const INK = [27, 33, 48] as const;

/** A ground with one dark column. */
function frame(column: number, size = 16): Pixels {
  const rgba = new Uint8ClampedArray(size * size * 4);
  for (let i = 0; i < size * size; i++) rgba.set([...(i % size === column ? INK : PAPER), 255], i * 4);
  return { width: size, height: size, rgba };
}

/** The frames of a GIF (GIF89a, 17 to 23) as their delays, and whether they leave out what has not changed. */
function framesOf(gif: Uint8Array): readonly { readonly delay: number; readonly sparse: boolean }[] {
  const frames: { delay: number; sparse: boolean }[] = [];
  for (let at = 13 + 768; at < gif.length && gif[at] !== 0x3b;) {
    if (gif[at] === 0x21 && gif[at + 1] === 0xf9)
      frames.push({
        delay: ((gif[at + 4] ?? 0) | ((gif[at + 5] ?? 0) << 8)) * 10,
        sparse: ((gif[at + 3] ?? 0) & 1) === 1,
      });
    at += gif[at] === 0x21 ? 2 : 11;
    while ((gif[at] ?? 0) !== 0) at += 1 + (gif[at] ?? 0);
    at += 1;
  }
  return frames;
}

test('colours that are seen most are kept exactly, others are painted with one like them', () => {
  const palette = paletteOf([frame(3).rgba], 2);
  expect(palette).toEqual([PAPER, INK]);
  const find = nearest(palette);
  expect(find(...PAPER)).toBe(0);
  expect(find(...INK)).toBe(1);
  expect(find(240, 240, 240)).toBe(0);
  expect(find(60, 60, 60)).toBe(1);
});

test('a frame that shows nothing new lengthens the one before it', () => {
  const gif = gifWriter([frame(1), frame(9)]);
  for (const column of [1, 1, 9, 9, 9]) gif.add(frame(column), 70);
  const bytes = gif.finish();
  expect(String.fromCharCode(...bytes.subarray(0, 6))).toBe('GIF89a');
  expect(framesOf(bytes)).toEqual([
    { delay: 140, sparse: false },
    { delay: 210, sparse: true },
  ]);
});

test('it plays once: nothing in it asks for more', () => {
  const gif = gifWriter([frame(1)]);
  gif.add(frame(1), 70);
  gif.add(frame(2), 70);
  expect(String.fromCharCode(...gif.finish())).not.toContain('NETSCAPE2.0');
});
