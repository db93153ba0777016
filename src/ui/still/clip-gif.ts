import { GIF_BYTES, GIF_RATE, GIF_WIDTH, gifWriter } from '../../export/gif/gif.ts';
import { clipFrames } from './clip-frames.ts';
import type { PictureWork } from './picture-work.ts';
import { widthOf } from './request.ts';

type Gif =
  | { readonly kind: 'made'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large'; readonly bytes: number; readonly most: number };

/** First as good as a GIF may be; where that is too large, with fewer pictures, then smaller ones. */
const ATTEMPTS = [
  { rate: GIF_RATE, width: GIF_WIDTH },
  { rate: 10, width: GIF_WIDTH },
  { rate: 10, width: 640 },
] as const;

/** How long the end stays before somebody's viewer begins again, which some do in spite of the file. */
const HOLD = 3000;
const SAMPLES = 6;

export async function gifOfClip(work: PictureWork): Promise<Gif> {
  let bytes = 0;
  for (const { rate, width } of ATTEMPTS) {
    const gif = await written(work, rate, Math.min(width, widthOf(work.request)));
    if (gif.length <= GIF_BYTES) return { kind: 'made', bytes: gif };
    bytes = gif.length;
  }
  return { kind: 'too-large', bytes, most: GIF_BYTES };
}

async function written({ request, workshop, onProgress, signal }: PictureWork, rate: number, width: number) {
  const frames = await clipFrames(request, workshop, { rate, width });
  const samples = [];
  for (let i = 0; i < SAMPLES; i++)
    samples.push(await frames.pixels(Math.round((i * (frames.count - 1)) / (SAMPLES - 1))));
  const gif = gifWriter(samples);
  for (let i = 0; i < frames.count; i++) {
    signal?.throwIfAborted();
    gif.add(await frames.pixels(i), i === frames.count - 1 ? HOLD : frames.millis);
    onProgress?.((i + 1) / frames.count);
  }
  return gif.finish();
}
