import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writePcap } from '../../src/capture/pcap.ts';
import { captureOf } from '../../src/capture/tap.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { DECODE_AS, describeTshark, tshark } from '../oracle/tshark.ts';
import { runArbitrary, seedOf, traceOf } from './runs.ts';

const BATCH = 250;
const TIMEOUT = 300_000;

/** One file holds many runs: streams of different runs must not be joined. */
const APART = ['tcp.desegment_tcp_streams:FALSE', 'tcp.analyze_sequence_numbers:FALSE'];
const CHECKED = ['ip.check_checksum:TRUE', 'tcp.check_checksum:TRUE', 'udp.check_checksum:TRUE'];
const SETTINGS = [...APART, ...CHECKED].flatMap((setting) => ['-o', setting]);
const BAD = ['_ws.malformed', ...['ip', 'tcp', 'udp', 'icmp'].map((layer) => `${layer}.checksum.status == "Bad"`)];

/** Every namespace listened to on all devices at once, as `-i any` does. */
function cooked(trace: Trace): readonly Uint8Array[] {
  return [...trace.world.netns.keys()]
    .flatMap((netns) => captureOf(trace, { netns, device: 'any' }))
    .map(({ bytes }) => bytes);
}

/** Every device listened to on its own. */
function perDevice(trace: Trace): readonly Uint8Array[] {
  return [...trace.world.devices.values()]
    .flatMap(({ netns, id }) => captureOf(trace, { netns, device: id }))
    .map(({ bytes }) => bytes);
}

describeTshark('what captures in any lab hold', () => {
  it.each([
    ['LINUX_SLL2', 276, cooked, 20250813, 2000],
    ['EN10MB', 1, perDevice, 20250814, 250],
  ] as const)('is well formed to tshark: %s', { timeout: TIMEOUT }, (_, linktype, framesOf, seed, count) => {
    const runs = fc.sample(runArbitrary, { seed: seedOf(seed), numRuns: count });
    for (let from = 0; from < runs.length; from += BATCH) {
      const frames = runs.slice(from, from + BATCH).flatMap((run) => framesOf(traceOf(run)));
      const pcap = writePcap(
        frames.map((bytes, i) => ({ at: i, bytes })),
        linktype,
        { epochSeconds: 0, nanos: true },
      );
      const bad = tshark([...DECODE_AS, ...SETTINGS, '-Y', BAD.join(' || ')], pcap);
      expect(bad, `runs ${from} to ${from + BATCH - 1}`).toBe('');
    }
  });
});
