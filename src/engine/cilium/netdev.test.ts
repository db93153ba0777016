import { describe, expect, it } from 'vitest';
import {
  CTR,
  device,
  echo,
  IP,
  ipv4Of,
  pointsOf,
  POD,
  ProgramBench,
  tablesOf,
  tcp,
  udp,
  W0,
  W1,
} from '../../../tests/support/program-bench.ts';
import type { Packet } from '../../wire/layers.ts';
import { markIdentity } from './mark.ts';
import type { Identity } from '../../lab/names.ts';
import { fromNetdev, toNetdev } from './netdev.ts';

const W1_ETH1 = device(W1, 'eth1');
const arp = (op: 'request' | 'reply'): Packet => [{ kind: 'ethernet' } as never, { kind: 'arp', op } as never];

describe('cil_from_netdev', () => {
  const receive = (packet: Packet, bench = new ProgramBench(), dev = W1_ETH1) =>
    bench.run(fromNetdev, dev, 'tcx/ingress', packet);

  it('asks who has sent it, whether it is a service, whether it was translated, and who it is for', () => {
    expect(receive(tcp(`${IP.client}:40000`, `${IP.sameSubnet}:50000`)).reads).toEqual([
      `cilium_ipcache_v2[${IP.client}]=${IP.client}/32`,
      `cilium_lb4_services_v2[${IP.sameSubnet}:50000/TCP (0)]`,
      `cilium_snat_v4_external[TCP IN ${IP.client}:40000 -> ${IP.sameSubnet}:50000]`,
      `cilium_lxc[${IP.sameSubnet}]=${IP.sameSubnet}`,
    ]);
    expect(tablesOf(receive(echo(IP.client, IP.sameSubnet)))).toEqual(['cilium_ipcache_v2', 'cilium_lxc']);
  });

  it('delivers to a pod: TTL - 1, its MACs, the sender’s identity from ipcache, because the wire carries none', () => {
    const bench = new ProgramBench();
    const ran = receive(echo(IP.client, IP.sameSubnet, { ttl: 63 }), bench);
    expect(ran.decision).toMatchObject({
      hop: 'ETH.IN.POD',
      tails: [7, 36, 7],
      verdict: { kind: 'policy', pod: POD.sameSubnet },
      delivery: { srcIdentity: 27143, fromTunnel: false },
    });
    expect(ipv4Of(ran.decision.packet).ttl).toBe(62);
    expect(ran.decision.packet[0]).toMatchObject({ dst: bench.world.devices.get(bench.pod(POD.sameSubnet).eth0)!.mac });
    expect(pointsOf(ran)).toEqual(['from-network hidden']);
    const reached = bench.policy(ran, W1_ETH1);
    expect(reached.decision.verdict).toMatchObject({ helper: 'redirect_peer', to: bench.lxc(POD.sameSubnet) });
  });

  it('takes a pod that its ipcache does not know for the world', () => {
    const bench = new ProgramBench();
    bench.put(W1, { table: 'cilium_ipcache_v2', remove: `${IP.client}/32` });
    expect(receive(echo(IP.client, IP.sameSubnet), bench).decision.delivery).toMatchObject({ srcIdentity: 2 });
  });

  it('a stranger with this node’s own address is unknown, not the host', () => {
    const ran = receive(echo('10.0.2.15', IP.sameSubnet));
    expect(ran.decision.delivery).toMatchObject({ srcIdentity: 0 });
    expect(ran.observations[0]).toMatchObject({ srcIdentity: 0 });
  });

  it.each([
    ['an address of the node', '192.168.10.101', 'ETH.IN.HOST'],
    ['an address of nobody here', '172.20.1.99', 'ETH.IN.STACK'],
  ])('%s: to the stack, TTL and MACs as they are', (_, to, hop) => {
    const packet = echo(IP.client, to, { ttl: 1 });
    const ran = receive(packet);
    expect(ran.decision).toMatchObject({ hop, verdict: { kind: 'pass' } });
    expect(ran.decision.packet).toBe(packet);
  });

  it('the last hop of a TTL: 196 on the receiving node, the sender named', () => {
    const ran = receive(echo(IP.client, IP.sameSubnet, { ttl: 1 }));
    expect(ran.decision).toMatchObject({ hop: 'ETH.IN.POD', verdict: { reason: { code: 196 } } });
    expect(ran.observations.at(-1)).toMatchObject({ point: 'drop', srcIdentity: 27143, ifindex: W1_ETH1 });
  });

  it('legacy: looks no further than NAT, and the kernel routes', () => {
    const bench = new ProgramBench({ hostRouting: 'legacy' });
    const ran = receive(echo(IP.client, IP.sameSubnet), bench);
    expect(ran.decision).toMatchObject({ hop: 'ETH.IN.STACK', verdict: { kind: 'pass' } });
    expect(tablesOf(ran)).toEqual(['cilium_ipcache_v2']);
    expect(receive(udp('192.168.10.100:40000', '192.168.10.101:8472'), bench).decision.hop).toBe('ETH.IN.HOST');
  });

  it('ARP passes', () => {
    expect(receive(arp('reply')).decision).toMatchObject({ hop: 'NEIGH.REP', tails: [], verdict: { kind: 'pass' } });
    expect(receive(arp('request')).decision.hop).toBeNull();
  });
});

