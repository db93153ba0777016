import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TcpdumpFrame } from '../../src/capture/tcpdump/frame.ts';
import { framesAt } from '../../src/capture/tcpdump/frame.ts';
import { parseDecodeAs } from '../../src/capture/tshark/decode-as.ts';
import { startTshark } from '../../src/capture/tshark/lines.ts';
import { DEFAULTS } from '../../src/capture/tshark/options.ts';
import { simulate } from '../../src/engine/simulate.ts';
import type { Nanos, NetnsName } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { withVariant } from '../../src/lab/variant.ts';
import { ipv4 } from '../../src/wire/address.ts';

// The study's table: 22 frames of one curl through VXLAN, at the router on any. Nobody else is asked here.

const STUDY = readFileSync(new URL('fixtures/study-curl.tshark.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');
/** The server's ACK came to the router twice: frames 11 and 12 are copies of 9 and 10. */
const COPIED = [8, 9] as const;

/** The frames of the engine's capture, with the study's copies and the study's times. */
function studiedFrames(): readonly TcpdumpFrame[] {
  const trace = simulate(withVariant(week4, { routing: 'vxlan' }), [
    {
      at: 0 as Nanos,
      from: 'curl-pod' as NetnsName,
      kind: 'curl',
      target: { kind: 'address', address: ipv4('172.20.2.152') },
      port: 80,
      path: '/',
      connectTimeout: 1,
      localPort: null,
      host: 'webpod',
      userAgent: 'curl/8.14.1',
      silent: false,
      discard: false,
    },
  ]);
  const frames = framesAt(trace, { netns: 'router' as NetnsName, device: 'any' });
  const copies = frames.filter((_, i) => COPIED.some((copied) => copied === i));
  return frames
    .toSpliced(COPIED[1] + 1, 0, ...copies)
    .map((frame, i) => ({ ...frame, seconds: 1, nanos: Math.round(timeOf(STUDY[i] ?? '') * 1_000_000_000) }));
}

function timeOf(line: string): number {
  return Number(/^ *\d+ +([\d.]+) /.exec(line)?.[1]);
}

/** TCP's timestamps begin anywhere, and the study's page lost spaces at ends of lines. */
const withoutChance = (line: string): string => line.trimEnd().replace(/ TSval=\d+ TSecr=\d+/, '');

describe("the study's table of a curl through VXLAN", () => {
  it('comes out line by line: numbers, times, Dup ACKs, the fast retransmission', () => {
    const told = parseDecodeAs('udp.port==8472,vxlan');
    if (!told.ok) throw new Error(told.message.join('\n'));
    const tshark = startTshark({ ...DEFAULTS, decodeAs: [told.rule] });
    const lines = studiedFrames().flatMap((frame) => tshark.linesOf(frame));
    expect(lines.map(withoutChance)).toEqual(STUDY.map(withoutChance));
    expect(lines).toHaveLength(22);
  });

  it('is UDP to who does not know that 8472 is VXLAN', () => {
    const tshark = startTshark(DEFAULTS);
    const [first] = studiedFrames().flatMap((frame) => tshark.linesOf(frame));
    expect(first).toMatch(/^ {4}1 {3}0\.000000 192\.168\.10\.100 → 192\.168\.20\.100 UDP 130 \d+ → 8472 Len=82$/);
  });
});
