import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writePcap } from '../../src/capture/pcap.ts';
import { captureOf } from '../../src/capture/tap.ts';
import { DECODE_AS, describeTshark, tshark } from '../oracle/tshark.ts';
import { runArbitrary, seedOf, traceOf } from './runs.ts';

const RUNS = 2000;
const BATCH = 250;
const LINKTYPE_SLL2 = 276;

/** One file holds many runs: streams of different runs must not be joined. */
const APART = ['tcp.desegment_tcp_streams:FALSE', 'tcp.analyze_sequence_numbers:FALSE'];
const CHECKED = ['ip.check_checksum:TRUE', 'tcp.check_checksum:TRUE', 'udp.check_checksum:TRUE'];
const BAD = [
  '_ws.malformed',
  ...['ip', 'tcp', 'udp', 'icmp'].map((protocol) => `${protocol}.checksum.status == "Bad"`),
];

describeTshark('what -i any captures in every namespace of any lab', () => {
  it(`is well formed to tshark: ${RUNS} runs`, { timeout: 300_000 }, () => {
    const runs = fc.sample(runArbitrary, { seed: seedOf(20250813), numRuns: RUNS });
    for (let from = 0; from < runs.length; from += BATCH) {
      const packets = runs.slice(from, from + BATCH).flatMap((run) => {
        const trace = traceOf(run);
        return [...trace.world.netns.keys()].flatMap((netns) => captureOf(trace, { netns, device: 'any' }));
      });
      const pcap = writePcap(
        packets.map(({ bytes }, i) => ({ at: i, bytes })),
        LINKTYPE_SLL2,
        { epochSeconds: 0, nanos: true },
      );
      const settings = [...APART, ...CHECKED].flatMap((setting) => ['-o', setting]);
      expect(
        tshark([...DECODE_AS, ...settings, '-Y', BAD.join(' || ')], pcap),
        `runs ${from} to ${from + BATCH - 1}`,
      ).toBe('');
    }
  });
});
