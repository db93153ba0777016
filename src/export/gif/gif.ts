import * as gifenc from 'gifenc';
import { nearest, paletteOf } from './palette.ts';

/** Bundlers take its module with names, Node the one without: there all names are in `default`. */
const newGif = gifenc.GIFEncoder ?? gifenc.default.GIFEncoder;

/** GitHub's image proxy shows no image above 5 MiB. */
export const GIF_BYTES = 5 * 1024 * 1024;
export const GIF_RATE = 15;
export const GIF_WIDTH = 960;

/** Pixels in rows from the top, four bytes each. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}

export interface GifWriter {
  /** Adds a frame that stays for so many milliseconds. All frames have the size of the first. */
  readonly add: (pixels: Pixels, millis: number) => void;
  /** The file. Plays once and keeps its last frame, as the animated SVG does. */
  readonly finish: () => Uint8Array;
}

const LAST = 255;

/**
 * Writes a GIF frame by frame, with the colours of `samples` (frames from all over the clip). What has not changed since the frame
 * before is left out, so that a clip costs little more than what moves in it.
 */
export function gifWriter(samples: readonly Pixels[]): GifWriter {
  const palette = paletteOf(
    samples.map(({ rgba }) => rgba),
    LAST,
  );
  const colours = [...palette, ...Array.from({ length: 256 - palette.length }, () => [0, 0, 0] as const)];
  const find = nearest(palette);
  const gif = newGif();
  let before: Uint8Array | null = null;
  let waiting: { readonly index: Uint8Array; readonly pixels: Pixels; readonly first: boolean; millis: number } | null =
    null;

  const write = (): void => {
    if (waiting === null) return;
    const { index, pixels, first, millis } = waiting;
    gif.writeFrame(index, pixels.width, pixels.height, {
      // The first frame's colours are those of all.
      ...(first ? { palette: colours, repeat: -1 } : { transparent: true, transparentIndex: LAST }),
      delay: millis,
      dispose: 1,
    });
  };

  return {
    add(pixels, millis) {
      const whole = indexed(pixels, find);
      const index = before === null ? whole : changed(before, whole);
      if (waiting !== null && index.every((at) => at === LAST)) {
        waiting.millis += millis;
        return;
      }
      write();
      waiting = { index, pixels, first: before === null, millis };
      before = whole;
    },
    finish() {
      write();
      gif.finish();
      return gif.bytes();
    },
  };
}

function indexed({ rgba }: Pixels, find: (r: number, g: number, b: number) => number): Uint8Array {
  const index = new Uint8Array(rgba.length / 4);
  for (let i = 0; i < index.length; i++) index[i] = find(rgba[i * 4] ?? 0, rgba[i * 4 + 1] ?? 0, rgba[i * 4 + 2] ?? 0);
  return index;
}

function changed(before: Uint8Array, now: Uint8Array): Uint8Array {
  return now.map((at, i) => (at === before[i] ? LAST : at));
}
