import { prng, type Prng } from '../../../src/base/prng.ts';

/** Choices from a seed: the same seed makes the same lines. */
export class Chance {
  readonly #prng: Prng;

  constructor(seed: number, name: string) {
    this.#prng = prng(seed, name);
  }

  below(count: number): number {
    return count <= 0 ? 0 : this.#prng.between(0, count - 1);
  }

  once(in_: number): boolean {
    return this.below(in_) === 0;
  }

  pick<T>(list: readonly [T, ...T[]]): T;
  pick<T>(list: readonly T[]): T | undefined;
  pick<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)];
  }

  many<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }
}
