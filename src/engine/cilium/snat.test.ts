import { beforeEach, describe, expect, it } from 'vitest';
import {
  CTR,
  device,
  echo,
  FLAGS,
  IP,
  ipv4Of,
  piece,
  POD,
  ProgramBench,
  tablesOf,
  tcp,
  udp,
  unreachable,
} from '../../../tests/support/program-bench.ts';
import type { Ran } from '../../../tests/support/program-bench.ts';
import type { Variant } from '../../lab/variant.ts';
import type { SnatReason } from '../../trace/events.ts';
import { ipv4 } from '../../wire/address.ts';
import { encode } from '../../wire/encode.ts';
import { decode } from '../../wire/decode.ts';
import type { Layer, Packet } from '../../wire/layers.ts';
import { fromNetdev, toNetdev } from './netdev.ts';

const NODE = '192.168.10.100';
const ETH0 = device(CTR, 'eth0');
const ETH1 = device(CTR, 'eth1');

class NatBench extends ProgramBench {
  /** Out of a NIC, come from a pod (by its lxc) or made by the node itself. */
  out(packet: Packet, dev = ETH1, mark = 0): Ran {
    const pod = [...this.world.pods.values()].find((one) => one.ip === ipv4Of(packet).src);
    return this.run(toNetdev, dev, 'tcx/egress', packet, { ingress: pod?.lxc ?? null, mark });
  }
  in(packet: Packet, dev = ETH1): Ran {
    return this.run(fromNetdev, dev, 'tcx/ingress', packet);
  }
}

function reasonOf(ran: Ran): SnatReason | null {
  const note = ran.notes.find((one) => one.kind === 'snat');
  return note?.kind === 'snat' ? note.why : null;
}
const srcOf = (ran: Ran): string => ipv4Of(ran.decision.packet).src;
const portsOf = (packet: Packet): readonly number[] => {
  const l4 = packet[2] as Layer<'tcp'>;
  return [l4.srcPort, l4.dstPort];
};

describe('who is masqueraded', () => {
  const native: Variant = { routing: 'native' };
  const overlay: Variant = { routing: 'vxlan' };
  it.each([
    ['pod to pod, native', 'native routing CIDR', native, IP.client, IP.sameSubnet],
    ['pod to the router’s loop, native', 'masqueraded', native, IP.client, IP.loop],
    ['pod to the router’s loop, overlay', 'masqueraded', overlay, IP.client, IP.loop],
    ['pod to the router, native', 'masqueraded', native, IP.client, '192.168.10.200'],
    ['pod to the router, overlay', 'masqueraded', overlay, IP.client, '192.168.10.200'],
    ['pod to a remote node, native', 'remote node', native, IP.client, '192.168.20.100'],
    ['pod to a remote node, overlay', 'masqueraded', overlay, IP.client, '192.168.20.100'],
    ['pod to the API server’s node from another, overlay', 'masqueraded', overlay, IP.client, '192.168.10.101'],
    ['a source that no endpoint has', 'no local endpoint', native, '172.20.0.99', IP.loop],
    ['a remote pod that passes through', 'no local endpoint', native, IP.sameSubnet, IP.loop],
    ['the node from its other address', 'host traffic', native, '10.0.2.15', IP.loop],
  ] as const)('%s: %s', (_, why, variant, src, dst) => {
    const ran = new NatBench(variant).out(udp(`${src}:40000`, `${dst}:53`));
    expect(reasonOf(ran)).toBe(why);
    expect(srcOf(ran)).toBe(why === 'masqueraded' ? NODE : src);
    expect(ran.decision.mark).toBe(why === 'masqueraded' ? 0x300 : undefined);
  });

  it('out of the other NIC to that NIC’s address', () => {
    const ran = new NatBench().out(udp(`${IP.client}:40000`, '198.51.100.7:53'), ETH0);
    expect(srcOf(ran)).toBe('10.0.2.15');
    expect(ran.decision.hop).toBe('ETH.OUT.SNAT');
  });

  it('asks in the order of snat_v4_needs_masquerade', () => {
    const ran = new NatBench().out(udp(`${IP.client}:40000`, `${IP.loop}:53`));
    expect(ran.reads).toEqual([
      `cilium_ct_any4_global[UDP OUT ${IP.loop}:53 -> ${IP.client}:40000]`,
      `cilium_lxc[${IP.client}]=${IP.client}`,
      `cilium_ct_any4_global[UDP IN ${IP.loop}:53 -> ${IP.client}:40000]`,
      `cilium_ipcache_v2[${IP.loop}]=0.0.0.0/0`,
      `cilium_snat_v4_external[UDP OUT ${IP.client}:40000 -> ${IP.loop}:53]`,
      `cilium_snat_v4_external[UDP IN ${IP.loop}:53 -> ${NODE}:40000]`,
    ]);
  });

  it('leaves answers to the outside alone: the outside has begun it', () => {
    const bench = new NatBench();
    const entry = bench.in(tcp(`${IP.loop}:50000`, `${IP.client}:80`));
    bench.policy(entry, ETH1);
    const ran = bench.out(tcp(`${IP.client}:80`, `${IP.loop}:50000`, FLAGS.synAck));
    expect(reasonOf(ran)).toBe('reply');
    expect(srcOf(ran)).toBe(IP.client);
  });

  it('leaves what an overlay has wrapped, and what NAT has seen, without a question', () => {
    const bench = new NatBench({ routing: 'vxlan' });
    const outer = udp(`${NODE}:40000`, '192.168.20.100:8472');
    const wrapped = bench.out(outer, ETH1, 0x6a070400);
    expect(reasonOf(wrapped)).toBe('overlay mark');
    expect(wrapped.decision).toMatchObject({ hop: 'ETH.OUT.OVL', tails: [] });
    const seen = bench.out(udp(`${IP.client}:40000`, `${IP.loop}:53`), ETH1, 0x300);
    expect(reasonOf(seen)).toBe('snat done');
    expect([...wrapped.reads, ...seen.reads]).toEqual([]);
  });

  it('does nothing where masquerading is not Cilium’s', () => {
    expect(reasonOf(new NatBench({ bpfMasquerade: false }).out(udp(`${IP.client}:40000`, `${IP.loop}:53`)))).toBe(
      'masquerading off',
    );
  });
});

