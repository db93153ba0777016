import { describe, expect, it } from 'vitest';
import { openLab } from '../../src/engine/live.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { deriveWorld } from '../../src/lab/derive.ts';
import type { LabCilium, LabPod } from '../../src/lab/file.ts';
import type { Nanos, NetnsName } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import type { Stimulus } from '../../src/trace/stimulus.ts';
import { validateTrace } from '../../src/trace/validate.ts';
import { curlFrom, hopsOf, labelled, pingFrom } from '../support/engine-runs.ts';

const VXLAN: LabCilium = {
  ...week4.cilium,
  routingMode: 'tunnel',
  tunnelProtocol: 'vxlan',
  autoDirectNodeRoutes: false,
};
const NEAR = '172.20.1.164';
const SECOND = 1_000_000_000;

const at = (s: number): Nanos => Math.round(s * SECOND) as Nanos;
const agent = (node: string, s: number, cilium = VXLAN): Stimulus => ({
  kind: 'agent',
  at: at(s),
  from: node as NetnsName,
  cilium,
});
const cluster = (s: number, pods: readonly LabPod[], services = week4.services): Stimulus => ({
  kind: 'cluster',
  at: at(s),
  from: 'k8s-ctr' as NetnsName,
  pods,
  services,
});
const without = (ip: string) => week4.pods.filter((pod) => pod.ip !== ip);
const fresh: LabPod = {
  name: 'webpod-new',
  ip: '172.20.1.77',
  node: 'k8s-w1',
  identity: null,
  endpoint: null,
  lxc: null,
  labels: week4.pods.find((pod) => pod.ip === NEAR)!.labels,
  image: 'traefik/whoami',
  ports: [80],
};

describe('agents that start again one after the other', () => {
  const stimuli = [pingFrom('curl-pod', NEAR, { count: 16 }), agent('k8s-ctr', 3.5), agent('k8s-w1', 4.5)];

  it('a ping goes on from native to tunnel, by way of a loop between the routes of now and the programs of before', () => {
    const trace = simulate(week4, stimuli);
    expect(validateTrace(trace)).toEqual([]);
    const lines = trace.jobs[0]!.stdout.split('\n').map((line) => line.replace(/ time=.*/, ''));
    expect(lines.slice(1, 9)).toEqual([
      `64 bytes from ${NEAR}: icmp_seq=1 ttl=62`,
      `64 bytes from ${NEAR}: icmp_seq=2 ttl=62`,
      `64 bytes from ${NEAR}: icmp_seq=3 ttl=62`,
      `64 bytes from ${NEAR}: icmp_seq=4 ttl=62`,
      'From 172.20.0.84 icmp_seq=5 Time to live exceeded',
      'From 172.20.0.84 icmp_seq=6 Time to live exceeded',
      'From 172.20.0.84 icmp_seq=7 Time to live exceeded',
      // 8 came while the replies still turned in circles on k8s-w1: nobody tells the sender.
      `64 bytes from ${NEAR}: icmp_seq=9 ttl=63`,
    ]);
  });

  it('the packet turns between cilium_host and cilium_net of its own node', () => {
    const trace = simulate(week4, stimuli);
    const turning = labelled(trace, 'echo request', 4);
    const hops = hopsOf(trace, turning.id);
    expect(hops.slice(0, 8)).toEqual(['POD.TX', 'LXC.FIB', 'CH.PASS', 'CN.IN', 'FWD', 'CH.PASS', 'CN.IN', 'FWD']);
    expect(turning.outcome).toMatchObject({ kind: 'dropped', reason: { text: 'ttl exceeded' }, netns: 'k8s-ctr' });
  });

  it('changes the node it runs on and its pods, and no other', () => {
    const trace = simulate(week4, [agent('k8s-w1', 1)]);
    const configured = trace.events.filter((event) => event.kind === 'configured');
    const changed = new Set(configured.flatMap((event) => event.deltas.map((delta) => delta.netns)));
    expect([...changed]).toEqual(['k8s-w1', week4.pods.find((pod) => pod.ip === NEAR)!.name]);
    expect(trace.world.devices.has('k8s-w1:cilium_vxlan' as never)).toBe(true);
    expect(trace.world.devices.has('k8s-w0:cilium_vxlan' as never)).toBe(false);
  });

  it('when all have started, each table is that of a lab which was made so', () => {
    const lab = openLab(week4);
    for (const node of week4.nodes) lab.act(agent(node.name, 1));
    lab.advance(at(10));
    expect(lab.ciliumOf('k8s-w1' as NetnsName)).toEqual(VXLAN);
    expect(lab.world.devices.has('k8s-w1:cilium_vxlan' as never)).toBe(true);
    const whole = deriveWorld({ ...week4, cilium: VXLAN });
    for (const [name, { tables }] of whole.netns)
      for (const table of ['routes', 'rules', 'cilium_ipcache_v2', 'cilium_lb4_services_v2'] as const) {
        const now = [...lab.table(name, table)].toSorted(([a], [b]) => (a < b ? -1 : 1));
        expect(now).toEqual(
          [...(tables[table] as ReadonlyMap<string, unknown>)].toSorted(([a], [b]) => (a < b ? -1 : 1)),
        );
      }
  });

  it('and back again', () => {
    const back = [
      ...week4.nodes.map(({ name }) => agent(name, 1)),
      ...week4.nodes.map(({ name }) => agent(name, 9, week4.cilium)),
    ];
    const trace = simulate(week4, [...back, pingFrom('curl-pod', NEAR, { at: 15 })]);
    expect(trace.jobs[0]!.stdout).toContain('icmp_seq=1 ttl=62');
    expect(validateTrace(trace)).toEqual([]);
  });
});

