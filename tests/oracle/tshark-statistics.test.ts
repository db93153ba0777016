import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tapsPcapng } from '../../src/capture/tap-pcap.ts';
import { DEFAULTS, type TsharkOptions } from '../../src/capture/tshark/options.ts';
import { parseStatistic, STATISTICS } from '../../src/capture/tshark/statistics/parse-statistic.ts';
import { GOLDEN_RUNS } from '../golden/runs.ts';
import { runArbitrary, seedOf, traceOf } from '../property/runs.ts';
import { describeTshark } from './tshark.ts';
import { captureFile, difference, ourLines, tsharkLines } from './tshark-captures.ts';

const FOLDER = new URL('fixtures/pcaps/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.pcap'));
const DECODE = ['-d', 'udp.port==8472,vxlan'];
const STUDIED: TsharkOptions = {
  ...DEFAULTS,
  decodeAs: [{ table: 'udp.port', low: 8472, high: 8472, protocol: 'vxlan' }],
  format: 'nothing',
};
const FILTERED = [...STATISTICS, 'io,phs,icmp', 'conv,ip,tcp.port==80', 'endpoints,udp,ip.ttl<64', 'conv,tcp,'];

/** What our -z says of a capture beside tshark's. */
async function compare(
  pcap: Uint8Array,
  texts: readonly string[],
  { args = DECODE, options = STUDIED }: { readonly args?: readonly string[]; readonly options?: TsharkOptions } = {},
): Promise<number> {
  const theirs = tsharkLines(['-q', ...args, ...texts.flatMap((text) => ['-z', text])], pcap);
  const statistics = texts.map((text) => {
    const parsed = parseStatistic(text, options);
    if (!parsed.ok) throw new Error(parsed.message.join('\n'));
    return parsed.statistic;
  });
  const ours = ourLines(pcap, { ...options, statistics });
  expect({ texts, difference: difference(ours, await theirs) }).toEqual({ texts, difference: null });
  return ours.length;
}

const recorded = (file: string): Uint8Array => new Uint8Array(readFileSync(new URL(file, FOLDER)));

describeTshark('statistics of tshark', () => {
  it.each(FILES)('%s', { timeout: 60_000 }, async (file) => {
    expect(await compare(recorded(file), FILTERED)).toBeGreaterThan(50);
  });

  it('the start of a conversation in every form of time', { timeout: 60_000 }, async () => {
    const pcap = recorded('06a-vxlan-w0.router.any.vxlan.pcap');
    for (const time of ['a', 'ad', 'adoy', 'd', 'dd', 'e', 'r', 'u', 'ud', 'udoy'] as const)
      await compare(pcap, ['conv,ip', 'conv,tcp'], {
        args: ['-t', time, ...DECODE],
        options: { ...STUDIED, time },
      });
  });

  it('every golden run, of any and of each device', { timeout: 120_000 }, async () => {
    const traces = GOLDEN_RUNS.filter(({ name }) => !name.startsWith('full/')).map(({ trace }) => trace());
    for (const linktype of [276, 1] as const) await compare(captureFile(traces, linktype, true), STATISTICS);
  });

  it('60 random runs in random labs', { timeout: 120_000 }, async () => {
    const traces = fc.sample(runArbitrary, { seed: seedOf(20250817), numRuns: 60 }).map((run) => traceOf(run));
    for (const linktype of [276, 1] as const) await compare(captureFile(traces, linktype, false), STATISTICS);
  });

  it('pcapng with comments', { timeout: 60_000 }, async () => {
    const [run] = fc.sample(runArbitrary, { seed: 3, numRuns: 3 }).slice(1);
    if (run === undefined) throw new Error('no run');
    const trace = traceOf(run);
    const taps = [...trace.world.netns.values()].map(({ name }) => ({ netns: name, device: 'any' as const }));
    await compare(tapsPcapng(trace, taps), STATISTICS);
  });

  it.each(['conv,ip,bad filter', 'endpoints,ip,tcp.port ==', 'io,phs,a b', 'conv,tcp,ip.src=='])(
    'refuses %s',
    async (text) => {
      const parsed = parseStatistic(text, DEFAULTS);
      const theirs = await tsharkLines(['-q', '-z', text], recorded(FILES[0] ?? ''));
      expect(parsed.ok ? 'taken' : parsed.message).toEqual(theirs);
    },
  );
});