describe('ports', () => {
  let bench: NatBench;
  beforeEach(() => {
    bench = new NatBench();
  });

  it('keeps a port of the range, and remembers both ways, the way back first', () => {
    const ran = bench.out(tcp(`${IP.client}:40000`, `${IP.loop}:80`));
    expect(portsOf(ran.decision.packet)).toEqual([40000, 80]);
    expect(ran.writes).toMatchObject([
      { row: { dir: 'IN', src: IP.loop, srcPort: 80, dst: NODE, dstPort: 40000, toAddr: IP.client, toPort: 40000 } },
      { row: { dir: 'OUT', src: IP.client, srcPort: 40000, toAddr: NODE, toPort: 40000 } },
    ]);
  });

  it('draws another one for a port below the range, and stays with it', () => {
    const first = portsOf(bench.out(tcp(`${IP.client}:1024`, `${IP.loop}:80`)).decision.packet);
    expect(first[0]).toBeGreaterThanOrEqual(32768);
    const second = bench.out(tcp(`${IP.client}:1024`, `${IP.loop}:80`, FLAGS.ack));
    expect(portsOf(second.decision.packet)).toEqual(first);
    expect(second.writes).toEqual([]);
  });

  it('gives two pods with one port two ports', () => {
    const one = portsOf(bench.out(tcp(`${IP.client}:40000`, `${IP.loop}:80`)).decision.packet);
    const two = portsOf(bench.out(tcp(`${IP.sameNode}:40000`, `${IP.loop}:80`)).decision.packet);
    expect(one[0]).toBe(40000);
    expect(two[0]).not.toBe(40000);
    expect(two[0]).toBeGreaterThanOrEqual(32768);
    // To another server the same port is free again.
    expect(portsOf(bench.out(tcp(`${IP.sameNode}:40000`, '10.10.2.200:80')).decision.packet)[0]).toBe(40000);
  });

  it('keeps an echo id whatever it is, and gives the second asker another', () => {
    expect((bench.out(echo(IP.client, IP.loop, { id: 48 })).decision.packet[2] as Layer<'icmp-echo'>).id).toBe(48);
    expect((bench.out(echo(IP.sameNode, IP.loop, { id: 48 })).decision.packet[2] as Layer<'icmp-echo'>).id).not.toBe(
      48,
    );
  });

  it('gives up after 32 ports that are taken: 167', () => {
    const taken = { proto: 'TCP', dir: 'IN', src: ipv4(IP.loop), srcPort: 80, dst: ipv4(NODE) } as const;
    const to = { toAddr: ipv4('172.20.0.1'), toPort: 1, created: bench.lab.sim.now };
    for (let dstPort = 32768; dstPort <= 65535; dstPort++)
      bench.put(CTR, { table: 'cilium_snat_v4_external', row: { ...taken, dstPort, ...to } });
    const ran = bench.out(tcp(`${IP.client}:40000`, `${IP.loop}:80`));
    expect(ran.decision.verdict).toMatchObject({ kind: 'drop', reason: { code: 167 } });
    expect(ran.reads.filter((read) => read.startsWith('cilium_snat_v4_external[TCP IN'))).toHaveLength(32);
    expect(ran.writes).toEqual([]);
  });

  it('makes a mapping anew that leads to another device’s address', () => {
    bench.out(tcp(`${IP.client}:40000`, `${IP.loop}:80`));
    const ran = bench.out(tcp(`${IP.client}:40000`, `${IP.loop}:80`), ETH0);
    expect(srcOf(ran)).toBe('10.0.2.15');
    expect(bench.keys(CTR, 'cilium_snat_v4_external').toSorted()).toEqual([
      `TCP IN ${IP.loop}:80 -> 10.0.2.15:40000`,
      `TCP OUT ${IP.client}:40000 -> ${IP.loop}:80`,
    ]);
  });

  it('restores a way back that was lost', () => {
    bench.out(tcp(`${IP.client}:40000`, `${IP.loop}:80`));
    bench.put(CTR, { table: 'cilium_snat_v4_external', remove: `TCP IN ${IP.loop}:80 -> ${NODE}:40000` });
    bench.out(tcp(`${IP.client}:40000`, `${IP.loop}:80`, FLAGS.ack));
    expect(bench.keys(CTR, 'cilium_snat_v4_external')).toContain(`TCP IN ${IP.loop}:80 -> ${NODE}:40000`);
  });
});

