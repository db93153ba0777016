import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LinkType } from '../../src/capture/pcap-limits.ts';
import { parseDisplayFilter } from '../../src/capture/tshark/display-filter.ts';
import { DEFAULTS } from '../../src/capture/tshark/options.ts';
import { type Item, rootItem } from '../../src/capture/tshark/tree.ts';
import { runArbitrary, seedOf, traceOf } from '../property/runs.ts';
import { describeTshark } from './tshark.ts';
import { captureFile, difference, ourLines, tsharkLines } from './tshark-captures.ts';
import { ACCEPTED, REFUSED } from './tshark-filter-expressions.ts';

const RUNS = 40;
const AT_ONCE = 4;
const VXLAN = { table: 'udp.port', low: 8472, high: 8472, protocol: 'vxlan' } as const;

/** Runs a job per item, a few at a time. */
async function each<T>(items: readonly T[], job: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += AT_ONCE) await Promise.all(items.slice(at, at + AT_ONCE).map(job));
}

describeTshark('display filters', () => {
  it.each([
    [276, 20250817],
    [1, 20250818],
  ] as const)(
    'take the frames that tshark takes: link type %i',
    { timeout: 120_000 },
    async (linktype: LinkType, seed) => {
      const runs = fc.sample(runArbitrary, { seed: seedOf(seed), numRuns: RUNS });
      const pcap = captureFile(
        runs.map((run) => traceOf(run)),
        linktype,
        false,
      );
      const trees: Item[] = [];
      const keep = (tree: Item): boolean => trees.push(tree) > 0;
      const all = ourLines(pcap, { ...DEFAULTS, decodeAs: [VXLAN], filter: { takes: keep } });
      let taken = 0;
      // Every second expression for each link type: a tshark takes its time to start.
      const half = ACCEPTED.filter((_, i) => (i % 2 === 0) === (linktype === 276));
      await each(half, async (expression) => {
        const theirs = await tsharkLines(['-d', 'udp.port==8472,vxlan', '-Y', expression], pcap);
        const parsed = parseDisplayFilter(expression);
        if (!parsed.ok) throw new Error(`${expression}: ${parsed.message.join('\n')}`);
        const ours = all.filter((_, i) => parsed.filter.takes(trees[i] ?? rootItem()));
        taken += ours.length;
        expect({ expression, difference: difference(ours, theirs) }).toEqual({ expression, difference: null });
      });
      expect(taken).toBeGreaterThan(all.length * 5);
    },
  );

  it('are refused in the words of tshark', { timeout: 120_000 }, async () => {
    const pcap = captureFile([], 1, false);
    await each(REFUSED, async (expression) => {
      const theirs = await tsharkLines(['-Y', expression], pcap);
      const parsed = parseDisplayFilter(expression);
      expect({ expression, message: parsed.ok ? [] : parsed.message }).toEqual({ expression, message: theirs });
    });
  });
});
