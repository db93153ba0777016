import { describe, expect, it } from 'vitest';
import { captureOf } from '../../capture/tap.ts';
import { hooksOf, hopsOf, labelled, pingFrom, routeOn, run, tapsOf } from '../../../tests/support/engine-runs.ts';
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
} from '../../../tests/support/program-bench.ts';
import type { Identity } from '../../lab/names.ts';
import type { Variant } from '../../lab/variant.ts';
import type { Packet } from '../../wire/layers.ts';
import { fromHost, toHost } from './host-device.ts';
import { markIdentity } from './mark.ts';

const HOST = device(CTR, 'cilium_host');
const NET = device(CTR, 'cilium_net');
const ROUTER_IP = '172.20.0.84';

describe('cil_from_host', () => {
  const send = (packet: Packet, variant: Variant = {}, given = {}, bench = new ProgramBench(variant)) =>
    bench.run(fromHost, HOST, 'tcx/egress', packet, { ingress: null, ...given });

  it('asks who has sent it, then for whom of this node it is; ipcache of the destination only when nobody', () => {
    expect(send(echo(ROUTER_IP, IP.client)).reads).toEqual([
      `cilium_ipcache_v2[${ROUTER_IP}]=${ROUTER_IP}/32`,
      `cilium_lxc[${IP.client}]=${IP.client}`,
    ]);
    expect(tablesOf(send(echo(ROUTER_IP, IP.otherSubnet)))).toEqual([
      'cilium_ipcache_v2',
      'cilium_lxc',
      'cilium_ipcache_v2',
    ]);
  });

  it('delivers as the host: TTL - 1, policy with identity 1, and by the queue, not past the lxc', () => {
    const bench = new ProgramBench();
    const ran = send(echo(ROUTER_IP, IP.client), {}, {}, bench);
    expect(ran.decision).toMatchObject({
      hop: 'CH.OUT',
      tails: [23],
      delivery: { srcIdentity: 1, fromHost: true },
      verdict: { kind: 'policy', pod: POD.client },
    });
    expect(ipv4Of(ran.decision.packet).ttl).toBe(63);
    expect(pointsOf(ran)).toEqual(['from-host hidden']);
    const reached = bench.policy(ran, HOST, 'tcx/egress', { ingress: null });
    expect(reached.reads).toContainEqual(expect.stringMatching(/Ingress 1 ICMP\/8\]=\d+ Ingress 1 ANY\/0$/));
    expect(reached.decision.verdict).toMatchObject({ helper: 'redirect', to: bench.lxc(POD.client) });
  });

  it.each([
    ['the node by its address', ROUTER_IP, null, 0, 1],
    ['a forwarded pod by its address', IP.sameSubnet, device(CTR, 'eth1'), 0, 16202],
    ['a pod of this node by the mark', IP.sameNode, device(CTR, 'eth1'), markIdentity(27143 as Identity), 27143],
    ['a stranger with this node’s address as world', '10.0.2.15', device(CTR, 'eth1'), 0, 2],
  ] as const)('knows %s', (_, src, ingress, mark, identity) => {
    expect(send(echo(src, IP.client), {}, { ingress, mark }).decision.delivery).toMatchObject({
      srcIdentity: identity,
    });
  });

  it('encapsulates for a remote pod: the host’s identity becomes that of a remote node', () => {
    const ran = send(echo(ROUTER_IP, IP.otherSubnet), { routing: 'vxlan' });
    expect(ran.decision).toMatchObject({
      hop: 'CH.ENC',
      tunnelKey: { id: 6, remote: '192.168.20.100' },
      verdict: { to: device(CTR, 'cilium_vxlan'), helper: 'redirect' },
    });
    expect(ipv4Of(ran.decision.packet).ttl).toBe(64);
    expect(pointsOf(ran)).toEqual(['from-host hidden', 'to-overlay hidden']);
  });

  it('lets go what is for the node itself', () => {
    expect(send(echo(ROUTER_IP, '192.168.10.100')).decision).toMatchObject({
      hop: 'CH.PASS',
      verdict: { kind: 'pass' },
    });
  });

  it('the last hop of a TTL: 196', () => {
    expect(send(echo(ROUTER_IP, IP.client, { ttl: 1 })).decision.verdict).toMatchObject({ reason: { code: 196 } });
  });
});

describe('cil_to_host', () => {
  it('passes on both devices, and its event stays hidden', () => {
    const bench = new ProgramBench();
    for (const [dev, hop] of [
      [HOST, 'CH.IN'],
      [NET, 'CN.IN'],
    ] as const) {
      const ran = bench.run(toHost, dev, 'tcx/ingress', echo(IP.client, ROUTER_IP), {
        mark: markIdentity(27143 as Identity),
      });
      expect(ran.decision).toMatchObject({ hop, mark: 0, verdict: { kind: 'pass' } });
      expect(ran.observations).toMatchObject([{ point: 'to-stack', shown: false, srcIdentity: 27143, ifindex: HOST }]);
    }
  });
});

