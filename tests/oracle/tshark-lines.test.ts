import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LinkType } from '../../src/capture/pcap-limits.ts';
import { DEFAULTS, type TsharkOptions } from '../../src/capture/tshark/options.ts';
import { GOLDEN_RUNS } from '../golden/runs.ts';
import { runArbitrary, seedOf, traceOf } from '../property/runs.ts';
import { describeTshark } from './tshark.ts';
import { captureFile, difference, framesOf, ourLines, tsharkLines } from './tshark-captures.ts';

const FOLDER = new URL('fixtures/pcaps/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.pcap'));
const VXLAN = { table: 'udp.port', low: 8472, high: 8472, protocol: 'vxlan' } as const;
const RUNS = 500;
const LINKS: readonly (readonly [name: string, linktype: LinkType, seed: number])[] = [
  ['-i any', 276, 20250815],
  ['-i DEVICE', 1, 20250816],
];

/** The study's command line. */
const STUDY = ['-d', 'udp.port==8472,vxlan'] as const;
const STUDIED: TsharkOptions = { ...DEFAULTS, decodeAs: [VXLAN] };

async function compare(pcap: Uint8Array, args: readonly string[], options: TsharkOptions): Promise<number> {
  const theirs = tsharkLines(args, pcap);
  const ours = ourLines(framesOf(pcap), options);
  expect({ args, difference: difference(ours, await theirs) }).toEqual({ args, difference: null });
  return ours.length;
}

describeTshark('the table of real captures', () => {
  it.each(FILES)('%s', async (file) => {
    const pcap = new Uint8Array(readFileSync(new URL(file, FOLDER)));
    const digits = file.includes('.vxlan.') ? 6 : 9;
    await compare(pcap, STUDY, { ...STUDIED, digits });
  });
});

describeTshark('the table of captures that the engine makes', () => {
  it.each(LINKS)('%s: every golden run', { timeout: 120_000 }, async (_, linktype) => {
    const runs = GOLDEN_RUNS.filter(({ name }) => !name.startsWith('full/'));
    const pcap = captureFile(
      runs.map(({ trace }) => trace()),
      linktype,
      true,
    );
    expect(await compare(pcap, STUDY, { ...STUDIED, digits: 9 })).toBeGreaterThan(runs.length * 10);
  });

  it.each(LINKS)(`%s: ${RUNS} random runs in random labs`, { timeout: 120_000 }, async (_, linktype, seed) => {
    const runs = fc.sample(runArbitrary, { seed: seedOf(seed), numRuns: RUNS });
    const pcap = captureFile(
      runs.map((run) => traceOf(run)),
      linktype,
      false,
    );
    expect(await compare(pcap, STUDY, STUDIED)).toBeGreaterThan(RUNS * 10);
  });
});
