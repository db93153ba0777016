import { describe, expect, it } from 'vitest';
import { framesAt, labelled, layerOf, packets, pingFrom, routeOn, run } from '../../../tests/support/engine-runs.ts';
import { CTR, echo, IP, piece, unreachable } from '../../../tests/support/program-bench.ts';
import { deriveWorld } from '../../lab/derive.ts';
import type { LabFile } from '../../lab/file.ts';
import type { NetnsName } from '../../lab/names.ts';
import { week4 } from '../../lab/presets/week4.ts';
import { withVariant } from '../../lab/variant.ts';
import type { Variant } from '../../lab/variant.ts';
import type { Trace } from '../../trace/trace.ts';
import { decode } from '../../wire/decode.ts';
import type { Layer, Packet } from '../../wire/layers.ts';
import { idleLab } from '../idle-lab.ts';
import type { Skb } from '../skb.ts';
import { icmpError } from './icmp-error.ts';

/** A router that knows the way back to the sender's pods and nothing of the others'. */
const ONLY_BACK: Variant = { router: { kind: 'no-default' } };
const back = routeOn('router', 'add', '172.20.0.0/24 via 192.168.10.100');
const REPAIRED: Variant = { router: { kind: 'static', prefixes: 'all' } };

const BORN = { cause: { kind: 'job' }, job: null, label: '', hop: null } as const;
const FAULT = { type: 11, code: 0, mtu: 0, routing: false } as const;
/** What the router says about one packet, without anything around it. */
function tell(packet: Packet, about: Partial<Skb> = {}): readonly Packet[] {
  const lab = idleLab(deriveWorld(withVariant(week4, REPAIRED)));
  const router = 'router' as NetnsName;
  const skb = { ...lab.sim.born(router, packet, BORN), ...about };
  icmpError(lab, router, skb, FAULT);
  return lab.sim.events.flatMap((e) =>
    e.kind === 'born' && e.packet !== skb.id ? [decode(lab.sim.frames[e.frame!]!, 'ipv4').packet] : [],
  );
}

const errorsOf = (trace: Trace) => packets(trace, (record) => record.cause.kind === 'icmp-error');
/** The error as its maker's kernel let it go. */
function errorOf(trace: Trace, n = 0) {
  const record = errorsOf(trace)[n]!;
  const packet = framesAt(trace, (e) => e.packet === record.id && e.kind === 'born')[0]!;
  const icmp = packet.find((l) => l.kind === 'icmp-unreachable' || l.kind === 'icmp-time-exceeded');
  return { record, ip: layerOf(packet, 'ipv4'), icmp: icmp as Layer<'icmp-unreachable'> };
}

describe('what a router tells the sender', () => {
  it('no route, but a way back: net unreachable from its address on that side, precedence 0xc0, the packet quoted', () => {
    const trace = run(ONLY_BACK, [back, pingFrom('curl-pod', IP.otherSubnet, { at: 1 })]);
    const { record, ip, icmp } = errorOf(trace);
    expect(record).toMatchObject({ from: 'router', label: 'net unreachable' });
    expect(ip).toMatchObject({ src: '192.168.10.200', dst: IP.client, tos: 0xc0, ttl: 64, df: false });
    expect(icmp.code).toBe(0);
    expect(icmp.quote).toHaveLength(84);
    expect(decode(icmp.quote, 'ipv4').packet[0]).toMatchObject({ src: IP.client, dst: IP.otherSubnet, ttl: 63 });
    expect(trace.jobs[0]!.stdout).toContain('From 192.168.10.200 icmp_seq=1 Destination Net Unreachable');
    expect(labelled(trace, 'echo request').outcome).toMatchObject({ reason: { text: 'no route' } });
  });

  it.each([
    ['unreachable', 1, 'Destination Host Unreachable'],
    ['prohibit', 13, 'Packet filtered'],
  ])('a route that says %s: code %i', (type, code, words) => {
    const trace = run(ONLY_BACK, [
      back,
      routeOn('router', 'add', `${type} 172.20.2.0/24`),
      pingFrom('curl-pod', IP.otherSubnet, { at: 1 }),
    ]);
    expect(errorOf(trace).icmp).toMatchObject({ kind: 'icmp-unreachable', code });
    expect(trace.jobs[0]!.stdout).toContain(words);
  });

  it('a blackhole tells nobody', () => {
    const hole = routeOn('router', 'add', 'blackhole 172.20.2.0/24');
    const trace = run(REPAIRED, [
      routeOn('router', 'del', '172.20.2.0/24'),
      hole,
      pingFrom('curl-pod', IP.otherSubnet, { at: 1 }),
    ]);
    expect(labelled(trace, 'echo request').outcome).toMatchObject({ reason: { text: 'route blackhole' } });
    expect(errorsOf(trace)).toEqual([]);
  });

  it('no way back to the sender either: silence, and the ending says why', () => {
    const trace = run(ONLY_BACK, [pingFrom('curl-pod', IP.otherSubnet)]);
    expect(errorsOf(trace)).toEqual([]);
    const end = trace.events[labelled(trace, 'echo request').end]!;
    expect(end).toMatchObject({ kind: 'end', hop: 'R.NOROUTE', notes: [{ kind: 'no-way-back', to: IP.client }] });
  });

  it('TTL used up: time exceeded, and the quote still has the TTL of 1', () => {
    const trace = run(REPAIRED, [pingFrom('curl-pod', IP.otherSubnet, { ttl: 2 })]);
    const { ip, icmp } = errorOf(trace);
    expect(icmp).toMatchObject({ kind: 'icmp-time-exceeded', code: 0 });
    expect(ip.src).toBe('192.168.10.200');
    expect(decode(icmp.quote, 'ipv4').packet[0]).toMatchObject({ ttl: 1 });
  });

  it('too large and not to be cut: fragmentation needed with the MTU, the quote cut to 548 bytes', () => {
    const narrow = (lab: LabFile): LabFile => ({ ...lab, router: { ...lab.router!, mtu: { eth2: 1400 } } });
    const trace = run(
      REPAIRED,
      [pingFrom('curl-pod', IP.otherSubnet, { size: 1472, pmtudisc: 'do', count: 2 })],
      narrow,
    );
    const { icmp } = errorOf(trace);
    expect(icmp).toMatchObject({ kind: 'icmp-unreachable', code: 4, mtu: 1400 });
    expect(icmp.quote).toHaveLength(548);
    expect(trace.jobs[0]!.stdout).toContain('Frag needed and DF set (mtu = 1400)');
    expect(labelled(trace, 'echo request seq 2').outcome).toEqual({
      kind: 'never-sent',
      errno: 'EMSGSIZE',
      netns: 'curl-pod',
    });
  });
});

