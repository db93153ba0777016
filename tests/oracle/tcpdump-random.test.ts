import fc from 'fast-check';
import { expect, it } from 'vitest';
import { framesAt } from '../../src/capture/tcpdump/frame.ts';
import { tcpdumpLines } from '../../src/capture/tcpdump/lines.ts';
import type { LinkType } from '../../src/capture/pcap-limits.ts';
import { decode } from '../../src/wire/decode.ts';
import { outermost } from '../../src/wire/layers.ts';
import { PORT } from '../../src/wire/numbers.ts';
import { runArbitrary, seedOf, traceOf } from '../property/runs.ts';
import { describeTcpdump, FORMS, framesIn, numberedPcap, tcpdumpSays } from './tcpdump.ts';

const RUNS = 500;
const BATCH = 100;

interface Captured {
  readonly bytes: Uint8Array;
  readonly originalLength: number;
}

/**
 * UDP ports whose protocols tcpdump 4.99.3 looks for before it thinks of a tunnel (print-udp.c udp_print). The kernel
 * gives a Geneve packet any source port, so now and then tcpdump reads one as such a protocol; we always read Geneve.
 */
const FOREIGN = new Set(
  `67 68 69 88 123 137 138 161 162 319 320 496 500 514 520 521 525 546 547 646 654 698 701 750 921 1589
   1645 1646 1700 1701 1812 1813 2049 2103 2104 3503 3799 4500 5060 5353 5359 6343 6696 6697 7000 7001
   7002 7003 7004 7005 7006 7007 7008 7009 7500 8231 8500 12222 12223 49152`
    .split(/\s+/)
    .map(Number),
);

function isMisread(bytes: Uint8Array, linktype: LinkType): boolean {
  const udp = outermost(decode(bytes, linktype === 1 ? 'ethernet' : 'sll2').packet, 'udp');
  return udp !== null && udp.dstPort !== PORT.dns && (FOREIGN.has(udp.srcPort) || FOREIGN.has(udp.dstPort));
}

/** Every namespace's `any`, or every device by itself; each seventh frame is cut, as `-s` would. */
function capturesOf(runs: readonly Parameters<typeof traceOf>[0][], linktype: LinkType): readonly Captured[] {
  return runs.flatMap((run) => {
    const trace = traceOf(run);
    return [...trace.world.netns.values()].flatMap(({ name, devices }) =>
      (linktype === 276 ? (['any'] as const) : devices).flatMap((device) =>
        framesAt(trace, { netns: name, device })
          .filter(({ bytes }) => !isMisread(bytes, linktype))
          .map(({ bytes }, i) => ({
            bytes: i % 7 === 6 ? bytes.slice(0, 1 + ((i * 37) % bytes.length)) : bytes,
            originalLength: bytes.length,
          })),
      ),
    );
  });
}

describeTcpdump('lines of random runs in random labs', () => {
  for (const [name, linktype, seed, forms] of [
    ['-i any', 276, 20250815, FORMS.slice(0, 7)],
    ['-i DEVICE', 1, 20250816, FORMS.slice(0, 4)],
  ] as const) {
    it(`${name}: ${RUNS} runs`, { timeout: 300_000 }, () => {
      const runs = fc.sample(runArbitrary, { seed: seedOf(seed), numRuns: RUNS });
      let frames = 0;
      for (let first = 0; first < runs.length; first += BATCH) {
        const captured = capturesOf(runs.slice(first, first + BATCH), linktype);
        const pcap = numberedPcap(captured, linktype);
        frames += captured.length;
        for (const [args, options] of forms) {
          const [ours, theirs] = [tcpdumpLines(framesIn(pcap), options), tcpdumpSays(args.split(' '), pcap)];
          const at = theirs.findIndex((line, i) => line !== ours[i]);
          expect({ first, args, line: ours[at], of: ours.length }).toEqual({
            first,
            args,
            line: theirs[at],
            of: theirs.length,
          });
        }
      }
      expect(frames).toBeGreaterThan(RUNS * 10);
    });
  }
});
