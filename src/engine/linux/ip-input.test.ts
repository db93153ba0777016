import { describe, expect, it } from 'vitest';
import { curlFrom, hopsOf, labelled, packets, pingFrom, run } from '../../../tests/support/engine-runs.ts';
import { CTR, device, echo, IP, W1 } from '../../../tests/support/program-bench.ts';
import { deriveWorld } from '../../lab/derive.ts';
import type { LabFile } from '../../lab/file.ts';
import type { NetnsName } from '../../lab/names.ts';
import { week4 } from '../../lab/presets/week4.ts';
import type { Sysctls, World } from '../../lab/world.ts';
import type { PacketRecord } from '../../trace/trace.ts';
import type { Packet } from '../../wire/layers.ts';
import { idleLab } from '../idle-lab.ts';
import { ipReceive } from './ip-input.ts';

const router = 'router' as NetnsName;
const REPAIRED = { router: { kind: 'static', prefixes: 'all' } } as const;

/** The lab with other sysctls in one namespace. */
function withSysctls(netns: NetnsName, sysctls: Partial<Sysctls>, world: World = deriveWorld(week4)): World {
  const old = world.netns.get(netns)!;
  const changed = { ...old, tables: old.tables, sysctls: { ...old.sysctls, ...sysctls } };
  return { ...world, netns: new Map([...world.netns, [netns, changed]]) };
}

/** One packet at a device of a namespace, without anything around it: how it ends there, or that it goes on. */
function receive(
  world: World,
  netns: NetnsName,
  dev: string,
  packet: Packet,
): PacketRecord & { readonly forwarded: boolean } {
  const lab = idleLab(world);
  const skb = lab.sim.born(netns, packet, { cause: { kind: 'job' }, job: null, label: '', hop: null });
  skb.ingress = device(netns, dev);
  ipReceive(lab, lab.sim.device(skb.ingress), skb);
  lab.sim.settle();
  const forwarded = lab.sim.events.some((e) => e.kind === 'forward' && e.packet === skb.id && e.netns === netns);
  return { ...lab.sim.packets[skb.id]!, forwarded };
}

describe('rp_filter', () => {
  const rp = (rpFilter: 0 | 1 | 2, src: string, dev = 'eth1', netns = router) =>
    receive(withSysctls(netns, { rpFilter }), netns, dev, echo(src, '192.168.20.100'));

  it.each([
    ['off: whatever the source', 0, IP.client],
    ['loose: any way back will do, the default route too', 2, IP.client],
    ['strict: a neighbour of that device', 1, '192.168.10.100'],
  ] as const)('%s', (_, mode, src) => {
    expect(rp(mode, src).forwarded).toBe(true);
  });

  it('strict: not when the way back is by another device', () => {
    const { forwarded, outcome } = rp(1, IP.client);
    expect(forwarded).toBe(false);
    expect(outcome).toMatchObject({ kind: 'dropped', reason: { text: 'reverse path filter' } });
  });

  it('loose, without any way back', () => {
    const world = withSysctls(
      router,
      { rpFilter: 2 },
      deriveWorld({ ...week4, router: { ...week4.router!, defaultRoute: false } }),
    );
    expect(receive(world, router, 'eth1', echo(IP.client, '192.168.20.100')).outcome).toMatchObject({
      reason: { text: 'reverse path filter' },
    });
  });

  it('loose is strict on a device that has no address', () => {
    const world = withSysctls(CTR, { rpFilter: 2 });
    const lxc = [...world.pods.values()].find((pod) => pod.name === 'curl-pod')!.lxc;
    const name = lxc.slice(lxc.lastIndexOf(':') + 1);
    expect(receive(world, CTR, name, echo('192.168.10.101', '192.168.10.100')).outcome).toMatchObject({
      reason: { text: 'reverse path filter' },
    });
  });

  it('comes after routing: without a route that is what is wrong, whatever the mode', () => {
    for (const rpFilter of [0, 1, 2] as const) {
      const lab = (file: LabFile): LabFile => ({ ...file, router: { ...file.router!, rpFilter } });
      const trace = run({ router: { kind: 'no-default' } }, [pingFrom('curl-pod', IP.otherSubnet)], lab);
      expect(labelled(trace, 'echo request').outcome).toMatchObject({ reason: { text: 'no route' } });
    }
  });
});

