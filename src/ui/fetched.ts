/** Something that is fetched when it is first asked for, and kept. */
export interface Fetched<T> {
  /** Null as long as it is not here. */
  readonly atHand: () => T | null;
  /** Fetches it once. Rejects when it cannot be had; the next call tries again. */
  readonly load: () => Promise<T>;
}

/**
 * Beside React.lazy, for what must be shown the moment it is here: a Suspense boundary keeps its fallback for 300 ms once
 * that has been drawn (React's FALLBACK_THROTTLE_MS), and cannot be asked whether its content is at hand.
 */
export function fetched<T>(get: () => Promise<T>): Fetched<T> {
  let here: T | null = null;
  let coming: Promise<T> | null = null;
  return {
    atHand: () => here,
    load: () =>
      (coming ??= get().then(
        (got) => (here = got),
        (error: unknown) => {
          coming = null;
          throw error;
        },
      )),
  };
}