describe('the node’s own traffic', () => {
  let bench: NatBench;
  beforeEach(() => {
    bench = new NatBench();
  });

  it('is tracked, so that no pod gets its port: a mapping to itself and a flow without a twin', () => {
    const ran = bench.out(tcp(`${NODE}:40000`, `${IP.loop}:80`));
    expect(ran.decision).toMatchObject({ hop: 'ETH.OUT.HOST', mark: 0x300 });
    expect(srcOf(ran)).toBe(NODE);
    expect(bench.ct(CTR, `TCP OUT ${NODE}:40000 -> ${IP.loop}:80`)).toMatchObject({ srcSecId: 0 });
    expect(bench.keys(CTR, 'cilium_ct_any4_global')).toEqual([]);
    expect(portsOf(bench.out(tcp(`${IP.client}:40000`, `${IP.loop}:80`)).decision.packet)[0]).not.toBe(40000);
  });

  it('has to give way when a pod was first, and gets its port back from the answer', () => {
    bench.out(tcp(`${IP.client}:40000`, `${IP.loop}:80`));
    const [port] = portsOf(bench.out(tcp(`${NODE}:40000`, `${IP.loop}:80`)).decision.packet);
    expect(port).not.toBe(40000);
    const back = bench.in(tcp(`${IP.loop}:80`, `${NODE}:${port}`, FLAGS.synAck));
    expect(portsOf(back.decision.packet)).toEqual([80, 40000]);
    expect(back.decision.hop).toBe('ETH.IN.HOST');
    expect(bench.ct(CTR, `TCP OUT ${NODE}:40000 -> ${IP.loop}:80`)).toMatchObject({ rxFlagsSeen: FLAGS.synAck });
  });

  it('from a port that a server listens on is left alone', () => {
    const ran = bench.out(tcp(`${NODE}:6443`, `${IP.loop}:50000`, FLAGS.synAck));
    expect(ran.writes).toEqual([]);
    expect(ran.decision.mark).toBeUndefined();
    expect(bench.out(echo(NODE, IP.loop, { type: 'reply' })).writes).toEqual([]);
  });
});

