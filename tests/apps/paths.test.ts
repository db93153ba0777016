import { describe, expect, it } from 'vitest';
import { startApp, startServers } from '../../src/engine/apps/apps.ts';
import type { AppStimulus } from '../../src/engine/apps/host.ts';
import { ipv4 } from '../../src/wire/address.ts';
import { outermost } from '../../src/wire/layers.ts';
import type { Sent } from '../transport/pipe.ts';
import { fakeJob, Pipe } from '../transport/pipe.ts';

const TARGET = { kind: 'address', address: ipv4('172.20.2.152') } as const;
const ROUTERS = ['10.0.2.15', '192.168.10.200', '192.168.20.100'].map((text) => ipv4(text));
const BASE = { at: 0 as never, from: 'curl-pod' as never, target: TARGET };
const TRACEROUTE = {
  ...BASE,
  kind: 'traceroute',
  method: 'udp',
  port: 33434,
  queries: 1,
  wait: 1,
  maxHops: 6,
} as const;

/** A way of so many routers; the hops in `mute` never answer. `narrow`: MTU behind the first router. */
function run(stimulus: AppStimulus, { routers = 3, mute = [] as number[], mtu = 1500, narrow = 0 } = {}) {
  const pipe = new Pipe({
    mtu,
    delay: 50_000,
    hops: routers,
    loses: (s) => meets(s),
  });
  const meets = (s: Sent): boolean => {
    const ip = outermost(s.packet, 'ipv4');
    if (ip?.dst !== TARGET.address) return false;
    const hop = Math.min(ip.ttl, routers + 1);
    if (narrow > 0 && hop > 1 && s.bytes.length > narrow) {
      const error = { kind: 'icmp-unreachable', code: 4, mtu: narrow, quote: s.bytes.slice(0, 548) } as const;
      pipe.error(ip.src, ROUTERS[0] ?? ip.src, error, s.id);
      return true;
    }
    if (hop > routers) return false;
    if (!mute.includes(hop)) {
      const error = { kind: 'icmp-time-exceeded', code: 0, quote: s.bytes.slice(0, 548) } as const;
      pipe.error(ip.src, ROUTERS[hop - 1] ?? ip.src, error, s.id);
    }
    return true;
  };
  const client = pipe.host('curl-pod');
  startServers(pipe.host('webpod-697b545f57-9nnfd'));
  const job = fakeJob();
  startApp({ kernel: client.kernel, sockets: client.sockets }, stimulus, job);
  pipe.settle();
  return { ...job.out, pipe, client };
}

const THREE_ROUTERS = `traceroute to 172.20.2.152 (172.20.2.152), 6 hops max, 60 byte packets
 1  10.0.2.15  0.050 ms
 2  192.168.10.200  0.050 ms
 3  192.168.20.100  0.050 ms
 4  172.20.2.152  0.100 ms
`;

describe('traceroute', () => {
  it.each(['udp', 'icmp', 'tcp'] as const)('finds every hop with %s', (method) => {
    const { stdout, stderr, code } = run({ ...TRACEROUTE, method, port: method === 'tcp' ? 80 : 33434 });
    expect([stdout, stderr, code]).toEqual([THREE_ROUTERS, '', 0]);
  });

  it('sends 60 bytes without DF, to one port after the other', () => {
    const { pipe, client } = run(TRACEROUTE);
    const probes = pipe.sent.filter((s) => s.from === client.kernel.netns);
    expect(probes.map((s) => [s.bytes.length, s.out.ttl, s.out.pmtudisc])).toEqual(
      [1, 2, 3, 4].map((ttl) => [60, ttl, 'dont']),
    );
    expect(probes.map((s) => outermost(s.packet, 'udp')?.dstPort)).toEqual([33434, 33435, 33436, 33437]);
  });

  it('lets the kernel reset what a SYN-ACK answers', () => {
    const { pipe, client } = run({ ...TRACEROUTE, method: 'tcp', port: 80 });
    expect(pipe.labels(client)).toEqual(['SYN', 'SYN', 'SYN', 'SYN', 'RST']);
    expect(pipe.segments(client)[0]?.tcp).toMatchObject({ window: 5840 });
  });

  it('shows silence as a star and stops at the last hop allowed', () => {
    const { stdout } = run({ ...TRACEROUTE, maxHops: 3 }, { mute: [2, 3] });
    expect(stdout).toBe(`traceroute to 172.20.2.152 (172.20.2.152), 3 hops max, 60 byte packets
 1  10.0.2.15  0.050 ms
 2  *
 3  *
`);
  });

  it('names a hop once for all its probes', () => {
    const { stdout } = run({ ...TRACEROUTE, queries: 3 }, { routers: 1 });
    expect(stdout.split('\n').slice(1)).toEqual([
      ' 1  10.0.2.15  0.050 ms  0.050 ms  0.050 ms',
      ' 2  172.20.2.152  0.100 ms  0.100 ms  0.100 ms',
      '',
    ]);
  });

  it('ends when there is no way', () => {
    const target = { kind: 'address', address: ipv4('203.0.113.1') } as const;
    expect(run({ ...TRACEROUTE, target })).toMatchObject({ stderr: 'connect: Network unreachable\n', code: 1 });
  });
});

