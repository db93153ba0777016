/** One unit is one CSS pixel at zoom 1; y grows downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export function centreOf(box: Box): Point {
  return { x: box.x + box.w / 2, y: box.y + box.h / 2 };
}

/** A box of this size around a point. */
export function boxAround(centre: Point, w: number, h: number): Box {
  return { x: centre.x - w / 2, y: centre.y - h / 2, w, h };
}

export function rightOf(box: Box): number {
  return box.x + box.w;
}

export function bottomOf(box: Box): number {
  return box.y + box.h;
}

/** True when two boxes share more than an edge. */
export function overlaps(a: Box, b: Box): boolean {
  return a.x < rightOf(b) && b.x < rightOf(a) && a.y < bottomOf(b) && b.y < bottomOf(a);
}

export function within(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x && inner.y >= outer.y && rightOf(inner) <= rightOf(outer) && bottomOf(inner) <= bottomOf(outer)
  );
}

/** The same box seen in a mirror that stands in the middle of `frame`. */
export function mirrored(box: Box, frame: Box): Box {
  return { ...box, x: 2 * frame.x + frame.w - box.x - box.w };
}

export function mirroredPoint(point: Point, frame: Box): Point {
  return { x: 2 * frame.x + frame.w - point.x, y: point.y };
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Half pixels keep hairlines sharp and goldens short. */
export function halved(value: number): number {
  return Math.round(value * 2) / 2;
}
