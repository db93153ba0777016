import { describe, expect, it } from 'vitest';
import { captureOf } from '../../src/capture/tap.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { deviceId } from '../../src/lab/names.ts';
import type { Nanos, NetnsName } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { withVariant } from '../../src/lab/variant.ts';
import type { Variant } from '../../src/lab/variant.ts';
import type { Stimulus } from '../../src/trace/stimulus.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { packetAt } from '../../src/trace/packet-at.ts';
import { ipv4 } from '../../src/wire/address.ts';
import { innermost, outermost } from '../../src/wire/layers.ts';

/** What the study posts say differently from each other or from the truth, and what must come out here. */

const client = 'curl-pod' as NetnsName;
const CTR = 'k8s-ctr' as NetnsName;
const ROUTER = 'router' as NetnsName;
const SAME_NODE = '172.20.0.154';
const SAME_SUBNET = '172.20.1.164';
const OTHER_SUBNET = '172.20.2.152';

function ping(to: string, variant: Variant): Trace {
  const stimulus: Stimulus = {
    kind: 'ping',
    at: 0 as Nanos,
    from: client,
    target: { kind: 'address', address: ipv4(to) },
    count: 1,
    interval: 1,
    wait: 1,
    deadline: null,
    size: 56,
    ttl: 64,
    pmtudisc: 'want',
    id: null,
  };
  return simulate(withVariant(week4, variant), [stimulus]);
}

const repaired: Variant = { routing: 'native', router: { kind: 'static', prefixes: 'all' } };
const podOf = (trace: Trace, ip: string) => [...trace.world.pods.values()].find((pod) => pod.ip === ip)!;
const seenAt = (trace: Trace, device: string) =>
  captureOf(trace, {
    netns: device.slice(0, device.lastIndexOf(':')) as NetnsName,
    device: device as ReturnType<typeof deviceId>,
  });
const ttlsAt = (trace: Trace, ip: string) => {
  const { name, eth0 } = podOf(trace, ip);
  return trace.events
    .filter((e) => e.kind === 'rx' && e.netns === name && e.device === eth0 && e.frame !== null)
    .map((e) => innermost(packetAt(trace, e.frame), 'ipv4')?.ttl)
    .filter((ttl) => ttl !== undefined);
};

describe('TTL at the pod', () => {
  it.each([
    ['63 on the same node', SAME_NODE, { routing: 'native' }, 63],
    ['62 in the same subnet, native', SAME_SUBNET, { routing: 'native' }, 62],
    ['61 in the other subnet through a repaired router, native', OTHER_SUBNET, repaired, 61],
    ['63 in the other subnet, VXLAN', OTHER_SUBNET, { routing: 'vxlan' }, 63],
    ['63 in the same subnet, VXLAN', SAME_SUBNET, { routing: 'vxlan' }, 63],
    ['63 in the other subnet, Geneve', OTHER_SUBNET, { routing: 'geneve' }, 63],
  ] as const)('is %s', (_, to, variant, ttl) => {
    const trace = ping(to, variant);
    expect(ttlsAt(trace, to)).toEqual([ttl]);
    expect(trace.jobs[0]?.stdout).toContain(`ttl=${ttl} `);
  });
});

describe('identity on the wire', () => {
  it.each(['vxlan', 'geneve'] as const)('%s carries the sender: 27143 out, 16202 back', (routing) => {
    const trace = ping(OTHER_SUBNET, { routing });
    const vnis = captureOf(trace, { netns: ROUTER, device: deviceId(ROUTER, 'eth1') })
      .map((frame) => trace.events[frame.event]!.frame!)
      .map((frame) => outermost(packetAt(trace, frame), routing)?.vni);
    expect(vnis).toEqual([27143, 16202]);
  });
});