describe('the way back', () => {
  let bench: NatBench;
  beforeEach(() => {
    bench = new NatBench();
  });

  it('an answer gets the pod’s address and port, a TTL less, and comes from world', () => {
    bench.out(tcp(`${IP.client}:1024`, `${IP.loop}:80`));
    const port = Number(/:(\d+)$/.exec(bench.keys(CTR, 'cilium_snat_v4_external')[0]!)![1]);
    const ran = bench.in(tcp(`${IP.loop}:80`, `${NODE}:${port}`, FLAGS.synAck));
    expect(ran.decision).toMatchObject({ hop: 'ETH.IN.REVSNAT', mark: 0x300, delivery: { srcIdentity: 2 } });
    expect(ipv4Of(ran.decision.packet)).toMatchObject({ dst: IP.client, ttl: 63 });
    expect(portsOf(ran.decision.packet)).toEqual([80, 1024]);
  });

  it.each([
    ['no port below the range', tcp(`${IP.loop}:80`, `${NODE}:6443`), 0],
    ['a port of the range', tcp(`${IP.loop}:80`, `${NODE}:40000`), 1],
    ['no echo request', echo(IP.loop, NODE), 0],
    ['an echo reply', echo(IP.loop, NODE, { type: 'reply' }), 1],
  ] as const)('looks up %s', (_, packet, times) => {
    const ran = bench.in(packet);
    expect(tablesOf(ran).filter((table) => table === 'cilium_snat_v4_external')).toHaveLength(times);
    expect(ran.decision.hop).toBe('ETH.IN.HOST');
  });

  it.each([
    ['TCP', tcp(`${IP.client}:1024`, `${IP.loop}:80`)],
    ['UDP', udp(`${IP.client}:1024`, `${IP.loop}:33434`)],
    ['an echo', echo(IP.client, IP.loop, { id: 5 })],
  ] as const)('an ICMP error about %s goes to the pod and quotes what the pod had sent', (_, sent) => {
    bench.out(echo(IP.sameNode, IP.loop, { id: 5 }));
    const wire = bench.out(sent).decision.packet;
    expect(ipv4Of(wire).src).toBe(NODE);
    const told = bench.in(unreachable(IP.loop, NODE, encode(wire.slice(1))));
    expect(told.decision).toMatchObject({ hop: 'ETH.IN.REVSNAT', verdict: { kind: 'policy', pod: POD.client } });
    const { quote } = told.decision.packet[2] as Layer<'icmp-unreachable'>;
    // Byte for byte, checksums included.
    expect(quote).toEqual(encode(sent.slice(1)));
    const reached = bench.policy(told, ETH1);
    expect(reached.decision.verdict.kind).toBe('redirect');
  });

  it('an error about the node’s own packet stays with the node', () => {
    const wire = bench.out(udp(`${NODE}:40000`, `${IP.loop}:33434`)).decision.packet;
    const told = bench.in(unreachable(IP.loop, NODE, encode(wire.slice(1))));
    expect(told.decision).toMatchObject({ hop: 'ETH.IN.HOST', verdict: { kind: 'pass' } });
    expect(decode((told.decision.packet[2] as Layer<'icmp-unreachable'>).quote, 'ipv4').packet[0]).toMatchObject({
      src: NODE,
    });
  });

  it('an error that quotes too little, or an unknown flow, is looked at no further', () => {
    const short = bench.in(unreachable(IP.loop, NODE, new Uint8Array(24)));
    expect(tablesOf(short)).not.toContain('cilium_snat_v4_external');
    const unknown = bench.in(unreachable(IP.loop, NODE, encode(udp(`${NODE}:40000`, `${IP.loop}:1`).slice(1))));
    expect(tablesOf(unknown)).toContain('cilium_snat_v4_external');
    expect(unknown.decision.hop).toBe('ETH.IN.HOST');
  });

  it('a piece of an ICMP packet ends here, in both directions: 134', () => {
    expect(bench.in(piece(IP.loop, NODE, 1)).decision.verdict).toMatchObject({ reason: { code: 134 } });
    expect(bench.out(piece(NODE, IP.loop, 1)).decision.verdict).toMatchObject({ reason: { code: 134 } });
    expect(bench.in(piece(IP.loop, NODE, 17)).decision.verdict.kind).toBe('pass');
  });
});
