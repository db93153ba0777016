import { type Box, clamp, type Point } from './geometry.ts';
import { type Obstacle, shared } from './obstacles.ts';

/** One part of what is to be put somewhere: its box around the point, and what that must not lie on. */
export interface Part {
  readonly box: Box;
  readonly avoid: readonly Obstacle[];
}

const STEP = 4;
/** No farther away than this: a card that is far from its place says something wrong. */
const REACH = 132;

/**
 * The point nearest to `want` at which the parts lie inside the stage and on nothing that must stay readable; `want`
 * itself when it is such a point, and where there is none the point at which least is hidden.
 */
export function freeSpot(
  want: Point,
  parts: readonly Part[],
  size: { readonly w: number; readonly h: number },
): { readonly at: Point; readonly cost: number } {
  const room = roomOf(parts, size);
  const held = { x: clamp(want.x, room.left, room.right), y: clamp(want.y, room.top, room.bottom) };
  const near = parts.map((part) => ({ ...part, avoid: part.avoid.filter((one) => isNear(one.box, held, part.box)) }));
  const away = (at: Point): number => Math.hypot(at.x - want.x, at.y - want.y);
  let best = held;
  let least = hidden(held, near, Infinity) + away(held);
  if (least === away(held)) return { at: held, cost: least };
  for (let dy = -REACH; dy <= REACH; dy += STEP) {
    for (let dx = -REACH; dx <= REACH; dx += STEP) {
      const at = { x: held.x + dx, y: held.y + dy };
      const far = away(at);
      if (far >= least || at.x < room.left || at.x > room.right || at.y < room.top || at.y > room.bottom) continue;
      const cost = far + hidden(at, near, least - far);
      if (cost >= least) continue;
      least = cost;
      best = at;
    }
  }
  return { at: best, cost: least };
}

function hidden(at: Point, parts: readonly Part[], enough: number): number {
  let sum = 0;
  for (const { box, avoid } of parts) {
    const here = { x: at.x + box.x, y: at.y + box.y, w: box.w, h: box.h };
    for (const one of avoid) {
      sum += shared(here, one.box) * one.weight;
      if (sum >= enough) return sum;
    }
  }
  return sum;
}

function isNear(box: Box, at: Point, part: Box): boolean {
  const reach = { x: at.x + part.x - REACH, y: at.y + part.y - REACH, w: part.w + 2 * REACH, h: part.h + 2 * REACH };
  return shared(box, reach) > 0;
}

const EDGE = 2;

/** Where the point may be, so that every part is inside the stage; its middle where the stage is too small. */
function roomOf(parts: readonly Part[], { w, h }: { readonly w: number; readonly h: number }) {
  const left = EDGE - Math.min(...parts.map(({ box }) => box.x));
  const right = w - EDGE - Math.max(...parts.map(({ box }) => box.x + box.w));
  const top = EDGE - Math.min(...parts.map(({ box }) => box.y));
  const bottom = h - EDGE - Math.max(...parts.map(({ box }) => box.y + box.h));
  const middle = (a: number, b: number): readonly [number, number] => (a <= b ? [a, b] : [(a + b) / 2, (a + b) / 2]);
  const [fromX, toX] = middle(left, right);
  const [fromY, toY] = middle(top, bottom);
  return { left: fromX, right: toX, top: fromY, bottom: toY };
}
