import { after, whenIdle } from './clock.ts';

/** What somebody does who is there. Scrolling, printing and the keyboard as well as the pointer. */
const SIGNS = ['pointermove', 'pointerdown', 'wheel', 'scroll', 'keydown', 'focusin', 'beforeprint'] as const;

/** A font that never comes holds nothing up. Milliseconds. */
const AT_MOST = 8000;

interface Connection {
  readonly saveData?: boolean;
}

/**
 * Resolves when the served page is whole and the browser has nothing else to do, or at the first sign of a reader. Where data are to
 * be saved, only then.
 */
export function untilWanted(): Promise<void> {
  return new Promise((resolve) => {
    const stop = new AbortController();
    const wanted = (): void => {
      stop.abort();
      resolve();
    };
    for (const sign of SIGNS) addEventListener(sign, wanted, { capture: true, passive: true, signal: stop.signal });
    const { connection } = navigator as { readonly connection?: Connection };
    if (connection?.saveData === true) return;
    const whole = (): void => whenIdle(wanted, 1000);
    if (document.readyState === 'complete') whole();
    else addEventListener('load', whole, { once: true, signal: stop.signal });
    after(AT_MOST, wanted);
  });
}
