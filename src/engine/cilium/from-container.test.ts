import { beforeEach, describe, expect, it } from 'vitest';
import {
  CTR,
  device,
  echo,
  IP,
  ipv4Of,
  piece,
  pointsOf,
  POD,
  ProgramBench,
  tablesOf,
  tcp,
} from '../../../tests/support/program-bench.ts';
import { ipv4 } from '../../wire/address.ts';
import type { Layer, Packet } from '../../wire/layers.ts';

const CLIENT = 27143;
const WEB = 16202;
const ETH1 = device(CTR, 'eth1');

describe('what leaves a pod', () => {
  let bench: ProgramBench;
  beforeEach(() => {
    bench = new ProgramBench();
  });
  const leave = (packet: Packet) => bench.leave(POD.client, packet);

  it('asks in the order of the program: conntrack both ways, ipcache, policy, endpoint map, FIB', () => {
    const ran = leave(echo(IP.client, IP.sameSubnet));
    expect(ran.reads).toEqual([
      `cilium_ct_any4_global[ICMP IN ${IP.sameSubnet}:0 -> ${IP.client}:163]`,
      `cilium_ct_any4_global[ICMP OUT ${IP.client}:163 -> ${IP.sameSubnet}:0]`,
      `cilium_ipcache_v2[${IP.sameSubnet}]=${IP.sameSubnet}/32`,
      expect.stringMatching(/^cilium_policy_v2\[\d+ Egress 16202 ICMP\/8\]$/),
      expect.stringMatching(/^cilium_policy_v2\[\d+ Egress 0 ICMP\/8\]=\d+ Egress 0 ANY\/0$/),
      `cilium_lxc[${IP.sameSubnet}]`,
      `routes[${IP.sameSubnet}]=172.20.1.0/24`,
      `neigh[192.168.10.101]=192.168.10.101 ${ETH1}`,
    ]);
    expect(ran.decision.tails).toEqual([7]);
  });

  it('to a pod of the same node: TTL - 1, both MACs of the destination, tail call into its policy', () => {
    const ran = leave(echo(IP.client, IP.sameNode));
    const pod = bench.pod(POD.sameNode);
    expect(ran.decision.verdict).toEqual({ kind: 'policy', endpoint: pod.endpoint, pod: pod.name });
    expect(ran.decision).toMatchObject({ hop: 'LXC.LOCAL', delivery: { srcIdentity: CLIENT, fromTunnel: false } });
    expect(ipv4Of(ran.decision.packet).ttl).toBe(63);
    const devices = bench.world.devices;
    expect(ran.decision.packet[0]).toMatchObject({ src: devices.get(pod.lxc)!.mac, dst: devices.get(pod.eth0)!.mac });
    expect(pointsOf(ran)).toEqual(['from-endpoint hidden']);
    expect(tablesOf(ran)).not.toContain('routes');
  });

  it('native, to the same subnet: TTL - 1, MACs of the next hop, redirect, and the event names eth1', () => {
    const ran = leave(echo(IP.client, IP.sameSubnet));
    expect(ran.decision.verdict).toEqual({ kind: 'redirect', to: ETH1, helper: 'redirect' });
    expect(ipv4Of(ran.decision.packet).ttl).toBe(63);
    expect(ran.observations.at(-1)).toMatchObject({
      point: 'to-network',
      shown: true,
      ifindex: ETH1,
      srcIdentity: CLIENT,
      dstIdentity: WEB,
      ct: 'new',
    });
    expect(ran.notes).toContainEqual({ kind: 'tunnel-ignored', remote: '192.168.10.101' });
  });

  it('without a neighbour: redirect_neigh, and the kernel asks', () => {
    bench.put(CTR, { table: 'neigh', remove: `192.168.10.101 ${ETH1}` });
    const ran = leave(echo(IP.client, IP.sameSubnet));
    expect(ran.decision).toMatchObject({ hop: 'LXC.FIB', verdict: { to: ETH1, helper: 'redirect_neigh' } });
    expect(ipv4Of(ran.decision.packet).ttl).toBe(63);
  });

  it('a default route is said to be one', () => {
    const ran = leave(echo(IP.client, '198.51.100.7'));
    expect(ran.decision.hop).toBe('LXC.FIB0');
    expect(ran.notes).toContainEqual({ kind: 'default-route' });
    expect(ran.observations.at(-1)).toMatchObject({ point: 'to-network', dstIdentity: 2 });
  });

  it.each([
    ['blackhole', 1],
    ['unreachable', 2],
    ['prohibit', 3],
  ] as const)('a route that is %s: 169 with ext_err %i, and no ICMP', (type, ext) => {
    const [, row] = [...bench.lab.sim.state.table(CTR, 'routes')].find(([key]) => key === '172.20.1.0/24')!;
    bench.put(CTR, { table: 'routes', row: { ...row, type } });
    const ran = leave(echo(IP.client, IP.sameSubnet));
    expect(ran.decision.verdict).toMatchObject({ kind: 'drop', reason: { code: 169, ext } });
    expect(ran.observations.at(-1)).toMatchObject({
      point: 'drop',
      shown: true,
      srcIdentity: CLIENT,
      dstIdentity: WEB,
    });
  });

  it('no route at all: 169 with ext_err 4', () => {
    for (const key of bench.keys(CTR, 'routes')) bench.put(CTR, { table: 'routes', remove: key });
    expect(leave(echo(IP.client, IP.sameSubnet)).decision.verdict).toMatchObject({ reason: { code: 169, ext: 4 } });
  });

  it('a frame that the device cannot take: 169 with ext_err 8, four bytes of grace for a VLAN tag', () => {
    const room = (length: number): Packet => [
      ...echo(IP.client, IP.sameSubnet),
      { kind: 'data', bytes: new Uint8Array(length - 28) },
    ];
    expect(leave(room(1504)).decision.verdict.kind).toBe('redirect');
    expect(leave(room(1505)).decision.verdict).toMatchObject({ reason: { code: 169, ext: 8 } });
  });

  it('an address of its own node: TTL - 1, the identity in the mark, to the stack', () => {
    const ran = leave(echo(IP.client, '192.168.10.100'));
    expect(ran.decision).toMatchObject({ hop: 'LXC.HOST', verdict: { kind: 'pass' } });
    expect(ran.decision.mark! >>> 16).toBe(CLIENT);
    expect(ran.decision.mark! & 0xf00).toBe(0xf00);
    expect(ipv4Of(ran.decision.packet).ttl).toBe(63);
    expect(pointsOf(ran)).toEqual(['from-endpoint hidden', 'to-stack shown']);
  });

  it('creates the flow and its twin for ICMP errors, the twin first', () => {
    const ran = leave(tcp(`${IP.client}:40000`, `${IP.sameSubnet}:80`));
    expect(ran.writes).toMatchObject([
      { table: 'cilium_ct_any4_global', row: { proto: 'ICMP', dir: 'OUT', related: true } },
      { table: 'cilium_ct4_global', row: { proto: 'TCP', dir: 'OUT', related: false } },
    ]);
    expect(bench.ct(CTR, `TCP OUT ${IP.client}:40000 -> ${IP.sameSubnet}:80`)).toMatchObject({ srcSecId: CLIENT });
    expect(bench.ct(CTR, `ICMP OUT ${IP.client}:0 -> ${IP.sameSubnet}:0 related`)).not.toBeNull();
  });

  describe('refuses', () => {
    it('another source than the pod has: 132, before conntrack', () => {
      const ran = leave(echo('172.20.0.99', IP.sameSubnet));
      expect(ran.decision).toMatchObject({ hop: 'LXC.DROP', tails: [7, 1], verdict: { reason: { code: 132 } } });
      expect(ran.reads).toEqual([]);
      expect(ran.observations.at(-1)).toMatchObject({
        point: 'drop',
        srcIdentity: CLIENT,
        ifindex: bench.lxc(POD.client),
      });
    });

    it('a piece of an ICMP packet: 134, before conntrack', () => {
      const ran = leave(piece(IP.client, IP.sameSubnet, 1));
      expect(ran.decision).toMatchObject({ hop: 'LXC.FRAG', verdict: { reason: { code: 134 } } });
      expect(ran.reads).toEqual([]);
      expect(leave(piece(IP.client, IP.sameSubnet, 17)).decision.verdict.kind).toBe('redirect');
    });

    it.each([
      ['same node', IP.sameNode],
      ['own node', '192.168.10.100'],
      ['other node', IP.sameSubnet],
    ])('the last hop of a TTL, %s: 196 and no ICMP', (_, to) => {
      const ran = leave(echo(IP.client, to, { ttl: 1 }));
      expect(ran.decision.verdict).toMatchObject({ kind: 'drop', reason: { code: 196 } });
      expect(ran.observations.at(-1)).toMatchObject({ point: 'drop', verdict: 'DROPPED', srcIdentity: CLIENT });
    });
  });
});

