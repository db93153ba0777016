/** FNV-1a over the UTF-16 code units of `text`: a 32-bit unsigned hash. */
export function hash32(text: string, basis = 0x811c9dc5): number {
  let h = basis >>> 0;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  // Finalizer of MurmurHash3: FNV alone leaves the high bits of short keys nearly equal.
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0;
}

/** One random stream. Every consumer forks its own by name, so that a new draw in one place moves no other. */
export interface Prng {
  /** An integer in 0..2^32-1. */
  next(): number;
  /** An integer in `low`..`high`, both included. */
  between(low: number, high: number): number;
  fork(name: string): Prng;
}

/** mulberry32 (public domain), seeded from a number and a name. */
export function prng(seed: number, name = ''): Prng {
  const basis = hash32(name, (seed ^ 0x9e3779b9) >>> 0);
  let state = basis;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  return {
    next,
    between: (low, high) => low + (next() % (high - low + 1)),
    fork: (child) => prng(basis, `${name}/${child}`),
  };
}
