import { AwkFailure } from './failure.ts';

/** Characters that all arrays of a program may hold together. */
export class Budget {
  #left = 1 << 22;

  take(cost: number): void {
    this.#left -= cost;
    if (this.#left < 0) throw new AwkFailure('out of memory', false);
  }
}
