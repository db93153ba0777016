/** The only clock of the application: it sleeps while nothing moves. */
export interface Clock {
  /** Calls `tick` with the milliseconds since the last frame, until `stop`. */
  start(): void;
  stop(): void;
  readonly running: boolean;
}

/** Longer gaps (a hidden tab) count as this: nobody wants to come back to the end of the run. */
const LONGEST_FRAME = 100;

export function createClock(tick: (millis: number) => void): Clock {
  let frame: number | null = null;
  let before: number | null = null;
  const next = (now: number): void => {
    const millis = before === null ? 0 : Math.min(LONGEST_FRAME, now - before);
    before = now;
    frame = requestAnimationFrame(next);
    if (millis > 0) tick(millis);
  };
  return {
    start() {
      if (frame === null) frame = requestAnimationFrame(next);
    },
    stop() {
      if (frame !== null) cancelAnimationFrame(frame);
      frame = null;
      before = null;
    },
    get running() {
      return frame !== null;
    },
  };
}

/** Runs something once, some milliseconds from now, unless it is taken back before. */
export function after(millis: number, run: () => void): () => void {
  const timer = setTimeout(run, millis);
  return () => clearTimeout(timer);
}

/** Runs something once when the browser has nothing else to do, `atMost` milliseconds from now at the latest. */
export function whenIdle(run: () => void, atMost: number): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: atMost });
  else setTimeout(run, 50); // Safari: for lack of a better word for idle
}

/** Resolves when the browser has painted what was changed before the call. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}

/** Calls of something that must not be called often: the first at once, the others together, `millis` after it at the earliest. */
export interface Spaced {
  soon(): void;
  /** Makes up now for what still waits. */
  now(): void;
}

export function spaced(act: () => void, millis: number): Spaced {
  let takeBack: (() => void) | null = null;
  let owed = false;
  const run = (): void => {
    owed = false;
    takeBack = after(millis, () => {
      takeBack = null;
      if (owed) run();
    });
    act();
  };
  return {
    soon() {
      if (takeBack === null) run();
      else owed = true;
    },
    now() {
      if (!owed || takeBack === null) return;
      takeBack();
      run();
    },
  };
}

/**
 * Calls `slice` until it says that it is done, with the browser's own work in between, so that a long computation leaves
 * the page responsive. Returns what ends it early.
 */
export function inSlices(slice: () => 'more' | 'done'): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const next = (): void => {
    timer = slice() === 'more' ? setTimeout(next) : null;
  };
  timer = setTimeout(next);
  return () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
}
