import { beforeEach, describe, expect, it } from 'vitest';
import {
  CTR,
  device,
  echo,
  IP,
  pointsOf,
  POD,
  ProgramBench,
  tablesOf,
  udp,
} from '../../../tests/support/program-bench.ts';

const CLIENT = 27143;
const WEB = 16202;
const ETH1 = device(CTR, 'eth1');

describe('what leaves a pod for the overlay', () => {
  let bench: ProgramBench;
  beforeEach(() => {
    bench = new ProgramBench({ routing: 'vxlan' });
  });
  const vxlan = device(CTR, 'cilium_vxlan');

  it('sets the key and changes nothing in the packet: no TTL, no MAC, no route', () => {
    const packet = echo(IP.client, IP.otherSubnet);
    const ran = bench.leave(POD.client, packet);
    expect(ran.decision).toMatchObject({
      hop: 'LXC.ENCAP',
      verdict: { kind: 'redirect', to: vxlan, helper: 'redirect' },
      tunnelKey: { id: CLIENT, remote: '192.168.20.100' },
    });
    expect(ran.decision.packet).toBe(packet);
    expect(tablesOf(ran)).not.toContain('routes');
    expect(ran.observations.at(-1)).toMatchObject({
      point: 'to-overlay',
      shown: true,
      ifindex: vxlan,
      dstIdentity: WEB,
    });
    expect(ran.notes).toContainEqual({
      kind: 'road-not-taken',
      route: '172.20.2.0/24',
      dev: device(CTR, 'cilium_host'),
      why: 'overlay-from-ipcache',
    });
  });

  it('sends an address of a remote podCIDR that nobody has to that node, as world', () => {
    const ran = bench.leave(POD.client, echo(IP.client, '172.20.2.99'));
    expect(ran.decision.tunnelKey).toEqual({ id: CLIENT, remote: '192.168.20.100' });
    expect(ran.observations.at(-1)).toMatchObject({ dstIdentity: 2 });
  });

  it('goes by the FIB where ipcache names no tunnel: a remote node', () => {
    const ran = bench.leave(POD.client, echo(IP.client, '192.168.20.100'));
    expect(ran.decision).toMatchObject({ hop: 'LXC.FIB', verdict: { to: ETH1 } });
  });

  it('honours skip_tunnel, but not against a connection that came by the tunnel', () => {
    const key = `${IP.otherSubnet}/32`;
    const cache = bench.row(CTR, 'cilium_ipcache_v2', key)!;
    bench.put(CTR, { table: 'cilium_ipcache_v2', row: { ...cache, skipTunnel: true } });
    expect(bench.leave(POD.client, echo(IP.client, IP.otherSubnet)).decision.hop).toBe('LXC.FIB');
    const ct = `ICMP OUT ${IP.client}:163 -> ${IP.otherSubnet}:0`;
    bench.put(CTR, { table: 'cilium_ct_any4_global', row: { ...bench.ct(CTR, ct)!, fromTunnel: true } });
    expect(bench.leave(POD.client, echo(IP.client, IP.otherSubnet)).decision.hop).toBe('LXC.ENCAP');
  });

  it('prohibits tunnel traffic of its own: 170, after conntrack and ipcache, with no entry left', () => {
    const ran = bench.leave(POD.client, udp(`${IP.client}:40000`, `${IP.otherSubnet}:8472`));
    expect(ran.decision).toMatchObject({ hop: 'LXC.DROP', verdict: { reason: { code: 170 } } });
    expect(tablesOf(ran)).toEqual(['cilium_ct_any4_global', 'cilium_ct_any4_global', 'cilium_ipcache_v2']);
    expect(ran.writes).toEqual([]);
    expect(pointsOf(ran)).toEqual(['from-endpoint hidden', 'drop shown']);
    expect(
      new ProgramBench({ routing: 'geneve' }).leave(POD.client, udp(`${IP.client}:1`, `${IP.otherSubnet}:6081`))
        .decision.verdict,
    ).toMatchObject({ reason: { code: 170 } });
  });

  it('does not know that port where there is no tunnel', () => {
    const ran = new ProgramBench().leave(POD.client, udp(`${IP.client}:40000`, `${IP.otherSubnet}:8472`));
    expect(ran.decision.verdict.kind).toBe('redirect');
  });

  it('does not take a TTL of 1 amiss: the receiver does', () => {
    expect(bench.leave(POD.client, echo(IP.client, IP.otherSubnet, { ttl: 1 })).decision.hop).toBe('LXC.ENCAP');
  });
});
