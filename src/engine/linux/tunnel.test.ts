import { describe, expect, it } from 'vitest';
import { curlFrom, framesAt, labelled, layerOf, packets, pingFrom, run } from '../../../tests/support/engine-runs.ts';
import { CTR, device, echo, IP, POD, ProgramBench, W0 } from '../../../tests/support/program-bench.ts';
import type { LabFile } from '../../lab/file.ts';
import { ipv4 } from '../../wire/address.ts';
import { encodedLength } from '../../wire/encode.ts';
import { tunnelTransmit } from './tunnel.ts';

const unrecorded = (lab: LabFile): LabFile => ({ ...lab, recorded: { ...lab.recorded, flowPorts: [] } });
const outerOf = (trace: ReturnType<typeof run>, label: string, dev = 'k8s-ctr:eth1') => {
  const { id } = labelled(trace, label);
  return framesAt(trace, (e) => e.packet === id && e.kind === 'tx' && e.device === dev)[0]!;
};

describe.each([
  ['vxlan', 8472],
  ['geneve', 6081],
] as const)('%s', (routing, port) => {
  const trace = run({ routing }, [pingFrom('curl-pod', IP.otherSubnet, { count: 2 })], unrecorded);
  const first = outerOf(trace, 'echo request seq 1');

  it('wraps: TTL 64, DF clear, UDP checksum zero, the identity as VNI, the inner frame untouched', () => {
    expect(layerOf(first, 'ipv4')).toMatchObject({
      src: '192.168.10.100',
      dst: '192.168.20.100',
      ttl: 64,
      tos: 0,
      df: false,
    });
    expect(layerOf(first, 'udp')).toMatchObject({ dstPort: port, zeroChecksum: true });
    expect(layerOf(first, routing)).toMatchObject({ vni: 27143 });
    const { devices, pods } = trace.world;
    const pod = pods.get(POD.client)!;
    expect(layerOf(first, 'ethernet', 1)).toMatchObject({
      src: devices.get(pod.eth0)!.mac,
      dst: devices.get(pod.lxc)!.mac,
    });
    expect(layerOf(first, 'ipv4', 1)).toMatchObject({ src: IP.client, ttl: 64, df: true });
    expect(encodedLength(first)).toBe(148);
  });

  it('goes to the next hop of the node’s own routes, whatever the inner packet’s are', () => {
    expect(layerOf(first, 'ethernet').dst).toBe(trace.world.devices.get('router:eth1' as never)!.mac);
  });

  it('counts its ids up and keeps one source port per flow: all pings of a pair share it', () => {
    const second = outerOf(trace, 'echo request seq 2');
    expect(layerOf(second, 'ipv4').id).toBe((layerOf(first, 'ipv4').id + 1) & 0xffff);
    expect(layerOf(second, 'udp').srcPort).toBe(layerOf(first, 'udp').srcPort);
  });

  it('another source port the other way: each kernel has a seed of its own', () => {
    const back = outerOf(trace, 'echo reply seq 1', 'k8s-w0:eth1');
    expect(layerOf(back, routing)).toMatchObject({ vni: 16202 });
    expect(layerOf(back, 'udp').srcPort).not.toBe(layerOf(first, 'udp').srcPort);
  });

  it('opens what comes for its port: the key from the header, and the frame is for another MAC', () => {
    const { id } = labelled(trace, 'echo request seq 1');
    const [decap, rx] = trace.events.filter(
      (e) =>
        e.packet === id && (e.kind === 'decap' || (e.kind === 'rx' && e.device === device(W0, `cilium_${routing}`))),
    );
    expect(decap).toMatchObject({ kind: 'decap', vni: 27143, netns: W0, hop: 'UDP.RCV' });
    expect(rx).toMatchObject({ tap: 'P' });
  });
});

describe('source ports', () => {
  const portsOf = (routing: 'vxlan' | 'geneve') => {
    const stimuli = Array.from({ length: 60 }, (_, i) => curlFrom('curl-pod', IP.otherSubnet, { at: i }));
    const trace = run({ routing }, stimuli, unrecorded);
    return packets(trace, (p) => p.label === 'SYN').map(
      ({ id }) => layerOf(framesAt(trace, (e) => e.packet === id && e.device === 'k8s-ctr:eth1')[0]!, 'udp').srcPort,
    );
  };

  it('lie in ip_local_port_range for VXLAN, anywhere for Geneve, and differ from flow to flow', () => {
    const vxlan = portsOf('vxlan');
    expect(Math.min(...vxlan)).toBeGreaterThanOrEqual(32768);
    expect(Math.max(...vxlan)).toBeLessThan(61000);
    expect(new Set(vxlan).size).toBeGreaterThan(50);
    const geneve = portsOf('geneve');
    expect(Math.min(...geneve)).toBeGreaterThanOrEqual(1);
    expect(Math.min(...geneve)).toBeLessThan(32768);
  });

  it('of a recorded flow are those that were seen', () => {
    const trace = run({ routing: 'vxlan' }, [pingFrom('curl-pod', IP.otherSubnet)]);
    expect(layerOf(outerOf(trace, 'echo request'), 'udp').srcPort).toBe(46624);
    expect(layerOf(outerOf(trace, 'echo reply', 'k8s-w0:eth1'), 'udp').srcPort).toBe(47789);
  });
});

describe('a packet that the device cannot send', () => {
  const send = (key: { id: number; remote: ReturnType<typeof ipv4> } | null, routes = true) => {
    const bench = new ProgramBench({ routing: 'vxlan' });
    const { lab } = bench;
    if (!routes) for (const row of bench.keys(CTR, 'routes')) bench.put(CTR, { table: 'routes', remove: row });
    const born = { cause: { kind: 'job' }, job: null, label: '', hop: null } as const;
    const skb = { ...lab.sim.born(CTR, echo(IP.client, IP.otherSubnet), born), tunnelKey: key };
    const dev = lab.sim.device(device(CTR, 'cilium_vxlan'));
    if (dev.kind === 'tunnel') tunnelTransmit(lab, dev, skb);
    return lab.sim.packets[skb.id]!.outcome;
  };

  it('has no key, or its remote no route', () => {
    expect(send(null)).toMatchObject({ kind: 'dropped', reason: { text: 'no tunnel key' } });
    expect(send({ id: 1, remote: ipv4('192.168.20.100') }, false)).toMatchObject({ reason: { text: 'no route' } });
  });
});

describe('the size of the outer packet', () => {
  it('1422 bytes of ping fill the link exactly; one more never leaves the pod', () => {
    const fits = run({ routing: 'vxlan' }, [pingFrom('curl-pod', IP.otherSubnet, { size: 1422, pmtudisc: 'do' })]);
    expect(fits.jobs[0]!.exitCode).toBe(0);
    expect(encodedLength(outerOf(fits, 'echo request'))).toBe(1514);
    const over = run({ routing: 'vxlan' }, [pingFrom('curl-pod', IP.otherSubnet, { size: 1423, pmtudisc: 'do' })]);
    expect(labelled(over, 'echo request').outcome).toEqual({
      kind: 'never-sent',
      errno: 'EMSGSIZE',
      netns: 'curl-pod',
    });
    expect(over.jobs[0]!.stdout + over.jobs[0]!.stderr).toContain('sendmsg: Message too large');
  });
});