describe('cil_to_netdev', () => {
  const bench = new ProgramBench();
  const ETH1 = device(CTR, 'eth1');
  const send = (packet: Packet, given = {}) => bench.run(toNetdev, ETH1, 'tcx/egress', packet, given);

  it('asks whether it is the answer of a node port (not of ICMP), then about masquerading', () => {
    expect(send(tcp(`${IP.client}:40000`, `${IP.sameSubnet}:80`)).reads).toEqual([
      `cilium_ct4_global[TCP OUT ${IP.sameSubnet}:80 -> ${IP.client}:40000]`,
      `cilium_lxc[${IP.client}]=${IP.client}`,
      `cilium_ct4_global[TCP IN ${IP.sameSubnet}:80 -> ${IP.client}:40000]`,
    ]);
    expect(tablesOf(send(echo(IP.client, IP.sameSubnet)))).toEqual(['cilium_lxc', 'cilium_ct_any4_global']);
  });

  it('its own to-network is never let out at medium: the pod’s program has told of the packet', () => {
    expect(pointsOf(send(echo(IP.client, IP.sameSubnet)))).toEqual(['to-network hidden']);
    const all = new ProgramBench({ monitorAggregation: 'none' });
    expect(pointsOf(all.run(toNetdev, ETH1, 'tcx/egress', echo(IP.client, IP.sameSubnet)))).toEqual([
      'to-network shown',
    ]);
  });

  it.each([
    ['what BPF has redirected is nobody’s', {}, 0],
    ['what the kernel forwards for a pod is the pod’s', { mark: markIdentity(27143 as Identity) }, 27143],
    ['what this node has made is the host’s', { ingress: null }, 1],
    ['so is what an overlay has wrapped', { mark: 0x6a070400 }, 1],
  ] as const)('%s', (_, given, identity) => {
    expect(send(echo(IP.client, IP.sameSubnet), given).observations[0]).toMatchObject({ srcIdentity: identity });
  });

  it.each([
    ['a pod to a pod', echo(IP.client, IP.sameSubnet), ETH1, 'ETH.OUT.NAT'],
    ['a pod to a pod by the default route', echo(IP.client, IP.otherSubnet), device(CTR, 'eth0'), 'ETH.OUT.DEF'],
    ['the node', echo('192.168.10.100', IP.sameSubnet), ETH1, 'ETH.OUT.HOST'],
    ['a pod to the outside', echo(IP.client, IP.loop), ETH1, 'ETH.OUT.SNAT'],
  ] as const)('%s', (_, packet, dev, hop) => {
    expect(bench.run(toNetdev, dev, 'tcx/egress', packet).decision).toMatchObject({ hop, tails: [38] });
  });

  it('changes no TTL and no MAC', () => {
    const packet = echo(IP.client, IP.sameSubnet, { ttl: 1 });
    expect(send(packet).decision.packet).toBe(packet);
  });

  it('ARP passes', () => {
    expect(send(arp('request')).decision).toMatchObject({ hop: 'NEIGH.REQ', tails: [], verdict: { kind: 'pass' } });
  });

  it('knows only its own node: w0 has none of these endpoints', () => {
    const ran = bench.run(toNetdev, device(W0, 'eth1'), 'tcx/egress', udp(`${IP.client}:40000`, `${IP.loop}:53`));
    expect(ipv4Of(ran.decision.packet).src).toBe(IP.client);
  });
});
