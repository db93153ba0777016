import type { Prng } from '../base/prng.ts';

/**
 * A value that nobody has yet. The first draw depends on `name` alone, so that whatever else the lab holds moves it only
 * in a collision; later draws are streams of their own. `draw` must be able to reach a free value.
 */
export function drawFree<T>(
  rng: Prng,
  name: string,
  taken: { has(value: T): boolean },
  draw: (stream: Prng, attempt: number) => T,
): T {
  for (let attempt = 0; ; attempt++) {
    const value = draw(rng.fork(attempt === 0 ? name : `${name}#${attempt}`), attempt);
    if (!taken.has(value)) return value;
  }
}

/** `digits` hexadecimal digits. */
export function hexDigits(stream: Prng, digits: number): string {
  let out = '';
  while (out.length < digits) out += stream.next().toString(16).padStart(8, '0');
  return out.slice(0, digits);
}

/** The upper bound of a draw that widens with each collision, so that small numbers stay small and none runs out. */
export function widening(first: number, limit: number, attempt: number): number {
  return Math.min(limit, first * 2 ** Math.min(attempt, 16));
}