describe('tracepath', () => {
  const TRACEPATH = { ...BASE, kind: 'tracepath', maxHops: 5 } as const;

  it('prints what iputils prints, the first hop twice', () => {
    const { stdout, code, pipe, client } = run(TRACEPATH, { routers: 2, mute: [2], mtu: 1450 });
    expect(stdout).toBe(
      [
        ' 1?: [LOCALHOST]                      pmtu 1450',
        ' 1:  10.0.2.15                                             0.050ms asymm  3 ',
        ' 1:  10.0.2.15                                             0.050ms asymm  3 ',
        ' 2:  no reply',
        ' 3:  172.20.2.152                                          0.100ms reached',
        '     Resume: pmtu 1450 hops 3 back 3 ',
        '',
      ].join('\n'),
    );
    expect(code).toBe(0);
    const probes = pipe.sent.filter((s) => s.from === client.kernel.netns);
    expect(probes.map((s) => [s.bytes.length, outermost(s.packet, 'udp')?.dstPort])).toEqual(
      [44444, 44445, 44446, 44447, 44448, 44449].map((port) => [1450, port]),
    );
  });

  it('gives up after the last hop allowed', () => {
    const { stdout } = run({ ...TRACEPATH, maxHops: 3 }, { routers: 9, mute: [1, 2, 3] });
    expect(stdout.split('\n')).toEqual([
      ' 1?: [LOCALHOST]                      pmtu 1500',
      ' 1:  no reply',
      ' 2:  no reply',
      ' 3:  no reply',
      '     Too many hops: pmtu 1500',
      '     Resume: pmtu 1500 ',
      '',
    ]);
  });

  it('finds a narrow link on the way', () => {
    const { stdout } = run(TRACEPATH, { routers: 1, narrow: 1400 });
    expect(stdout).toContain('pmtu 1400\n');
    expect(stdout).toContain('     Resume: pmtu 1400 hops 2 back 2 \n');
  });

  it('fails where nothing can be sent', () => {
    const target = { kind: 'address', address: ipv4('203.0.113.1') } as const;
    expect(run({ ...TRACEPATH, target }).stdout).toBe(' 1:  send failed\n     Resume: pmtu 65535 \n');
  });
});

describe('nslookup', () => {
  const DNS = { at: 0 as never, from: 'curl-pod' as never, kind: 'dns', server: null, types: ['A', 'AAAA'] } as const;

  function ask(name: string, lost = false) {
    const pipe = new Pipe({ loses: () => lost });
    const client = pipe.host('curl-pod');
    startServers(pipe.host('kube-system/coredns-a', ipv4('10.96.0.10')));
    const job = fakeJob();
    startApp({ kernel: client.kernel, sockets: client.sockets }, { ...DNS, name }, job);
    pipe.settle();
    return { ...job.out, labels: pipe.labels() };
  }

  it('finds a service', () => {
    const { stdout, code } = ask('webpod');
    expect([stdout, code]).toEqual([
      'Server:\t\t10.96.0.10\nAddress:\t10.96.0.10#53\n\nName:\twebpod.default.svc.cluster.local\nAddress: 10.96.111.94\n\n',
      0,
    ]);
  });

  it('finds a pod by its address', () => {
    expect(ask('172-20-2-152.default.pod').stdout).toContain('Address: 172.20.2.152\n');
  });

  it('says NXDOMAIN, and that nobody answers', () => {
    expect(ask('nope')).toMatchObject({
      stdout: "Server:\t\t10.96.0.10\nAddress:\t10.96.0.10#53\n\n** server can't find nope: NXDOMAIN\n\n",
      code: 1,
    });
    const line = ';; communications error to 10.96.0.10#53: timed out\n';
    expect(ask('webpod', true)).toMatchObject({
      stdout: `${line.repeat(3)};; no servers could be reached\n\n`,
      code: 1,
    });
  });
});
