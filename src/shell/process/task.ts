import type { Nanos } from '../../lab/names.ts';

/** What a task waits for: a condition, a time, or whichever comes first. */
export interface Wait {
  /** Asked again whenever anything has happened. */
  readonly ready: () => boolean;
  /** Lab time at which to go on regardless; null: only when ready. */
  readonly at: Nanos | null;
}

/** Something that runs beside others on lab time: it yields what it waits for, and may be sent a signal there. */
export type Task<T = number> = Generator<Wait, T, void>;

export type SignalName = 'INT' | 'TERM' | 'PIPE' | 'KILL';

/** signal(7). */
export const SIGNAL_NUMBER: { readonly [S in SignalName]: number } = { INT: 2, KILL: 9, PIPE: 13, TERM: 15 };

/** Thrown into a task at the place where it waits. Who catches it ends in an orderly way; else the task dies of it. */
export class Signalled extends Error {
  readonly signal: SignalName;

  constructor(signal: SignalName) {
    super(`signal ${signal}`);
    this.name = 'Signalled';
    this.signal = signal;
  }
}

/** A shell's word for a program that died of a signal: 128 and its number. */
export function signalCode(signal: SignalName): number {
  return 128 + SIGNAL_NUMBER[signal];
}

/** Waits until a condition holds. */
export function* until(ready: () => boolean): Task<void> {
  while (!ready()) yield { ready, at: null };
}

/** Waits until a lab time, or until a condition holds before that. True when it was the condition. */
export function* untilOr(at: Nanos, ready: () => boolean): Task<boolean> {
  if (!ready()) yield { ready, at };
  return ready();
}

const NEVER = (): boolean => false;

/** Sleeps until a lab time. */
export function* sleepUntil(at: Nanos): Task<void> {
  yield { ready: NEVER, at };
}
