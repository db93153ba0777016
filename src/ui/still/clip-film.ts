import { webmOf } from '../../export/webm/webm.ts';
import { clipFrames } from './clip-frames.ts';
import type { PictureWork } from './picture-work.ts';
import { widthOf } from './request.ts';
import type { FilmPicture } from './workshop.ts';

const RATE = 30;
/** Wider than posts are, and small enough for every decoder. */
const WIDEST = 1280;
/** Players stop at the end and show it; those that begin again give it time. */
const HOLD = 2000;

/** A clip as a film without sound; null where nothing here can code one. */
export async function filmOfClip({ request, workshop, onProgress, signal }: PictureWork): Promise<Uint8Array | null> {
  if (workshop.film === null) return null;
  const frames = await clipFrames(request, workshop, { rate: RATE, width: Math.min(WIDEST, widthOf(request)) });
  const end = (frames.count - 1) * frames.millis;
  async function* pictures(): AsyncGenerator<FilmPicture> {
    for (let i = 0; i < frames.count; i++) {
      signal?.throwIfAborted();
      yield { pixels: await frames.pixels(i), millis: i * frames.millis };
      onProgress?.((i + 1) / frames.count);
    }
    // Some players end with the last picture's beginning, whatever length the file says.
    yield { pixels: await frames.pixels(frames.count - 1), millis: end + HOLD };
  }
  const filmed = await workshop.film(frames.size, pictures());
  return filmed === null ? null : webmOf({ ...frames.size, ...filmed, millis: end + HOLD });
}