describe('what a capture does not see', () => {
  it.each([
    ['native', SAME_NODE],
    ['native', SAME_SUBNET],
    ['vxlan', OTHER_SUBNET],
  ] as const)(
    '%s to %s: nothing arrives on the lxc of the destination, and nothing passes cilium_host',
    (routing, to) => {
      const trace = ping(to, { routing });
      const pod = podOf(trace, to);
      const lxc = seenAt(trace, pod.lxc).map((frame) => frame.tap);
      expect(lxc).toEqual(['In']);
      for (const node of trace.world.nodes) {
        expect(seenAt(trace, deviceId(node.name, 'cilium_host'))).toEqual([]);
        expect(seenAt(trace, deviceId(node.name, 'cilium_net'))).toEqual([]);
      }
    },
  );

  it('native across subnets: the router sees eth1 In and eth0 Out, and nobody sees an answer', () => {
    const trace = ping(OTHER_SUBNET, { routing: 'native' });
    const lines = captureOf(trace, { netns: ROUTER, device: 'any' }).map((frame) => `${frame.device} ${frame.tap}`);
    expect(lines).toEqual(['router:eth1 In', 'router:eth0 Out']);
    expect(trace.packets[0]?.outcome).toEqual({ kind: 'left-the-lab', via: 'router:eth0' });
    const seen = trace.events.flatMap((e) => (e.kind === 'hook' ? e.observations.filter((o) => o.shown) : []));
    expect(seen.map((o) => `${o.point} ${o.verdict}`)).toEqual(['to-network FORWARDED']);
  });
});

describe('a router that has no route', () => {
  it('is silent: no ICMP, because it has no way back either', () => {
    const trace = ping(OTHER_SUBNET, { routing: 'native', router: { kind: 'no-default' } });
    expect(trace.packets).toHaveLength(1);
    expect(trace.packets[0]?.outcome).toMatchObject({ kind: 'dropped', reason: { text: 'no route' }, netns: 'router' });
    const end = trace.events[trace.packets[0]!.end];
    expect(end).toMatchObject({ kind: 'end', notes: [{ kind: 'no-way-back' }] });
  });

  it('says net unreachable when it knows the way back', () => {
    const broken = withVariant(week4, { routing: 'native', router: { kind: 'no-default' } });
    const lab = { ...broken, router: { ...broken.router!, staticRoutes: ['172.20.0.0/24 via 192.168.10.100'] } };
    const [stimulus] = ping(OTHER_SUBNET, { routing: 'native' }).stimuli;
    const trace = simulate(lab, [stimulus!]);
    expect(trace.packets[1]).toMatchObject({
      from: ROUTER,
      label: 'net unreachable',
      outcome: { kind: 'delivered', to: client },
    });
    expect(trace.jobs[0]?.stdout).toContain('From 192.168.10.200 icmp_seq=1 Destination Net Unreachable');
  });

  it('leaks the answer when only the destination is known: the repair needs both directions', () => {
    const trace = ping(OTHER_SUBNET, {
      routing: 'native',
      router: { kind: 'static', prefixes: ['172.20.2.0/24'] as never },
    });
    expect(trace.packets.map((p) => p.outcome.kind)).toEqual(['delivered', 'left-the-lab']);
    expect(trace.packets[1]).toMatchObject({ outcome: { via: 'router:eth0' } });
  });
});

describe('the node itself as the sender', () => {
  it('enters cilium_host in overlay, where a capture still shows nothing', () => {
    const [stimulus] = ping(OTHER_SUBNET, { routing: 'vxlan' }).stimuli;
    const trace = simulate(withVariant(week4, { routing: 'vxlan' }), [{ ...stimulus!, from: CTR }]);
    const programs = trace.events.flatMap((e) =>
      e.kind === 'hook' && e.packet === 0 ? [`${e.device} ${e.program}`] : [],
    );
    expect(programs[0]).toBe('k8s-ctr:cilium_host cil_from_host');
    expect(seenAt(trace, deviceId(CTR, 'cilium_host')).filter((frame) => frame.tap === 'Out')).toEqual([]);
  });
});

describe('a pod address that nobody has', () => {
  it.each([
    ['vxlan', {}],
    ['native', { router: { kind: 'static', prefixes: 'all' } }],
  ] as const)(
    '%s: reaches the node of its podCIDR and ends at cilium_host with drop 151, told to nobody',
    (routing, more) => {
      const trace = ping('172.20.2.99', { routing, ...more });
      expect(trace.packets).toHaveLength(1);
      expect(trace.packets[0]?.outcome).toMatchObject({
        kind: 'dropped',
        reason: { by: 'cilium', code: 151, text: 'Stale or unroutable IP' },
        device: 'k8s-w0:cilium_host',
      });
      expect(trace.jobs[0]?.stdout).toContain('100% packet loss');
    },
  );
});
