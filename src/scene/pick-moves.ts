import { centreOf } from './geometry.ts';
import type { PickTarget } from './pick-targets.ts';
import type { Leg } from './walk.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The places of a lit path in the order in which the packet came to them, each once. */
export function chainOf(legs: readonly Leg[]): readonly string[] {
  const [first] = legs;
  if (first === undefined) return [];
  return [...new Set([first.from.place.key, ...legs.map((leg) => leg.to.place.key)])];
}

/**
 * Where an arrow key leads: right and left follow the lit path downstream and upstream while there is one; otherwise
 * to the nearest target on that side. The same target when there is none.
 */
export function moveFrom(
  targets: readonly PickTarget[],
  from: PickTarget,
  direction: Direction,
  chain: readonly string[],
): PickTarget {
  return alongChain(targets, from, direction, chain) ?? nearest(targets, from, direction) ?? from;
}

function alongChain(
  targets: readonly PickTarget[],
  from: PickTarget,
  direction: Direction,
  chain: readonly string[],
): PickTarget | null {
  if (direction === 'up' || direction === 'down') return null;
  const stops = chain.filter((key) => targets.some((target) => target.key === key));
  const at = stops.indexOf(from.key);
  const to = at < 0 ? undefined : stops[at + (direction === 'right' ? 1 : -1)];
  return targets.find((target) => target.key === to) ?? null;
}

/** To leave the straight line costs three times as much; between targets that lie alike, the middle decides. */
const ASIDE = 3;
const MIDDLE = 0.1;

function nearest(targets: readonly PickTarget[], from: PickTarget, direction: Direction): PickTarget | null {
  const here = centreOf(from.hit);
  const level = direction === 'left' || direction === 'right';
  let best: { readonly target: PickTarget; readonly far: number } | null = null;
  for (const target of targets) {
    if (target === from) continue;
    const there = centreOf(target.hit);
    const [dx, dy] = [there.x - here.x, there.y - here.y];
    if ({ left: -dx, right: dx, up: -dy, down: dy }[direction] < 1) continue;
    const beside = between(from.hit.x, from.hit.w, target.hit.x, target.hit.w);
    const above = between(from.hit.y, from.hit.h, target.hit.y, target.hit.h);
    const far = (level ? beside + ASIDE * above : above + ASIDE * beside) + MIDDLE * Math.hypot(dx, dy);
    if (best === null || far < best.far) best = { target, far };
  }
  return best?.target ?? null;
}

/** What lies between two spans; nothing when they share something. */
function between(a: number, long: number, b: number, other: number): number {
  return Math.max(0, b - (a + long), a - (b + other));
}
