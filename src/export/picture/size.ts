import type { Detail } from '../../scene/detail.ts';

/** Where a picture will stand. Its lab is laid out for that: type stays readable, and what has no room is left out. */
export const PICTURE_SIZES = ['post', 'phone', 'card', 'slide'] as const;
export type PictureSize = (typeof PICTURE_SIZES)[number];

export interface Format {
  /** The room that the lab is laid out in; 12 units of it are the smallest type. */
  readonly frame: { readonly width: number; readonly height: number };
  /** Pixels of width at 1x: type becomes larger than in the frame by as much as this is wider. */
  readonly width: number;
  /** Width by height where the place demands one; null: as high as it must be. */
  readonly ratio: number | null;
}

export const FORMATS: { readonly [S in PictureSize]: Format } = {
  // Columns of posts are 600 to 960 px wide.
  post: { frame: { width: 768, height: 410 }, width: 960, ratio: null },
  phone: { frame: { width: 400, height: 640 }, width: 480, ratio: null },
  // What chats and feeds show of a link (Open Graph).
  card: { frame: { width: 820, height: 330 }, width: 1200, ratio: 1200 / 630 },
  slide: { frame: { width: 900, height: 390 }, width: 1920, ratio: 16 / 9 },
};

/** What the second and third level of detail add stands between what was there. */
const MORE_ROOM = 1.25;

/** The format of a picture: with more detail there is more to lay out, and type becomes smaller. */
export function formatOf(size: PictureSize, detail: Detail): Format {
  const format = FORMATS[size];
  const { width, height } = format.frame;
  // A narrow picture has no use for more width than its reader has.
  if (detail === 1 || size === 'phone') return format;
  return { ...format, frame: { width: Math.round(width * MORE_ROOM), height: Math.round(height * MORE_ROOM) } };
}

interface View {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A view as it is drawn that many pixels wide: widened to a ratio, what was in it in the middle, and a whole number of pixels high. */
export function onPixels(view: View, { ratio, width }: Pick<Format, 'ratio' | 'width'>): View {
  const wide = ratio === null ? view : inRatio(view, ratio);
  return { ...wide, h: (Math.ceil((wide.h * width) / wide.w - 1e-6) * wide.w) / width };
}

function inRatio(view: View, ratio: number): View {
  const w = Math.max(view.w, view.h * ratio);
  const h = w / ratio;
  return { x: view.x - (w - view.w) / 2, y: view.y - (h - view.h) / 2, w, h };
}
