import fc from 'fast-check';
import { SCENARIOS } from '../../src/scenario/scenarios.ts';
import type { LinkState } from '../../src/state/hash/hash-state.ts';
import { PANE_NAMES } from '../../src/state/link-page.ts';
import { labArbitrary } from '../property/arbitrary-lab.ts';

const letters = (alphabet: string, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength });

const slug = letters('abcz019-', 64);
const name = letters('abzAZ09_.:/-', 64);
const position = fc.oneof(
  slug,
  fc.constantFrom('0', '12', '9999', '12.5', '0.001', 'end', 'leak', 'syn-k8s-ctr-encap'),
);

/** Any of the keys, or none of them. */
function some<T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> {
  return fc.record<T>(fields, { requiredKeys: [] });
}

const view = some<NonNullable<LinkState['view']>>({
  at: position,
  from: position,
  to: position,
  panes: fc.subarray([...PANE_NAMES], { minLength: 1 }),
  detail: fc.constantFrom(1 as const, 2 as const, 3 as const),
  focus: fc.array(name, { minLength: 1, maxLength: 8 }),
});

/** A title of anything that JSON can hold, Hangul and pictures among it. */
const doc = fc.record({
  lab: fc
    .tuple(labArbitrary, fc.string({ unit: 'grapheme', maxLength: 60 }))
    .map(([lab, title]): { format: string } => JSON.parse(JSON.stringify({ ...lab, title }))),
});

export const stateArbitrary: fc.Arbitrary<LinkState> = fc
  .tuple(
    some<Omit<LinkState, 'v' | 'doc'>>({
      sc: fc.oneof(slug, fc.constantFrom(...SCENARIOS.map((scenario) => scenario.id))),
      p: fc.dictionary(
        letters('abz09.-', 20).map((text) => `a${text}`),
        fc.oneof(name, fc.integer(), fc.boolean()),
        { maxKeys: 8, noNullPrototype: true },
      ),
      seed: fc.nat(0xffffffff),
      view,
    }),
    fc.option(doc, { freq: 2, nil: undefined }),
  )
  .map(([rest, own]): LinkState => ({ v: 1, ...rest, ...(own === undefined ? {} : { doc: own }) }));
