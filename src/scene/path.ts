import { clamp, halved, type Point } from './geometry.ts';

/** A way on the stage: a polyline with rounded corners, drawn and walked from the same points. */
export interface Path {
  readonly points: readonly Point[];
  /** Distance from the start to each point. */
  readonly lengths: readonly number[];
}

const RADIUS = 12;
const STEPS = 5;

/** Rounds the corners by sampling a quadratic curve in each: few enough points to draw, close enough to walk on. */
export function pathThrough(corners: readonly Point[], radius = RADIUS): Path {
  const clean = corners.filter((p, i) => i === 0 || distance(p, corners[i - 1] ?? p) > 0.5);
  const points: Point[] = [];
  for (const [i, corner] of clean.entries()) {
    const before = clean[i - 1];
    const after = clean[i + 1];
    if (before === undefined || after === undefined) {
      points.push(corner);
      continue;
    }
    const cut = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    const from = towards(corner, before, cut);
    const to = towards(corner, after, cut);
    for (let k = 0; k <= STEPS; k++) points.push(bend(from, corner, to, k / STEPS));
  }
  const lengths: number[] = [];
  let total = 0;
  for (const [i, point] of points.entries()) {
    const before = points[i - 1];
    total += before === undefined ? 0 : distance(before, point);
    lengths.push(total);
  }
  return { points, lengths };
}

export function lengthOf(path: Path): number {
  return path.lengths.at(-1) ?? 0;
}

/** The point at a share of the way, 0 to 1. */
export function pointOn(path: Path, share: number): Point {
  const first = path.points[0] ?? { x: 0, y: 0 };
  const want = clamp(share, 0, 1) * lengthOf(path);
  for (let i = 1; i < path.points.length; i++) {
    const b = path.points[i];
    const end = path.lengths[i] ?? 0;
    if (b === undefined || end < want) continue;
    const a = path.points[i - 1] ?? b;
    const start = path.lengths[i - 1] ?? 0;
    const t = end === start ? 1 : (want - start) / (end - start);
    return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
  }
  return path.points.at(-1) ?? first;
}

/** The path as SVG path data. By hand: d3 is fetched for its gestures, and only by those who zoom. */
export function dataOf(path: Path): string {
  if (path.points.length < 2) return '';
  return `M${path.points.map((point) => `${halved(point.x)} ${halved(point.y)}`).join('L')}`;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, length: number): Point {
  const d = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) / d) * length, y: from.y + ((to.y - from.y) / d) * length };
}

function bend(a: Point, control: Point, b: Point, t: number): Point {
  const u = 1 - t;
  return {
    x: u * u * a.x + 2 * u * t * control.x + t * t * b.x,
    y: u * u * a.y + 2 * u * t * control.y + t * t * b.y,
  };
}
