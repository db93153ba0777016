import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writePcap } from '../../src/capture/pcap.ts';
import { framesAt, linkTypeOf } from '../../src/capture/tcpdump/frame.ts';
import { tcpdumpLines } from '../../src/capture/tcpdump/lines.ts';
import { NUMERIC } from '../../src/capture/tcpdump/options.ts';
import type { TapPoint } from '../../src/capture/tap.ts';
import { simulate } from '../../src/engine/simulate.ts';
import type { Nanos, NetnsName } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { withVariant, type Variant } from '../../src/lab/variant.ts';
import type { Stimulus, Target } from '../../src/trace/stimulus.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { ipv4 } from '../../src/wire/address.ts';
import { describeTcpdump, FORMS, framesIn, hasServices, NAMED_FORMS, tcpdumpSays } from './tcpdump.ts';

const FOLDER = new URL('fixtures/pcaps/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.pcap'));

const recorded = (file: string): Uint8Array => new Uint8Array(readFileSync(new URL(file, FOLDER)));

describeTcpdump('lines of real captures', () => {
  it.each(FILES)('%s', (file) => {
    const pcap = recorded(file);
    for (const [args, options] of FORMS)
      expect({ args, lines: tcpdumpLines(framesIn(pcap), options) }).toEqual({
        args,
        lines: tcpdumpSays(args.split(' '), pcap),
      });
  });
});

describeTcpdump(
  'lines with names of ports and vendors',
  () => {
    it.each(['11f-arp-cold-native-w0.k8s-ctr.any.pcap', '09c-trace-native-w0.k8s-ctr.eth1.pcap'])('%s', (file) => {
      const pcap = recorded(file);
      for (const [args, options] of NAMED_FORMS)
        expect({ args, lines: tcpdumpLines(framesIn(pcap), options) }).toEqual({
          args,
          lines: tcpdumpSays(args.split(' '), pcap),
        });
    });
  },
  hasServices,
);

const MODES: Readonly<Record<string, Variant>> = {
  native: {},
  'native with routes': { router: { kind: 'static', prefixes: 'all' } },
  vxlan: { routing: 'vxlan' },
  geneve: { routing: 'geneve' },
};
const from = 'curl-pod' as NetnsName;
const [WEB_NEAR, WEB_FAR] = ['172.20.1.164', '172.20.2.152'] as const;
const second = (n: number): Nanos => (n * 1_000_000_000) as Nanos;
const address = (text: string): Target => ({ kind: 'address', address: ipv4(text) });

const curl = (at: Nanos, target: Target, port = 80): Stimulus => ({
  at,
  from,
  kind: 'curl',
  target,
  port,
  path: '/',
  connectTimeout: 3,
  localPort: null,
  host: null,
  userAgent: 'curl/8.14.1',
  silent: false,
  discard: false,
});
const ping = (at: Nanos, to: string, size: number, ttl: number, pmtudisc: 'do' | 'want' | 'dont'): Stimulus => ({
  at,
  from,
  kind: 'ping',
  target: address(to),
  count: 2,
  interval: 1,
  wait: 1,
  deadline: null,
  size,
  ttl,
  pmtudisc,
  id: null,
});
const trace = (at: Nanos, method: 'udp' | 'icmp' | 'tcp'): Stimulus => ({
  at,
  from,
  kind: 'traceroute',
  target: address(WEB_FAR),
  method,
  port: method === 'tcp' ? 80 : 33_434,
  queries: 1,
  wait: 1,
  maxHops: 4,
});
const STIMULI: readonly Stimulus[] = [
  curl(second(0), address(WEB_FAR)),
  curl(second(5), address(WEB_NEAR)),
  curl(second(10), { kind: 'name', name: 'webpod' }),
  curl(second(15), address(WEB_NEAR), 8080),
  ping(second(20), WEB_FAR, 56, 64, 'want'),
  ping(second(25), WEB_NEAR, 3000, 64, 'dont'),
  ping(second(30), WEB_FAR, 1472, 64, 'do'),
  ping(second(35), WEB_FAR, 56, 2, 'want'),
  { at: second(40), from, kind: 'dns', name: 'webpod', server: null, types: ['A', 'AAAA'] },
  { at: second(45), from, kind: 'dns', name: 'nobody', server: null, types: ['A'] },
  trace(second(50), 'udp'),
  trace(second(60), 'icmp'),
  trace(second(70), 'tcp'),
  { at: second(80), from, kind: 'tracepath', target: address(WEB_FAR), maxHops: 4 },
];

/** The pod and its device on the node, each device of the way, and `any` where the study looks. */
function tapsOf({ world }: Trace): readonly TapPoint[] {
  const hosts = ['k8s-ctr', 'router', 'k8s-w0'].map((name) => name as NetnsName);
  return [...hosts, from].flatMap((netns) => [
    { netns, device: 'any' as const },
    ...(world.netns.get(netns)?.devices ?? []).map((device) => ({ netns, device })),
  ]);
}

function pcapAt(captured: Trace, point: TapPoint): Uint8Array {
  const packets = framesAt(captured, point).map(({ seconds, nanos, bytes }) => ({
    at: (seconds - captured.world.epoch.seconds) * 1_000_000_000 + nanos,
    bytes,
  }));
  return writePcap(packets, linkTypeOf(point), { epochSeconds: captured.world.epoch.seconds, nanos: true });
}

describeTcpdump('lines of captures that the engine makes', () => {
  it.each(Object.keys(MODES))(
    '%s: curl, ping, lookups and traces at every tap of the way',
    { timeout: 60_000 },
    (mode) => {
      const made = simulate(withVariant(week4, MODES[mode] ?? {}), STIMULI);
      let lines = 0;
      for (const point of tapsOf(made)) {
        const pcap = pcapAt(made, point);
        for (const [args, options] of FORMS) {
          const ours = tcpdumpLines(framesIn(pcap), options);
          lines += ours.length;
          expect({ point, args, lines: ours }).toEqual({ point, args, lines: tcpdumpSays(args.split(' '), pcap) });
        }
      }
      expect(lines).toBeGreaterThan(10_000);
    },
  );
});

describe('the columns of -i any', () => {
  it('hold the interface as the capturing host calls it, five wide or more', () => {
    const made = simulate(withVariant(week4, { routing: 'vxlan' }), [ping(second(0), WEB_FAR, 56, 64, 'want')]);
    const any = framesAt(made, { netns: 'k8s-w0' as NetnsName, device: 'any' });
    const columns = tcpdumpLines(any, { ...NUMERIC, time: 'none' }).flatMap(
      (line) => /^(.*?)IP /.exec(line)?.[1] || [],
    );
    expect(columns.slice(0, 5)).toEqual([
      'eth1  In  ',
      'cilium_vxlan P   ',
      `${any[2]?.device ?? ''} In  `,
      'cilium_vxlan Out ',
      'eth1  Out ',
    ]);
  });
});
