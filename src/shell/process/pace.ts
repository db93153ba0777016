import type { Task } from './task.ts';

/** Work of a program between two pauses, in its own units: a simple operation is one. */
const SLICE = 1_000;

/**
 * How a program that could compute for ever stays interruptible: it counts what it does and pauses now and then for a
 * little lab time.
 */
export class Pace {
  readonly #breath: () => Task<void>;
  #work = 0;

  constructor(breath: () => Task<void>) {
    this.#breath = breath;
  }

  /** Counts work; true when it is time to `rest`. */
  tires(work: number): boolean {
    this.#work += work;
    return this.#work > SLICE;
  }

  *rest(): Task<void> {
    this.#work = 0;
    yield* this.#breath();
  }
}
