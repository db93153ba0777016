import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tapsPcapng } from '../../src/capture/tap-pcap.ts';
import type { LinkType } from '../../src/capture/pcap-limits.ts';
import { FIELDS } from '../../src/capture/tshark/fields/known.ts';
import { DEFAULTS, FIELDS_LAYOUT, type TsharkOptions } from '../../src/capture/tshark/options.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { GOLDEN_RUNS } from '../golden/runs.ts';
import { runArbitrary, seedOf, traceOf } from '../property/runs.ts';
import { describeTshark } from './tshark.ts';
import { captureFile, difference, ourLines, tsharkLines } from './tshark-captures.ts';

const FOLDER = new URL('fixtures/pcaps/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.pcap'));
const VXLAN = { table: 'udp.port', low: 8472, high: 8472, protocol: 'vxlan' } as const;
const RUNS = 500;
/** Runs of which every line of the tree and every field is compared: those are a hundred lines a frame. */
const WHOLE_RUNS = 40;
/** `-i any`, and each device by itself. */
const LINKS: readonly LinkType[] = [276, 1];

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
  const ours = ourLines(pcap, options);
  expect({ args, difference: difference(ours, await theirs) }).toEqual({ args, difference: null });
  return ours.length;
}

const recorded = (file: string): Uint8Array => new Uint8Array(readFileSync(new URL(file, FOLDER)));

describeTshark('tshark on real captures', () => {
  it.each(FILES)('%s', { timeout: 60_000 }, async (file) => {
    const pcap = recorded(file);
    await Promise.all(FORMS.map(([args, options]) => compare(pcap, args.split(' '), options)));
  });

  it('shows the time in every form', { timeout: 60_000 }, async () => {
    const pcap = recorded('11f-arp-cold-native-w0.k8s-ctr.any.pcap');
    await Promise.all(TIMES.map((time) => compare(pcap, ['-t', time], { ...DEFAULTS, time })));
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
      await compare(pcap, [...STUDY.split(' '), ...args, ...said.flatMap((each) => ['-E', each])], {
        ...options,
        layout,
      });
  });
});

/** The captures of these runs as each link type, which cost less together: the runs are made once. */
function capturesOf(traces: Iterable<Trace>, nanos: boolean): readonly Uint8Array[] {
  const made = [...traces];
  return LINKS.map((linktype) => captureFile(made, linktype, nanos));
}

function randomCaptures(seed: number, runs: number): readonly Uint8Array[] {
  return capturesOf(
    fc.sample(runArbitrary, { seed: seedOf(seed), numRuns: runs }).map((run) => traceOf(run)),
    false,
  );
}

describeTshark('tshark on captures that the engine makes', () => {
  it('the table of every golden run, of any and of each device', { timeout: 120_000 }, async () => {
    const runs = GOLDEN_RUNS.filter(({ name }) => !name.startsWith('full/'));
    const pcaps = capturesOf(
      runs.map(({ trace }) => trace()),
      true,
    );
    const lines = await Promise.all(pcaps.map((pcap) => compare(pcap, STUDY.split(' '), STUDIED)));
    expect(Math.min(...lines)).toBeGreaterThan(runs.length * 10);
  });

  it(`the table of ${RUNS} random runs in random labs`, { timeout: 120_000 }, async () => {
    const pcaps = randomCaptures(20250815, RUNS);
    const lines = await Promise.all(pcaps.map((pcap) => compare(pcap, STUDY.split(' '), STUDIED)));
    expect(Math.min(...lines)).toBeGreaterThan(RUNS * 10);
  });

  it('pcapng: several interfaces in one file, each frame with its comment', { timeout: 60_000 }, async () => {
    const [run] = fc.sample(runArbitrary, { seed: 3, numRuns: 3 }).slice(1);
    if (run === undefined) throw new Error('no run');
    const trace = traceOf(run);
    const taps = [...trace.world.netns.values()].flatMap(({ name, devices }) =>
      (['any', ...devices] as const).map((device) => ({ netns: name, device })),
    );
    const pcapng = tapsPcapng(trace, taps);
    await compare(pcapng, [], DEFAULTS);
    expect(await compare(pcapng, ['-V'], { ...DEFAULTS, format: 'tree' })).toBeGreaterThan(100);
  });

  it(`trees and fields of ${WHOLE_RUNS} random runs`, { timeout: 120_000 }, async () => {
    const fields = ['-T', 'fields', '-E', 'separator=|', ...NAMES.flatMap((name) => ['-e', name])];
    const forms = [
      [[...STUDY.split(' '), '-V'], { ...STUDIED, format: 'tree' }],
      [[...STUDY.split(' '), ...fields], { ...STUDIED, format: 'fields', fields: NAMES, layout: SEPARATED }],
      [[], DEFAULTS],
    ] as const;
    const pcaps = randomCaptures(20250816, WHOLE_RUNS);
    for (const [args, options] of forms)
      for (const lines of await Promise.all(pcaps.map((pcap) => compare(pcap, args, options))))
        expect(lines).toBeGreaterThan(WHOLE_RUNS * 10);
  });
});