describe('a source that is this host’s own', () => {
  it('is a martian', () => {
    const { outcome } = receive(deriveWorld(week4), CTR, 'eth1', echo('10.0.2.15', '192.168.10.100'));
    expect(outcome).toMatchObject({ kind: 'dropped', reason: { by: 'kernel', text: 'martian source' } });
  });

  it('is why an error of another node, from the NIC that all VMs share, never arrives', () => {
    const trace = run({ datapath: 'linux', routing: 'vxlan' }, [pingFrom('curl-pod', IP.otherSubnet, { ttl: 2 })]);
    const error = packets(trace, (p) => p.cause.kind === 'icmp-error')[0]!;
    expect(error.from).toBe('k8s-w0');
    expect(error.outcome).toMatchObject({ netns: 'k8s-ctr', reason: { text: 'martian source' } });
  });

  it('over loopback is nothing of the kind', () => {
    const trace = run({}, [pingFrom('k8s-ctr', '192.168.10.100')]);
    expect(trace.jobs[0]!.exitCode).toBe(0);
    expect(hopsOf(trace, labelled(trace, 'echo request').id)).toEqual(['OUT', 'NIN']);
  });
});

describe('ip_forward', () => {
  it('is off: the packet ends, and nobody is told', () => {
    const { outcome, forwarded } = receive(
      withSysctls(router, { ipForward: false }),
      router,
      'eth1',
      echo(IP.client, '192.168.20.100'),
    );
    expect(forwarded).toBe(false);
    expect(outcome).toMatchObject({ reason: { text: 'forwarding disabled' } });
  });

  it('takes one from the TTL, and only from that of the outer header', () => {
    const trace = run({ routing: 'vxlan' }, [pingFrom('curl-pod', IP.otherSubnet)]);
    const { id } = labelled(trace, 'echo request');
    const hop = trace.events.find((e) => e.kind === 'forward' && e.packet === id)!;
    expect(hop).toMatchObject({ netns: 'router', hop: 'R.FWD' });
  });

  it('looks at the TTL before the size', () => {
    const narrow = (lab: LabFile): LabFile => ({ ...lab, router: { ...lab.router!, mtu: { eth2: 1400 } } });
    const trace = run(REPAIRED, [pingFrom('curl-pod', IP.otherSubnet, { ttl: 2, size: 1472, pmtudisc: 'do' })], narrow);
    expect(labelled(trace, 'echo request').outcome).toMatchObject({ reason: { text: 'ttl exceeded' } });
  });

  it('a hairpin goes out where it came in, a TTL less, without a redirect to a pod', () => {
    const via = run({ autoDirectNodeRoutes: false, ...REPAIRED }, [pingFrom('curl-pod', IP.sameSubnet)]);
    expect(via.jobs[0]!.stdout).toContain('ttl=61 ');
    expect(packets(via, (p) => p.cause.kind === 'icmp-error')).toEqual([]);
  });
});

describe('who takes a packet', () => {
  it('a pod: delivered; a host: consumed by what listens; nobody: no socket, and an answer', () => {
    const pod = run({}, [pingFrom('curl-pod', IP.sameSubnet)]);
    expect(labelled(pod, 'echo request').outcome).toMatchObject({ kind: 'delivered' });
    const host = run({}, [pingFrom('curl-pod', IP.loop)]);
    expect(labelled(host, 'echo request').outcome).toMatchObject({ kind: 'consumed', by: 'router', process: 'icmp' });
    const closed = run({}, [curlFrom('curl-pod', IP.sameSubnet, { port: 81 })]);
    expect(labelled(closed, 'SYN').outcome).toMatchObject({ kind: 'dropped', reason: { text: 'no socket' } });
    expect(packets(closed, (p) => p.label.startsWith('RST'))).toHaveLength(1);
  });

  it('beyond the lab’s edge: it has left by the door it took', () => {
    const trace = run({}, [pingFrom('curl-pod', IP.otherSubnet)]);
    expect(labelled(trace, 'echo request').outcome).toEqual({ kind: 'left-the-lab', via: device(router, 'eth0') });
    expect(hopsOf(trace, labelled(trace, 'echo request').id).at(-1)).toBe('VBOX');
  });

  it('nobody, on the node of its podCIDR: the packet ends there', () => {
    const trace = run({}, [pingFrom('curl-pod', '172.20.1.99')]);
    expect(labelled(trace, 'echo request').outcome).toMatchObject({ kind: 'dropped', netns: W1 });
  });
});