describe('ARP', () => {
  const bench = new ProgramBench();
  const client = bench.pod(POD.client);
  const lxc = bench.world.devices.get(client.lxc)!;
  const eth0 = bench.world.devices.get(client.eth0)!;
  const ask = (targetIp: string, op: 'request' | 'reply' = 'request'): Packet => [
    { kind: 'ethernet', src: eth0.mac, dst: lxc.mac },
    { kind: 'arp', op, senderMac: eth0.mac, senderIp: client.ip, targetMac: lxc.mac, targetIp: ipv4(targetIp) },
  ];

  it.each(['172.20.0.84', '192.0.2.1'])('answers for %s with the MAC of the lxc, out of the same lxc', (target) => {
    const { decision } = bench.leave(POD.client, ask(target));
    expect(decision).toMatchObject({ hop: 'LXC.ARP', tails: [6], verdict: { to: client.lxc, helper: 'redirect' } });
    const answer = decision.packet[1] as Layer<'arp'>;
    expect(answer).toMatchObject({ op: 'reply', senderMac: lxc.mac, senderIp: target, targetIp: client.ip });
    expect(decision.packet[0]).toMatchObject({ src: lxc.mac, dst: eth0.mac });
  });

  it("leaves a question for the pod's own address, and answers, to the kernel", () => {
    expect(bench.leave(POD.client, ask(client.ip)).decision.verdict).toEqual({ kind: 'pass' });
    expect(bench.leave(POD.client, ask('172.20.0.84', 'reply')).decision.verdict).toEqual({ kind: 'pass' });
  });
});

