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

interface View {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A view widened to a ratio, what was in it in the middle. */
export function inRatio(view: View, ratio: number | null): View {
  if (ratio === null) return view;
  const w = Math.max(view.w, view.h * ratio);
  const h = w / ratio;
  return { x: view.x - (w - view.w) / 2, y: view.y - (h - view.h) / 2, w, h };
}
