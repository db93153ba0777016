import { hash32, type Prng } from '../base/prng.ts';

/**
 * Numbers that look random and depend on a name alone: whatever else a lab holds, a name draws the same. A hash instead of
 * a stream per name, because a large lab draws tens of thousands; `kind` keeps one name's draws for different ends apart.
 */
export type Draw = (name: string, attempt: number) => number;

/** 32-bit draws of one kind. */
export function drawsOf(rng: Prng, kind: string): Draw {
  const basis = rng.fork(kind).next();
  return (name, attempt) => hash32(name, basis + attempt);
}

/**
 * Numbers that have been handed out, by what they are for and then by name. A lab that changes is derived anew with those
 * of before: who has a number keeps it, whoever comes or goes, and nobody gets one that somebody else has had.
 */
export type Given = Map<string, Map<string, number>>;

/** Those of one kind, and the values that are taken. */
export function givenOf(
  given: Given,
  kind: string,
): { readonly known: Map<string, number>; readonly taken: Set<number> } {
  let known = given.get(kind);
  if (known === undefined) given.set(kind, (known = new Map()));
  return { known, taken: new Set(known.values()) };
}

/** A value that nobody has yet, from the first draw if possible. `make` must be able to reach a free value. */
export function drawFree<T>(taken: { has(value: T): boolean }, make: (attempt: number) => T): T {
  for (let attempt = 0; ; attempt++) {
    const value = make(attempt);
    if (!taken.has(value)) return value;
  }
}

/** A draw as an integer in `low`..`high`, both included. */
export function between(draw: number, low: number, high: number): number {
  return low + (draw % (high - low + 1));
}

/** An upper bound that widens with each collision, so that small numbers stay small and none runs out. */
export function widening(first: number, limit: number, attempt: number): number {
  return Math.min(limit, first * 2 ** Math.min(attempt, 16));
}
