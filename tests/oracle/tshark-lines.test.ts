import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LinkType } from '../../src/capture/pcap-limits.ts';
import { FIELDS } from '../../src/capture/tshark/fields/known.ts';
import { DEFAULTS, FIELDS_LAYOUT, type TsharkOptions } from '../../src/capture/tshark/options.ts';
import { GOLDEN_RUNS } from '../golden/runs.ts';
import { runArbitrary, seedOf, traceOf } from '../property/runs.ts';
import { describeTshark } from './tshark.ts';
import { captureFile, difference, framesOf, ourLines, tsharkLines } from './tshark-captures.ts';

const FOLDER = new URL('fixtures/pcaps/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.pcap'));
const VXLAN = { table: 'udp.port', low: 8472, high: 8472, protocol: 'vxlan' } as const;
const RUNS = 500;
/** Runs of which every line of the tree and every field is compared: those are a hundred lines a frame. */
const WHOLE_RUNS = 40;
const LINKS: readonly (readonly [name: string, linktype: LinkType, seed: number])[] = [
  ['-i any', 276, 20250815],
  ['-i DEVICE', 1, 20250816],
];

/** The study's command line. */
const STUDY = '-d udp.port==8472,vxlan';
const STUDIED: TsharkOptions = { ...DEFAULTS, decodeAs: [VXLAN] };
const NAMES = [...FIELDS.keys()];
const SEPARATED = { ...FIELDS_LAYOUT, separator: '|' };

/** Command lines and what they mean. */
const FORMS: readonly (readonly [args: string, options: TsharkOptions])[] = [
  [STUDY, STUDIED],
  [`${STUDY} -V`, { ...STUDIED, format: 'tree' }],
  ['-n -t ad -c 5', { ...DEFAULTS, numeric: true, time: 'ad', count: 5 }],
  [`${STUDY} -P -V -x`, { ...STUDIED, format: 'tree', summaryToo: true, hex: true }],
];
const TIMES = ['a', 'adoy', 'd', 'dd', 'e', 'u', 'ud', 'udoy'] as const;

async function compare(pcap: Uint8Array, args: readonly string[], options: TsharkOptions): Promise<number> {
  const theirs = tsharkLines(args, pcap);
  const ours = ourLines(framesOf(pcap), options);
  expect({ args, difference: difference(ours, await theirs) }).toEqual({ args, difference: null });
  return ours.length;
}

const recorded = (file: string): Uint8Array => new Uint8Array(readFileSync(new URL(file, FOLDER)));

describeTshark('tshark on real captures', () => {
  it.each(FILES)('%s', { timeout: 60_000 }, async (file) => {
    const digits = file.includes('.vxlan.') ? 6 : 9;
    const pcap = recorded(file);
    await Promise.all(FORMS.map(([args, options]) => compare(pcap, args.split(' '), { ...options, digits })));
  });

  it('shows the time in every form', { timeout: 60_000 }, async () => {
    const pcap = recorded('11f-arp-cold-native-w0.k8s-ctr.any.pcap');
    await Promise.all(TIMES.map((time) => compare(pcap, ['-t', time], { ...DEFAULTS, time, digits: 9 })));
  });

  it('lays out fields as -E says', { timeout: 60_000 }, async () => {
    const pcap = recorded('06a-vxlan-w0.router.any.vxlan.pcap');
    const fields = ['frame.number', 'ip.src', 'tcp.flags', '_ws.col.Info', 'http.host'];
    const args = ['-T', 'fields', ...fields.flatMap((field) => ['-e', field])];
    const options = { ...STUDIED, format: 'fields', fields } as const;
    const layouts = [
      [['header=y', 'separator=,', 'quote=d'], { ...FIELDS_LAYOUT, header: true, separator: ',', quote: '"' }],
      [['occurrence=f'], { ...FIELDS_LAYOUT, occurrence: 'f' }],
      [['occurrence=l', 'quote=s'], { ...FIELDS_LAYOUT, occurrence: 'l', quote: "'" }],
      [['aggregator=;'], { ...FIELDS_LAYOUT, aggregator: ';' }],
    ] as const;
    for (const [said, layout] of layouts)
      await compare(pcap, [...STUDY.split(' '), ...args, ...said.flatMap((each) => ['-E', each])], { ...options, layout });
  });
});

describeTshark('tshark on captures that the engine makes', () => {
  it.each(LINKS)('%s: the table of every golden run', { timeout: 120_000 }, async (_, linktype) => {
    const runs = GOLDEN_RUNS.filter(({ name }) => !name.startsWith('full/'));
    const pcap = captureFile(
      runs.map(({ trace }) => trace()),
      linktype,
      true,
    );
    expect(await compare(pcap, STUDY.split(' '), { ...STUDIED, digits: 9 })).toBeGreaterThan(runs.length * 10);
  });

  it.each(LINKS)(`%s: the table of ${RUNS} random runs in random labs`, { timeout: 120_000 }, async (_, linktype, seed) => {
    const runs = fc.sample(runArbitrary, { seed: seedOf(seed), numRuns: RUNS });
    const pcap = captureFile(
      runs.map((run) => traceOf(run)),
      linktype,
      false,
    );
    expect(await compare(pcap, STUDY.split(' '), STUDIED)).toBeGreaterThan(RUNS * 10);
  });

  it.each(LINKS)(`%s: trees and fields of ${WHOLE_RUNS} random runs`, { timeout: 120_000 }, async (_, linktype, seed) => {
    const runs = fc.sample(runArbitrary, { seed: seedOf(seed + 10), numRuns: WHOLE_RUNS });
    const pcap = captureFile(
      runs.map((run) => traceOf(run)),
      linktype,
      false,
    );
    const fields = ['-T', 'fields', '-E', 'separator=|', ...NAMES.flatMap((name) => ['-e', name])];
    await compare(pcap, [...STUDY.split(' '), '-V'], { ...STUDIED, format: 'tree' });
    await compare(pcap, [...STUDY.split(' '), ...fields], { ...STUDIED, format: 'fields', fields: NAMES, layout: SEPARATED });
    expect(await compare(pcap, [], DEFAULTS)).toBeGreaterThan(WHOLE_RUNS * 10);
  });
});