describe('what it does not tell', () => {
  it('the third of a burst: route errors draw twice from the sender’s bucket', () => {
    const burst = Array.from({ length: 3 }, (_, i) => pingFrom('curl-pod', IP.otherSubnet, { at: 1, id: 100 + i }));
    const trace = run(ONLY_BACK, [back, ...burst]);
    expect(errorsOf(trace)).toHaveLength(2);
    const ends = packets(trace, (p) => p.label.startsWith('echo request')).map((p) => trace.events[p.end]!);
    expect(ends.map((e) => e.kind === 'end' && e.notes)).toEqual([[], [], [{ kind: 'icmp-rate-limited' }]]);
  });

  it('fragmentation needed is never too many', () => {
    const narrow = (lab: LabFile): LabFile => ({ ...lab, router: { ...lab.router!, mtu: { eth2: 1400 } } });
    const burst = Array.from({ length: 9 }, (_, i) =>
      pingFrom('curl-pod', IP.otherSubnet, { id: 100 + i, size: 1472, pmtudisc: 'want' }),
    );
    expect(errorsOf(run(REPAIRED, burst, narrow))).toHaveLength(9);
  });

  it.each([
    ['an error', unreachable(IP.sameSubnet, IP.client, new Uint8Array(28)), {}],
    ['a later piece of a packet', piece(IP.client, IP.loop, 17, 1424), {}],
    ['a frame for another MAC', echo(IP.client, IP.loop), { packetType: 'otherhost' }],
    ['a broadcast', echo(IP.client, IP.loop), { packetType: 'broadcast' }],
  ] as const)('%s', (_, packet, about) => {
    expect(tell(packet, about)).toEqual([]);
  });

  it('but a first piece it does tell of, and it keeps what RT_TOS keeps of the type of service', () => {
    expect(tell(piece(IP.client, IP.loop, 17))).toHaveLength(1);
    const [answer] = tell(echo(IP.client, IP.loop, { tos: 0xff }));
    expect(layerOf(answer!, 'ipv4').tos).toBe(0xc0 | 0x1e);
  });

  it('nor does a limit stop what stays on the host', () => {
    const lab = idleLab(deriveWorld(week4));
    const own = () => lab.sim.born(CTR, echo('192.168.10.100', IP.loop).slice(1), BORN);
    for (let i = 0; i < 20; i++) icmpError(lab, CTR, own(), FAULT);
    expect(lab.sim.packets.filter((p) => p.cause.kind === 'icmp-error')).toHaveLength(20);
  });
});

describe('whom an error comes from', () => {
  it('about a port of its own: the address that was asked, whichever device answers', () => {
    const probe = {
      kind: 'traceroute',
      at: 0,
      from: 'k8s-ctr',
      method: 'udp',
      port: 33434,
      queries: 1,
      wait: 1,
      maxHops: 1,
    };
    const target = { kind: 'address', address: IP.loop };
    const trace = run({}, [{ ...probe, target } as never]);
    const { ip, icmp } = errorOf(trace);
    expect(icmp).toMatchObject({ kind: 'icmp-unreachable', code: 3 });
    expect(ip).toMatchObject({ src: IP.loop, dst: '192.168.10.100' });
  });

  it('a node whose lxc has no address speaks from its first NIC', () => {
    const trace = run({ datapath: 'linux' }, [pingFrom('curl-pod', IP.sameSubnet, { ttl: 1 })]);
    expect(errorOf(trace).ip).toMatchObject({ src: '10.0.2.15', dst: IP.client });
    expect(trace.jobs[0]!.stdout).toContain('From 10.0.2.15 icmp_seq=1 Time to live exceeded');
  });
});