describe('legacy host routing', () => {
  it('hands remote traffic to the kernel, a TTL down', () => {
    const ran = new ProgramBench({ hostRouting: 'legacy' }).leave(POD.client, echo(IP.client, IP.sameSubnet));
    expect(ran.decision).toMatchObject({ hop: 'LXC.STACK', verdict: { kind: 'pass' } });
    expect(ipv4Of(ran.decision.packet).ttl).toBe(63);
    expect(ran.decision.mark! >>> 16).toBe(CLIENT);
    expect(pointsOf(ran).at(-1)).toBe('to-stack shown');
  });

  it('with endpoint routes hands everything over, without a look at the endpoint map, TTL untouched', () => {
    const bench = new ProgramBench({ hostRouting: 'legacy', endpointRoutes: true });
    for (const to of [IP.sameNode, IP.sameSubnet, '192.168.10.100']) {
      const ran = bench.leave(POD.client, echo(IP.client, to));
      expect(ran.decision).toMatchObject({ hop: 'LXC.STACKE', verdict: { kind: 'pass' } });
      expect(ipv4Of(ran.decision.packet).ttl).toBe(64);
      expect(tablesOf(ran)).not.toContain('cilium_lxc');
    }
  });

  it('with endpoint routes and BPF host routing, own node: no TTL change', () => {
    const ran = new ProgramBench({ endpointRoutes: true }).leave(
      POD.client,
      echo(IP.client, '192.168.10.100', { ttl: 1 }),
    );
    expect(ran.decision).toMatchObject({ hop: 'LXC.HOST', verdict: { kind: 'pass' } });
    expect(ipv4Of(ran.decision.packet).ttl).toBe(1);
  });
});

describe('aggregation', () => {
  it('none lets every event out', () => {
    const ran = new ProgramBench({ monitorAggregation: 'none' }).leave(POD.client, echo(IP.client, IP.sameSubnet));
    expect(pointsOf(ran)).toEqual(['from-endpoint shown', 'to-network shown']);
  });
});
