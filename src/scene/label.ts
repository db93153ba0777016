import type { Box, Point } from './geometry.ts';
import { fitText, type FontName, textWidth } from './text-width.ts';
import type { Label } from './places.ts';

const ASCENT = 0.8;
const DESCENT = 0.22;

/** A label whose baseline begins, centres or ends at `at`, cut to `width`. */
export function labelAt(
  full: string,
  at: Point,
  width: number,
  size: number,
  font: FontName,
  anchor: Label['anchor'] = 'start',
  short: string = full,
): Label {
  const text = fitText(short, width, size, font);
  const w = textWidth(text, size, font);
  const x = anchor === 'start' ? at.x : anchor === 'end' ? at.x - w : at.x - w / 2;
  return { text, full, at, anchor, size, font, box: { x, y: at.y - size * ASCENT, w, h: size * (ASCENT + DESCENT) } };
}

/** A label in the middle of a box. */
export function labelIn(full: string, box: Box, size: number, font: FontName, inset = 6): Label {
  const at = { x: box.x + box.w / 2, y: box.y + box.h / 2 + size * 0.34 };
  return labelAt(full, at, box.w - 2 * inset, size, font, 'middle');
}
