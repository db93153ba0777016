import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { captureOf } from '../../src/capture/tap.ts';
import { tapPcap } from '../../src/capture/tap-pcap.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { deviceName } from '../../src/lab/names.ts';
import type { Nanos, NetnsName } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { withVariant } from '../../src/lab/variant.ts';
import type { Stimulus } from '../../src/trace/stimulus.ts';
import { ipv4 } from '../../src/wire/address.ts';
import { factsOf } from './frame.ts';
import { DECODE_AS, describeTshark, tshark } from './tshark.ts';

// The study's captures: one curl and one ping from curl-pod to the webpod on k8s-w0 through VXLAN, seen at the router.

const lab = withVariant(week4, { routing: 'vxlan' });
const ROUTER_ANY = { netns: 'router' as NetnsName, device: 'any' } as const;
const common = {
  at: 0 as Nanos,
  from: 'curl-pod' as NetnsName,
  target: { kind: 'address', address: ipv4('172.20.2.152') },
} as const;

const curl: Stimulus = {
  ...common,
  kind: 'curl',
  port: 80,
  path: '/',
  connectTimeout: 1,
  localPort: null,
  // The study typed the service's name, and one of its pods answered.
  host: 'webpod',
  userAgent: 'curl/8.14.1',
  silent: false,
  discard: false,
};
const ping: Stimulus = {
  ...common,
  kind: 'ping',
  count: 1,
  interval: 1,
  wait: 1,
  deadline: 1,
  size: 56,
  ttl: 64,
  pmtudisc: 'want',
  id: null,
};

function fixture(name: string): readonly string[] {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
}

describeTshark('the study: a curl through VXLAN, as tshark reads it at the router', () => {
  const pcap = tapPcap(simulate(lab, [curl]), ROUTER_ANY);
  /**
   * Frames 9 to 12 of the study are one ACK seen four times: the server's ACK was doubled before it came to the
   * router. No clean run shows that (none of 200 recorded ones did), so the extra pair is left out here.
   */
  const EXTRA = [11, 12];

  it('gives the same table, each forwarded frame twice', () => {
    const study = fixture('study-curl.tshark.txt')
      .filter((_, i) => !EXTRA.includes(i + 1))
      .map(withoutChance);
    const ours = tshark(['-d', 'udp.port==8472,vxlan'], pcap).trimEnd().split('\n').map(withoutChance);
    expect(ours).toEqual(study);
    expect(ours).toHaveLength(20);
  });

  it('has no malformed frame and no bad checksum', () => {
    const checks = ['ip', 'tcp', 'udp'].flatMap((protocol) => ['-o', `${protocol}.check_checksum:TRUE`]);
    const bad = ['ip', 'tcp', 'udp'].map((protocol) => `${protocol}.checksum.status == "Bad"`);
    expect(tshark([...DECODE_AS, ...checks, '-Y', ['_ws.malformed', ...bad].join(' || ')], pcap)).toBe('');
  });
});

describe('the study: a ping through VXLAN, as tcpdump prints it at the router', () => {
  const trace = simulate(lab, [ping]);

  it('gives the same lines: the identities as VNIs, the recorded source ports', () => {
    const ours = captureOf(trace, ROUTER_ANY).flatMap(({ device, tap, bytes }) => {
      const { outer, icmp, src, dst } = factsOf(bytes, 'sll2');
      const name = deviceName(device).padEnd(5);
      return [
        `${name} ${tap.padEnd(3)} IP ${outer?.src}.${outer?.sport} > ${outer?.dst}.${outer?.dport}: OTV, flags [I] (0x08), overlay 0, instance ${outer?.vni}`,
        `IP ${src} > ${dst}: ICMP echo ${icmp?.type === 8 ? 'request' : 'reply'}, id ${icmp?.id}, seq ${icmp?.seq}, length ${icmp?.len}`,
      ];
    });
    expect(ours).toEqual(fixture('study-ping.tcpdump.txt').map((line) => line.replace(/^[\d:.]+ /, '')));
  });

  it('is answered with ttl=63: one decrement, at the receiver', () => {
    expect(trace.jobs.map(({ stdout }) => stdout).join('')).toContain('64 bytes from 172.20.2.152: icmp_seq=1 ttl=63 ');
  });
});

/**
 * A line of the table without its number, its time and its TCP timestamps. "Retransmission" and "Dup ACK" are how
 * tshark names any second copy of a frame; which of the names it takes depends on microseconds.
 */
function withoutChance(line: string): string {
  return line
    .trimEnd()
    .replace(/^ *\d+ +[\d.]+ /, '')
    .replace(/ TSval=\d+ TSecr=\d+/, '')
    .replace(/\[TCP (?:(?:Fast |Spurious )?Retransmission|Dup ACK \d+#\d+)\]/, '[seen before]');
}
