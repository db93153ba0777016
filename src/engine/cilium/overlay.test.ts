import { describe, expect, it } from 'vitest';
import {
  CTR,
  device,
  echo,
  FLAGS,
  IP,
  ipv4Of,
  piece,
  pointsOf,
  POD,
  ProgramBench,
  tablesOf,
  tcp,
  W0,
} from '../../../tests/support/program-bench.ts';
import { ipv4 } from '../../wire/address.ts';
import type { Packet } from '../../wire/layers.ts';
import { fromOverlay, toOverlay } from './overlay.ts';

const CTR_NODE = ipv4('192.168.10.100');

describe.each(['vxlan', 'geneve'] as const)('cil_from_overlay, %s', (routing) => {
  const tunnel = device(W0, `cilium_${routing}`);
  const receive = (packet: Packet, vni = 27143, bench = new ProgramBench({ routing })) =>
    bench.run(fromOverlay, tunnel, 'tcx/ingress', packet, { tunnelKey: { id: vni, remote: CTR_NODE } });

  it('takes the VNI for the sender’s identity, as it is', () => {
    const ran = receive(echo(IP.client, IP.otherSubnet), 4242);
    expect(ran.decision.delivery).toMatchObject({ srcIdentity: 4242, fromTunnel: true });
    expect(tablesOf(ran)).toEqual(['cilium_lxc']);
    expect(ran.notes).toContainEqual({ kind: 'identity', identity: 4242, from: 'vni' });
  });

  it('asks ipcache only when the VNI says no more than some node', () => {
    const ran = receive(echo('172.20.0.84', IP.otherSubnet), 6);
    expect(ran.reads).toEqual([
      'cilium_ipcache_v2[172.20.0.84]=172.20.0.84/32',
      `cilium_lxc[${IP.otherSubnet}]=${IP.otherSubnet}`,
    ]);
    expect(receive(echo(IP.client, IP.otherSubnet), 6).decision.delivery).toMatchObject({ srcIdentity: 27143 });
  });

  it('delivers: TTL - 1 and the pod’s MACs, then policy, then past the lxc, as a frame for this host', () => {
    const bench = new ProgramBench({ routing });
    const ran = receive(echo(IP.client, IP.otherSubnet), 27143, bench);
    expect(ran.decision).toMatchObject({ hop: 'VX.IN', tails: [7, 36, 7], verdict: { pod: POD.otherSubnet } });
    expect(ipv4Of(ran.decision.packet).ttl).toBe(63);
    expect(pointsOf(ran)).toEqual(['from-overlay hidden']);
    const reached = bench.policy(ran, tunnel);
    expect(reached.decision).toMatchObject({ packetType: 'host', verdict: { helper: 'redirect_peer' } });
    expect(bench.ct(W0, `ICMP IN ${IP.client}:163 -> ${IP.otherSubnet}:0`)).toMatchObject({ fromTunnel: true });
  });

  it('nobody may speak as this host: VNI 1 is dropped, 171, before anything is looked up', () => {
    const ran = receive(echo(IP.client, IP.otherSubnet), 1);
    expect(ran.decision).toMatchObject({ hop: 'VX.DROP', verdict: { reason: { code: 171 } } });
    expect(ran.reads).toEqual([]);
    expect(ran.observations).toMatchObject([{ point: 'drop', srcIdentity: 1, ifindex: tunnel }]);
  });

  it('the last hop of a TTL: 196', () => {
    expect(receive(echo(IP.client, IP.otherSubnet, { ttl: 1 })).decision.verdict).toMatchObject({
      reason: { code: 196 },
    });
    expect(receive(echo(IP.client, '172.20.2.70', { ttl: 1 })).decision.verdict).toMatchObject({
      reason: { code: 196 },
    });
  });

  it('a piece of an ICMP packet: 134', () => {
    expect(receive(piece(IP.client, IP.otherSubnet, 1)).decision.verdict).toMatchObject({ reason: { code: 134 } });
  });

  it.each([
    ['its router address', '172.20.2.70'],
    ['an address that no pod has', '172.20.2.99'],
  ])('%s: TTL - 1, to cilium_host by way of cilium_net, the identity in the mark', (_, to) => {
    const bench = new ProgramBench({ routing });
    const ran = receive(echo(IP.client, to), 27143, bench);
    expect(ran.decision).toMatchObject({
      hop: 'VX.INH',
      verdict: { kind: 'redirect', to: device(W0, 'cilium_net'), helper: 'redirect' },
    });
    expect(ipv4Of(ran.decision.packet).ttl).toBe(63);
    expect(ran.decision.mark).toBe(0x6a070f00);
    const { devices } = bench.world;
    expect(ran.decision.packet[0]).toMatchObject({
      src: devices.get(tunnel)!.mac,
      dst: devices.get(device(W0, 'cilium_host'))!.mac,
    });
  });

  it('legacy with endpoint routes: redirected to the lxc, whose own program asks about policy', () => {
    const bench = new ProgramBench({ routing, hostRouting: 'legacy', endpointRoutes: true });
    const ran = receive(echo(IP.client, IP.otherSubnet), 27143, bench);
    expect(ran.decision).toMatchObject({
      hop: 'VX.IN',
      verdict: { kind: 'redirect', to: bench.lxc(POD.otherSubnet), helper: 'redirect' },
      mark: 0x6a070f00,
    });
  });
});

describe('cil_to_overlay', () => {
  const vxlan = device(CTR, 'cilium_vxlan');
  const send = (packet: Packet, vni = 27143, bench = new ProgramBench({ routing: 'vxlan' })) =>
    bench.run(toOverlay, vxlan, 'tcx/egress', packet, { tunnelKey: { id: vni, remote: ipv4('192.168.20.100') } });

  it('marks the packet with overlay and identity, so that eth1 leaves it alone', () => {
    const packet = echo(IP.client, IP.otherSubnet);
    const ran = send(packet);
    expect(ran.decision).toMatchObject({ hop: 'VX.OUT', tails: [38], mark: 0x6a070400, verdict: { kind: 'pass' } });
    expect(ran.decision.packet).toBe(packet);
    expect(pointsOf(ran)).toEqual(['to-overlay hidden']);
    expect(ran.observations[0]).toMatchObject({ srcIdentity: 27143, ifindex: vxlan });
  });

  it('never masquerades: it asks about node ports of TCP and UDP, and nothing else', () => {
    expect(send(echo(IP.client, IP.otherSubnet)).reads).toEqual([]);
    const ran = send(tcp(`${IP.client}:1024`, `${IP.otherSubnet}:80`));
    expect(ran.reads).toEqual([`cilium_ct4_global[TCP OUT ${IP.otherSubnet}:80 -> ${IP.client}:1024]`]);
    expect(ran.writes).toEqual([]);
  });

  it('tracks what the node says from its router address, TCP and UDP only', () => {
    const bench = new ProgramBench({ routing: 'vxlan' });
    const ran = send(tcp('172.20.0.84:40000', `${IP.otherSubnet}:80`, FLAGS.syn), 6, bench);
    expect(ipv4Of(ran.decision.packet).src).toBe('172.20.0.84');
    expect(bench.keys(CTR, 'cilium_snat_v4_external')).toHaveLength(2);
    expect(bench.ct(CTR, `TCP OUT 172.20.0.84:40000 -> ${IP.otherSubnet}:80`)).not.toBeNull();
    expect(send(echo('172.20.0.84', IP.otherSubnet), 6).writes).toEqual([]);
  });
});
