import { describe, expect, it } from 'vitest';
import { cold, framesAt, labelled, layerOf, packets, pingFrom, run } from '../../../tests/support/engine-runs.ts';
import { CTR, device, IP, POD, ProgramBench, W1 } from '../../../tests/support/program-bench.ts';
import type { LabFile } from '../../lab/file.ts';
import { BROADCAST_MAC, ipv4 } from '../../wire/address.ts';
import { SECOND } from '../timing.ts';
import { knownMac } from './neigh.ts';

const questions = (trace: ReturnType<typeof run>) => packets(trace, (p) => p.label.startsWith('who-has'));
/** A neighbour that is in the routes and not on the segment. */
const NOBODY = '192.168.10.77';

describe('a cold cache', () => {
  const trace = run({}, [pingFrom('curl-pod', IP.sameSubnet, { count: 2 })], cold);

  it('the pod asks for its gateway and the lxc answers; the node asks for the next hop and that node answers', () => {
    expect(questions(trace).map(({ from, label }) => [from, label])).toEqual([
      ['curl-pod', 'who-has 172.20.0.84'],
      ['k8s-ctr', 'who-has 192.168.10.101'],
      [POD.sameSubnet, 'who-has 172.20.1.179'],
    ]);
    expect(trace.jobs[0]!.exitCode).toBe(0);
  });

  it('the question is a broadcast in the name of the device’s address; the answer goes to the asker alone', () => {
    const ask = labelled(trace, 'who-has 192.168.10.101');
    const [question] = framesAt(trace, (e) => e.packet === ask.id && e.kind === 'tx');
    expect(question![0]).toMatchObject({ dst: BROADCAST_MAC });
    expect(layerOf(question!, 'arp')).toMatchObject({
      op: 'request',
      senderIp: '192.168.10.100',
      targetIp: '192.168.10.101',
    });
    const answer = labelled(trace, '192.168.10.101 is-at');
    const [reply] = framesAt(trace, (e) => e.packet === answer.id && e.kind === 'tx');
    expect(layerOf(reply!, 'ethernet').dst).toBe(layerOf(question!, 'ethernet').src);
  });

  it('the packet waits and then goes with the MACs that were learnt; the second one need not ask', () => {
    const first = labelled(trace, 'echo request seq 1').id;
    const [sent] = framesAt(trace, (e) => e.packet === first && e.kind === 'tx' && e.device === 'k8s-ctr:eth1');
    expect(layerOf(sent!, 'ethernet').dst).toBe(trace.world.devices.get(device(W1, 'eth1'))!.mac);
    expect(layerOf(sent!, 'ipv4').ttl).toBe(63);
    const states = trace.events.flatMap((e) =>
      e.kind === 'neigh' && e.netns === CTR && e.ip === '192.168.10.101' ? [e.state] : [],
    );
    // The answer is written down, then what waited goes; later packets find it.
    expect(states.slice(0, 4)).toEqual(['asking', 'asking', 'resolved', 'hit']);
  });

  it('who is asked learns who asks', () => {
    const learnt = trace.events.find((e) => e.kind === 'neigh' && e.netns === W1 && e.state === 'learnt')!;
    expect(learnt).toMatchObject({ ip: '192.168.10.100', deltas: [{ after: { state: 'STALE' } }] });
  });
});

describe('a warm cache', () => {
  it('asks nobody', () => {
    expect(questions(run({}, [pingFrom('curl-pod', IP.sameSubnet)]))).toEqual([]);
  });
});

describe('a neighbour that does not answer', () => {
  const away = (lab: LabFile): LabFile => ({
    ...lab,
    nodes: lab.nodes.map((node) =>
      node.name === 'k8s-ctr' ? { ...node, staticRoutes: [`10.9.0.0/16 via ${NOBODY}`] } : node,
    ),
  });

  it('is asked three times, about a second apart; then the node’s own sender is told, all at once', () => {
    const trace = run({}, [pingFrom('k8s-ctr', NOBODY, { count: 3, wait: 5 })]);
    const asked = questions(trace).map((p) => trace.events[p.born]!.at / SECOND);
    expect(asked.slice(0, 3).map(Math.round)).toEqual([0, 1, 2]);
    const told = packets(trace, (p) => p.cause.kind === 'icmp-error' && p.label === 'host unreachable');
    expect(told).toHaveLength(3);
    expect(told.map((p) => Math.round(trace.events[p.born]!.at / SECOND))).toEqual([3, 3, 3]);
    expect(trace.jobs[0]!.stdout).toContain('From 192.168.10.100 icmp_seq=1 Destination Host Unreachable');
    const failed = trace.events.filter((e) => e.kind === 'neigh' && e.state === 'failed');
    expect(failed).toMatchObject([{ deltas: [{ after: { state: 'FAILED', mac: null } }] }]);
  });

  it('is asked again for the next packet', () => {
    const trace = run({}, [pingFrom('k8s-ctr', NOBODY), pingFrom('k8s-ctr', NOBODY, { at: 5 })]);
    expect(questions(trace)).toHaveLength(6);
  });

  it('behind BPF’s own routing nobody is told: bpf_redirect_neigh leaves no dst to report to', () => {
    const trace = run({}, [pingFrom('curl-pod', '10.9.0.1', { wait: 5 })], away);
    const request = labelled(trace, 'echo request');
    expect(request.outcome).toMatchObject({ kind: 'dropped', netns: CTR, reason: { text: 'neighbour unresolved' } });
    expect(packets(trace, (p) => p.cause.kind === 'icmp-error')).toEqual([]);
  });

  it('behind the kernel’s routing the pod is told', () => {
    const trace = run({ hostRouting: 'legacy' }, [pingFrom('curl-pod', '10.9.0.1', { wait: 5 })], away);
    expect(packets(trace, (p) => p.cause.kind === 'icmp-error')).toMatchObject([
      { label: 'host unreachable', from: CTR },
    ]);
    expect(trace.jobs[0]!.stdout).toContain('Destination Host Unreachable');
  });
});

describe('knownMac', () => {
  const bench = new ProgramBench();
  const { lab } = bench;
  const mac = (dev: string, ip: string) => knownMac(lab, lab.sim.device(device(CTR, dev)), ipv4(ip));

  it('is the device’s own on one that does not ask, zero on loopback, and nothing for a failed neighbour', () => {
    const host = lab.sim.device(device(CTR, 'cilium_host'));
    expect(mac('cilium_host', IP.client)).toBe(host.mac);
    expect(mac('lo', '127.0.0.1')).toBe('00:00:00:00:00:00');
    const eth1 = device(CTR, 'eth1');
    expect(mac('eth1', '192.168.10.101')).toBe(lab.sim.device(device(W1, 'eth1')).mac);
    for (const state of ['FAILED', 'INCOMPLETE'] as const) {
      bench.put(CTR, { table: 'neigh', row: { ip: ipv4('192.168.10.101'), dev: eth1, mac: host.mac, state } });
      expect(mac('eth1', '192.168.10.101')).toBeNull();
    }
    bench.put(CTR, { table: 'neigh', row: { ip: ipv4('192.168.10.101'), dev: eth1, mac: host.mac, state: 'STALE' } });
    expect(mac('eth1', '192.168.10.101')).toBe(host.mac);
  });
});
