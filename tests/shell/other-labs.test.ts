import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveWorld } from '../../src/lab/derive.ts';
import { PRESETS } from '../../src/lab/presets/presets.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { week4Clients } from '../labs/week4-clients.ts';
import { labArbitrary } from '../property/arbitrary-lab.ts';
import { labFileOf, seedOf } from '../property/runs.ts';
import { foreignValues, valuesOf } from './own-values.ts';

describe('a different lab answers the same commands with its own values', () => {
  it.each([...PRESETS, { name: 'week4 with more clients', lab: week4Clients }])('$name', ({ lab }) => {
    expect(foreignValues(lab)).toEqual([]);
  });

  it('random labs', () => {
    fc.assert(
      fc.property(labArbitrary, (raw) => {
        expect(foreignValues(labFileOf(raw))).toEqual([]);
      }),
      { seed: seedOf(4044), numRuns: 40 },
    );
  });

  it('looks for everything that has a name or an address in the lab of week 4', () => {
    const values = new Set(valuesOf(deriveWorld(week4)));
    for (const each of [
      'k8s-w0',
      '172.20.2.70',
      '172.20.2.0/24',
      'webpod-697b545f57-9nnfd',
      '10.96.111.94',
      '(ID:16202)',
    ])
      expect(values).toContain(each);
  });
});
