import { describe, expect, it } from 'vitest';
import { cold, framesAt, hooksOf, labelled, layerOf, pingFrom, run, tapsOf } from '../../tests/support/engine-runs.ts';
import { CTR, IP, POD, ProgramBench } from '../../tests/support/program-bench.ts';
import type { TraceEvent } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';

/** Where a capture sees a packet and where it cannot: V1 to V13 of the datapath's description, measured on kernels. */

const bench = new ProgramBench();
const short = (trace: Trace, label: string): readonly string[] => {
  const { id } = labelled(trace, label);
  const names = new Map(
    [...bench.world.pods.values()].map((pod) => [pod.lxc as string, pod.name === POD.client ? 'lxcA' : 'lxcB']),
  );
  return tapsOf(trace, id).map((tap) => {
    const [dev, way] = tap.split(' ') as [string, string];
    return `${names.get(dev) ?? dev.replace('k8s-', '')} ${way}`;
  });
};
const REPAIRED = { router: { kind: 'static', prefixes: 'all' } } as const;
const same = run({}, [pingFrom('curl-pod', IP.sameNode)]);
const native = run({}, [pingFrom('curl-pod', IP.sameSubnet)]);
const vxlan = run({ routing: 'vxlan' }, [pingFrom('curl-pod', IP.otherSubnet)]);

const at = (trace: Trace, label: string, is: (e: TraceEvent) => boolean) => {
  const { id } = labelled(trace, label);
  return framesAt(trace, (e) => e.packet === id && is(e))[0]!;
};
const tap = (dev: string) => (e: TraceEvent) => (e.kind === 'tx' || e.kind === 'rx') && e.device === dev;

describe('captures', () => {
  it('V1: In is before the ingress program, with the TTL and MACs that arrived', () => {
    const lxc = bench.lxc(POD.client);
    const { id } = labelled(native, 'echo request');
    const rx = native.events.find((e) => e.packet === id && e.kind === 'rx' && e.device === lxc)!;
    const [hook] = hooksOf(native, id);
    expect(rx.id).toBeLessThan(hook!.id);
    expect(layerOf(at(native, 'echo request', tap(lxc)), 'ipv4').ttl).toBe(64);
    expect(layerOf(at(native, 'echo request', tap('k8s-w1:eth1')), 'ipv4').ttl).toBe(63);
    expect(layerOf(at(native, 'echo request', tap(lxc)), 'ethernet').dst).toBe(bench.world.devices.get(lxc)!.mac);
  });

  it('V2: Out is after the egress program: the translated source; and what it redirects is never Out', () => {
    const masqueraded = run({}, [pingFrom('curl-pod', IP.loop)]);
    expect(layerOf(at(masqueraded, 'echo request', tap('k8s-ctr:eth1')), 'ipv4').src).toBe('192.168.10.100');
    const own = run({}, [pingFrom('k8s-ctr', IP.client)]);
    expect(short(own, 'echo request')).toEqual(['lxcA Out', 'curl-pod:eth0 In']);
  });

  it('V3: bpf_redirect transmits: Out on that device', () => {
    expect(short(native, 'echo request')[2]).toBe('ctr:eth1 Out');
  });

  it('V4: bpf_redirect_peer passes the lxc by: each lxc shows only what its own pod sends', () => {
    expect(short(same, 'echo request')).toEqual(['curl-pod:eth0 Out', 'lxcA In', `${POD.sameNode}:eth0 In`]);
    expect(short(same, 'echo reply')).toEqual([`${POD.sameNode}:eth0 Out`, 'lxcB In', 'curl-pod:eth0 In']);
    const { id } = labelled(same, 'echo request');
    const peer = same.events.find((e) => e.packet === id && e.kind === 'peer')!;
    expect(peer).toMatchObject({ hop: 'PEER', skipped: bench.lxc(POD.sameNode) });
    // Not queued again: the pod's tap has the time of the event before it.
    expect(same.events.find((e) => e.packet === id && e.kind === 'rx' && e.netns === POD.sameNode)!.at).toBe(peer.at);
  });

  it('V5: without BPF host routing, or from egress, the lxc of the destination shows Out', () => {
    const legacy = run({ hostRouting: 'legacy' }, [pingFrom('curl-pod', IP.sameNode)]);
    expect(short(legacy, 'echo request')).toEqual([
      'curl-pod:eth0 Out',
      'lxcA In',
      'lxcB Out',
      `${POD.sameNode}:eth0 In`,
    ]);
  });

  it('V6 and V7: the tunnel device shows the inner packet, eth1 the outer one; arriving, it prints P', () => {
    expect(short(vxlan, 'echo request')).toEqual([
      'curl-pod:eth0 Out',
      'lxcA In',
      'ctr:cilium_vxlan Out',
      'ctr:eth1 Out',
      'router:eth1 In',
      'router:eth2 Out',
      'w0:eth1 In',
      'w0:cilium_vxlan P',
      `${POD.otherSubnet}:eth0 In`,
    ]);
    const kinds = (dev: string) =>
      at(vxlan, 'echo request', tap(dev))
        .map(({ kind }) => kind)
        .join('/');
    expect(kinds('k8s-ctr:cilium_vxlan')).toBe('ethernet/ipv4/icmp-echo/data');
    expect(kinds('k8s-ctr:eth1')).toBe('ethernet/ipv4/udp/vxlan/ethernet/ipv4/icmp-echo/data');
    expect(kinds('k8s-w0:cilium_vxlan')).toBe('ethernet/ipv4/icmp-echo/data');
    expect(layerOf(at(vxlan, 'echo request', tap('k8s-w0:cilium_vxlan')), 'ipv4').ttl).toBe(64);
  });

  it('V8 and V11: on the lxc the pod’s frames print In, its ARP question B, and the answer Out', () => {
    const trace = run({}, [pingFrom('curl-pod', IP.sameSubnet)], cold);
    expect(short(trace, 'who-has 172.20.0.84')).toEqual([
      'curl-pod:eth0 Out',
      'lxcA B',
      'lxcA Out',
      'curl-pod:eth0 In',
    ]);
  });

  it('V10: nothing on eth1 is ICMP in overlay mode', () => {
    const seen = framesAt(
      vxlan,
      (e) => (e.kind === 'tx' || e.kind === 'rx') && e.device?.endsWith(':eth1') === true && e.netns !== 'router',
    );
    expect(seen.length).toBeGreaterThan(0);
    for (const packet of seen) expect(packet[2]!.kind).toBe('udp');
  });

  it('V12: the router prints each packet that it forwards twice', () => {
    for (const label of ['echo request', 'echo reply']) {
      expect(short(vxlan, label).filter((one) => one.startsWith('router:'))).toHaveLength(2);
    }
  });

  it('V13: in native mode eth1 shows both directions', () => {
    expect(short(native, 'echo request')).toContain('ctr:eth1 Out');
    expect(short(native, 'echo reply')).toContain('ctr:eth1 In');
  });

  it('the tables of -i any: what each node prints of one ping', () => {
    const printedOn = (trace: Trace, node: string) =>
      ['echo request', 'echo reply'].flatMap((label) =>
        short(trace, label).filter((one) => one.startsWith(`${node}:`) || (node === 'ctr' && one.startsWith('lxcA'))),
      );
    expect(printedOn(native, 'ctr')).toEqual(['lxcA In', 'ctr:eth1 Out', 'ctr:eth1 In']);
    expect(printedOn(vxlan, 'ctr')).toEqual([
      'lxcA In',
      'ctr:cilium_vxlan Out',
      'ctr:eth1 Out',
      'ctr:eth1 In',
      'ctr:cilium_vxlan P',
    ]);
  });
});

