import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULTS, type TsharkOptions } from '../../src/capture/tshark/options.ts';
import { GOLDEN_RUNS } from '../golden/runs.ts';
import { runArbitrary, seedOf, traceOf } from '../property/runs.ts';
import { describeTshark } from './tshark.ts';
import { captureFile, difference, ourLines, tsharkLines } from './tshark-captures.ts';

const FOLDER = new URL('fixtures/pcaps/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.pcap'));
const STUDIED: TsharkOptions = {
  ...DEFAULTS,
  decodeAs: [{ table: 'udp.port', low: 8472, high: 8472, protocol: 'vxlan' }],
};

async function compare(pcap: Uint8Array): Promise<number> {
  const theirs = tsharkLines(['-2', '-d', 'udp.port==8472,vxlan'], pcap);
  const ours = ourLines(pcap, STUDIED, 2);
  expect(difference(ours, await theirs)).toBe(null);
  return ours.filter((line) => line.includes('(reply in ')).length;
}

describeTshark('the table of tshark -2, which knows what comes later', () => {
  it('recorded captures', { timeout: 60_000 }, async () => {
    let replies = 0;
    for (const file of FILES) replies += await compare(new Uint8Array(readFileSync(new URL(file, FOLDER))));
    expect(replies).toBeGreaterThan(5);
  });

  // Each by itself: of a pair of ports that is used again the second pass of tshark keeps the last beginning.
  it('golden runs', { timeout: 120_000 }, async () => {
    const runs = GOLDEN_RUNS.filter(({ name }) => !name.startsWith('full/')).filter((_, i) => i % 16 === 0);
    expect(runs.length).toBeGreaterThan(3);
    for (const { trace } of runs) await compare(captureFile([trace()], 276, true));
  });

  it('100 random runs in random labs', { timeout: 120_000 }, async () => {
    const traces = fc.sample(runArbitrary, { seed: seedOf(20250818), numRuns: 100 }).map((run) => traceOf(run));
    for (const linktype of [276, 1] as const) await compare(captureFile(traces, linktype, false));
  });
});