/** Which devices of cilium_host's pair a packet passes, and what a capture there prints. */
describe('who crosses cilium_host', () => {
  const NODES = ['k8s-ctr', 'k8s-w1', 'k8s-w0'];
  const seenOnHost = (trace: ReturnType<typeof run>) =>
    NODES.flatMap((node) => {
      const netns = node as typeof CTR;
      return captureOf(trace, { netns, device: device(netns, 'cilium_host') }).map(({ tap }) => `${node} ${tap}`);
    });
  const programsOn = (trace: ReturnType<typeof run>, label: string) =>
    hooksOf(trace, labelled(trace, label).id).map(({ program }) => program);
  const STATIC = { router: { kind: 'static', prefixes: 'all' } } as const;

  it.each([
    ['same node', {}, IP.sameNode],
    ['native, same subnet', {}, IP.sameSubnet],
    ['native, other subnet', STATIC, IP.otherSubnet],
    ['overlay', { routing: 'vxlan' }, IP.otherSubnet],
    ['overlay, same subnet', { routing: 'geneve' }, IP.sameSubnet],
  ] as const)('pod to pod, %s: not at all', (_, variant, to) => {
    const trace = run(variant, [pingFrom('curl-pod', to)]);
    expect(trace.jobs[0]!.exitCode).toBe(0);
    const touched = trace.events.filter((e) => e.device?.endsWith(':cilium_host') || e.device?.endsWith(':cilium_net'));
    expect(touched).toEqual([]);
  });

  it('the node to its own pod: through cil_from_host, but a capture on cilium_host prints nothing; the lxc does', () => {
    const trace = run({}, [pingFrom('k8s-ctr', IP.client)]);
    const { id } = labelled(trace, 'echo request');
    expect(programsOn(trace, 'echo request')).toEqual(['cil_from_host', 'cil_lxc_policy']);
    expect(tapsOf(trace, id)).toEqual([expect.stringMatching(/^k8s-ctr:lxc\w+ Out$/), 'curl-pod:eth0 In']);
    expect(seenOnHost(trace)).toEqual([]);
  });

  it('a pod to its own node: from the lxc to the stack; the answer comes through cil_from_host', () => {
    const trace = run({}, [pingFrom('curl-pod', '192.168.10.100')]);
    expect(programsOn(trace, 'echo request')).toEqual(['cil_from_container']);
    expect(programsOn(trace, 'echo reply')).toEqual(['cil_from_host', 'cil_lxc_policy']);
    expect(seenOnHost(trace)).toEqual([]);
    expect(trace.jobs[0]!.stdout).toContain('ttl=63 ');
  });

  it('the node to a remote pod, overlay: out of cil_from_host into the tunnel device, VNI 6', () => {
    const trace = run({ routing: 'vxlan' }, [pingFrom('k8s-ctr', IP.otherSubnet)]);
    const { id } = labelled(trace, 'echo request');
    expect(hopsOf(trace, id).slice(0, 3)).toEqual(['OUT', 'CH.ENC', 'VX.OUT']);
    expect(tapsOf(trace, id)[0]).toBe('k8s-ctr:cilium_vxlan Out');
    // The answer is for the router address: the one way on which a capture on cilium_host prints something.
    expect(seenOnHost(trace)).toEqual(['k8s-ctr In']);
    expect(hopsOf(trace, labelled(trace, 'echo reply').id).slice(-4)).toEqual(['VX.INH', 'CN.OUT', 'CH.IN', 'NIN']);
  });

  it('the node to a remote pod, native: by eth1 with the node’s address, no cilium_host', () => {
    const trace = run({}, [pingFrom('k8s-ctr', IP.sameSubnet)]);
    expect(programsOn(trace, 'echo request')[0]).toBe('cil_to_netdev');
    expect(seenOnHost(trace)).toEqual([]);
  });

  it('a remote node to the router address, overlay: Out on cilium_net and In on cilium_host', () => {
    const trace = run({ routing: 'vxlan' }, [pingFrom('k8s-w0', ROUTER_IP)]);
    const taps = tapsOf(trace, labelled(trace, 'echo request').id);
    expect(taps.slice(-3)).toEqual(['k8s-ctr:cilium_vxlan P', 'k8s-ctr:cilium_net Out', 'k8s-ctr:cilium_host In']);
  });

  it('legacy, native, arriving: eth1, the stack, cil_from_host, and the lxc prints Out; TTL 60', () => {
    const trace = run({ hostRouting: 'legacy' }, [pingFrom('curl-pod', IP.sameSubnet)]);
    expect(hopsOf(trace, labelled(trace, 'echo request').id)).toEqual([
      'POD.TX',
      'LXC.STACK',
      'FWD',
      'ETH.OUT.NAT',
      'ETH.IN.STACK',
      'FWD',
      'CH.OUT',
      'POL.IN',
      'LXCOUT',
      'POD.RX',
    ]);
    expect(seenOnHost(trace)).toEqual([]);
    expect(trace.jobs[0]!.stdout).toContain('ttl=60 ');
  });

  it('a route that is taken away keeps the node from its own pods', () => {
    const trace = run({}, [routeOn('k8s-w0', 'del', '172.20.2.0/24'), pingFrom('k8s-w0', IP.otherSubnet, { at: 1 })]);
    expect(hooksOf(trace, labelled(trace, 'echo request').id).map(({ program }) => program)).not.toContain(
      'cil_from_host',
    );
    expect(trace.jobs[0]!.exitCode).not.toBe(0);
  });
});
