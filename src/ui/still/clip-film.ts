import { clipFrames } from './clip-frames.ts';
import type { PictureWork } from './picture-work.ts';
import { widthOf } from './request.ts';
import type { FilmContainer, FilmPicture } from './workshop.ts';

const RATE = 30;
/** Wider than posts are, and small enough for every decoder. */
const WIDEST = 1280;
/** Players stop at the end and show it; those that begin again give it time. */
const HOLD = 2000;

/** A clip as a film without sound; null where nothing here can code one. */
export async function filmOfClip(
  { request, workshop, onProgress, signal }: PictureWork,
  container: FilmContainer,
): Promise<Uint8Array | null> {
  if (workshop.film === null) return null;
  const frames = await clipFrames(request, workshop, { rate: RATE, width: Math.min(WIDEST, widthOf(request)) });
  async function* pictures(): AsyncGenerator<FilmPicture> {
    for (let i = 0; i < frames.count; i++) {
      signal?.throwIfAborted();
      yield { pixels: await frames.pixels(i), millis: i * frames.millis, lasts: frames.millis };
      onProgress?.((i + 1) / frames.count);
    }
    const end = frames.count * frames.millis;
    const last = await frames.pixels(frames.count - 1);
    yield { pixels: last, millis: end, lasts: HOLD };
    // Some players end with the last picture's beginning, whatever length the file says.
    yield { pixels: last, millis: end + HOLD, lasts: frames.millis };
  }
  return workshop.film(container, frames.size, pictures());
}
