import { clipTime } from '../../export/motion/clip-time.ts';
import type { Pixels } from '../../export/gif/gif.ts';
import { textIn } from '../../export/svg/font-faces.ts';
import { sizeOf } from '../../export/svg/sheet.ts';
import { settled, type ClipRequest } from './request.ts';
import { stillSvg } from './still-svg.tsx';
import type { PixelSize, Workshop } from './workshop.ts';

/** A clip as single pictures: evenly spaced in time, the last one is where it ends. */
export interface ClipFrames {
  readonly size: PixelSize;
  readonly count: number;
  /** Between two pictures. */
  readonly millis: number;
  readonly pixels: (i: number) => Promise<Pixels>;
}

/** Pictures of a clip, as wide and as often as somebody wants them. Two in a row that are the same are drawn once. */
export async function clipFrames(
  clip: ClipRequest,
  workshop: Workshop,
  { rate, width }: { readonly rate: number; readonly width: number },
): Promise<ClipFrames> {
  const request = settled(clip);
  const time = clipTime(request.trace, request.from, request.at);
  const count = Math.max(2, Math.round((time.length / 1000) * rate) + 1);
  const millis = time.length / (count - 1);
  const svgAt = (i: number, rules: readonly string[]): string =>
    stillSvg(request, i === count - 1 ? request.at : time.momentAt(i * millis), rules);
  const texts = Array.from({ length: count }, (_, i) => textIn(svgAt(i, [])));
  const rules = await workshop.fontRules(texts.join(''));
  const own = sizeOf(svgAt(count - 1, []));
  const size = even({ width, height: (width * own.height) / own.width });
  let last: { readonly svg: string; readonly pixels: Pixels } | null = null;
  return {
    size,
    count,
    millis,
    pixels: async (i) => {
      const svg = svgAt(i, rules);
      if (last?.svg !== svg) last = { svg, pixels: await workshop.pixels(svg, size) };
      return last.pixels;
    },
  };
}

/** Codecs of films want even numbers. */
function even({ width, height }: PixelSize): PixelSize {
  return { width: 2 * Math.round(width / 2), height: 2 * Math.round(height / 2) };
}