describe('pods that come and go', () => {
  it('a new pod serves, and the service leads to it', () => {
    const pods = [...week4.pods, fresh];
    const trace = simulate(week4, [cluster(1, pods), curlFrom('curl-pod', fresh.ip, { at: 2 })]);
    expect(trace.jobs[0]!.stdout).toContain('Hostname: webpod-new');
    const service = trace.world.services.find(({ name }) => name === 'webpod');
    expect(service?.backends.map(({ address }) => address)).toContain(fresh.ip);
    expect(trace.world.netns.get('webpod-new' as NetnsName)?.tables.routes.size).toBe(0);
    expect(validateTrace(trace)).toEqual([]);
  });

  it('moves no number of the others', () => {
    const lab = openLab(week4);
    const before = lab.trace.world;
    // In front, and with what is drawn left out of the file: the order of drawing changes.
    lab.act(cluster(1, [fresh, ...week4.pods]));
    lab.advance(at(2));
    const now = lab.trace.world;
    for (const [name, pod] of before.pods) expect(now.pods.get(name)).toEqual(pod);
    for (const [id, device] of before.devices) expect(now.devices.get(id)).toEqual(device);
    for (const { name } of week4.nodes)
      for (const table of ['cilium_lb4_backends_v3', 'cilium_lb4_reverse_nat', 'cilium_lxc'] as const)
        for (const [key, row] of before.netns.get(name as NetnsName)!.tables[table])
          expect(lab.table(name as NetnsName, table).get(key)).toEqual(row);
  });

  it('what is sent to a pod that is gone ends on its node', () => {
    const trace = simulate(week4, [cluster(1, without(NEAR)), pingFrom('curl-pod', NEAR, { at: 2 })]);
    expect(validateTrace(trace)).toEqual([]);
    const request = labelled(trace, 'echo request');
    expect(request.outcome).toMatchObject({ kind: 'dropped', netns: 'k8s-w1' });
    expect(hopsOf(trace, request.id)).toEqual(['POD.TX', 'LXC.FIB', 'ETH.OUT.NAT', 'ETH.IN.STACK', 'FWD', 'CH.DROP']);
  });

  it('a command that runs in a pod ends with it, and none can be started there', () => {
    const client = week4.pods.find((pod) => pod.name === 'curl-pod')!;
    const stimuli = [
      pingFrom('curl-pod', NEAR, { count: 9 }),
      cluster(2.5, without(client.ip)),
      pingFrom('curl-pod', NEAR, { at: 3 }),
      // Too late: nobody is there to hear it.
      { kind: 'signal', at: at(3.5), from: client.name as NetnsName, stimulus: 0, signal: 'INT' },
    ] as const;
    const trace = simulate(week4, stimuli);
    expect(trace.jobs.map(({ exitCode }) => exitCode)).toEqual([137, 137]);
    expect(trace.packets.filter(({ label }) => label.startsWith('echo request'))).toHaveLength(3);
    expect(trace.events.at(-1)!.at).toBeLessThan(at(3.1));
    const rows = trace.events.flatMap(({ deltas }) => deltas).filter(({ netns }) => netns === client.name);
    expect(rows.at(-1)?.after).toBe(null);
    expect(validateTrace(trace)).toEqual([]);
  });

  it('a packet that is on its way to a device which goes away ends there', () => {
    const ping = pingFrom('curl-pod', NEAR);
    const still = simulate(week4, [ping]);
    const arrival = still.events.find(
      ({ kind, netns }) => kind === 'peer' && netns === week4.pods.find((pod) => pod.ip === NEAR)!.name,
    )!;
    // A moment before the pod's own node would hand it over.
    const trace = simulate(week4, [ping, cluster((arrival.at - 1) / SECOND, without(NEAR))]);
    expect(validateTrace(trace)).toEqual([]);
    expect(labelled(trace, 'echo request').outcome.kind).toBe('dropped');
  });
});

describe('tables that are emptied', () => {
  it('conntrack is made anew by the next packet', () => {
    const flush = { kind: 'flush', at: at(0.5), from: 'k8s-ctr' as NetnsName, table: 'cilium_ct_any4_global' } as const;
    const lab = openLab(week4);
    lab.act(pingFrom('curl-pod', NEAR, { count: 2 }));
    lab.act(flush);
    lab.advance(at(0.4));
    const before = lab.table(flush.from, flush.table).size;
    lab.advance(at(0.6));
    expect([before > 0, lab.table(flush.from, flush.table).size]).toEqual([true, 0]);
    lab.advance(at(3));
    expect(lab.table(flush.from, flush.table).size).toBe(before);
    expect(lab.jobOf(0)?.stdout).toContain('2 received');
    expect(lab.jobOf(1)).toBe(null);
  });
});
