import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOf, runArbitrary, seedOf } from './runs.ts';

const TIMEOUT = 300_000;

/** Any lab and any commands give a sound trace: `runs` of them, from `seed` on. */
export function engineProperties(seed: number, runs: number): void {
  describe('any lab, any commands', () => {
    it(
      `give a valid trace, one outcome for each packet, and the same twice: ${runs} runs`,
      { timeout: TIMEOUT },
      () => {
        const property = fc.property(runArbitrary, (run) => {
          expect(faultsOf(run)).toEqual([]);
        });
        fc.assert(property, { seed: seedOf(seed), numRuns: runs });
      },
    );
  });
}