describe('TTL at the pod', () => {
  const ttlOf = (variant: Parameters<typeof run>[0], from: string, to: string): number | null => {
    const [, ttl] = /ttl=(\d+)/.exec(run(variant, [pingFrom(from, to)]).jobs[0]!.stdout) ?? [];
    return ttl === undefined ? null : Number(ttl);
  };
  it.each([
    ['same node', {}, IP.sameNode, 63],
    ['native, same subnet', {}, IP.sameSubnet, 62],
    ['native, other subnet, repaired', REPAIRED, IP.otherSubnet, 61],
    ['native, other subnet, as the lab is', {}, IP.otherSubnet, null],
    ['VXLAN, same subnet', { routing: 'vxlan' }, IP.sameSubnet, 63],
    ['Geneve, other subnet', { routing: 'geneve' }, IP.otherSubnet, 63],
    ['masqueraded to the router', {}, IP.loop, 63],
    ['own node', {}, '192.168.10.100', 63],
    ['own node, endpoint routes', { endpointRoutes: true }, '192.168.10.100', 64],
    ['legacy, native', { hostRouting: 'legacy' }, IP.sameSubnet, 60],
    ['legacy, endpoint routes', { hostRouting: 'legacy', endpointRoutes: true }, IP.sameSubnet, 62],
    ['legacy, VXLAN', { hostRouting: 'legacy', routing: 'vxlan' }, IP.otherSubnet, 63],
    [
      'legacy, VXLAN, endpoint routes',
      { hostRouting: 'legacy', routing: 'vxlan', endpointRoutes: true },
      IP.otherSubnet,
      63,
    ],
    ['legacy, same node', { hostRouting: 'legacy' }, IP.sameNode, 63],
  ] as const)('%s', (_, variant, to, ttl) => {
    expect(ttlOf(variant, 'curl-pod', to)).toBe(ttl);
  });

  it.each([
    ['the sender’s FIB redirect', {}, IP.sameSubnet, 1, CTR],
    ['the receiver’s delivery', {}, IP.sameSubnet, 2, 'k8s-w1'],
    ['the receiver’s delivery out of the tunnel', { routing: 'vxlan' }, IP.otherSubnet, 1, 'k8s-w0'],
    ['the delivery on one node', {}, IP.sameNode, 1, CTR],
  ] as const)('used up at %s: 196, and no ICMP', (_, variant, to, ttl, node) => {
    const trace = run(variant, [pingFrom('curl-pod', to, { ttl })]);
    expect(labelled(trace, 'echo request').outcome).toMatchObject({
      kind: 'dropped',
      netns: node,
      reason: { code: 196 },
    });
    expect(trace.packets).toHaveLength(1);
  });
});
