import { describe, expect, it } from 'vitest';
import {
  curlFrom,
  framesAt,
  hooksOf,
  hopsOf,
  labelled,
  layerOf,
  observationsOf,
  packets,
  pingFrom,
} from '../../tests/support/engine-runs.ts';
import { CTR, device, echo, IP, POD, ProgramBench, W1 } from '../../tests/support/program-bench.ts';
import { deriveWorld } from '../lab/derive.ts';
import type { Identity, NetnsName } from '../lab/names.ts';
import { week4 } from '../lab/presets/week4.ts';
import { ROW_KEY } from '../lab/tables.ts';
import type { PolicyRow } from '../lab/tables.ts';
import { withVariant } from '../lab/variant.ts';
import type { Variant } from '../lab/variant.ts';
import type { World } from '../lab/world.ts';
import type { PacketId } from '../trace/events.ts';
import { validateTrace } from '../trace/validate.ts';
import { plainDatapath } from './plain/datapath.ts';
import { Hook, runHook } from './hooks.ts';
import { simulate } from './simulate.ts';
import type { Stimulus } from '../trace/stimulus.ts';
import type { Decision, Program } from './datapath.ts';

/** A world in which one pod's policy map holds what `rows` makes of it. */
function guarded(variant: Variant, pod: NetnsName, rows: (open: readonly PolicyRow[]) => readonly PolicyRow[]) {
  const file = withVariant(week4, variant);
  const world = deriveWorld(file);
  const { node, endpoint } = world.pods.get(pod)!;
  const old = world.netns.get(node)!;
  const policy = [...old.tables.cilium_policy_v2.values()];
  const mine = rows(policy.filter((row) => row.endpoint === endpoint));
  const all = [...policy.filter((row) => row.endpoint !== endpoint), ...mine];
  const tables = { ...old.tables, cilium_policy_v2: new Map(all.map((row) => [ROW_KEY.cilium_policy_v2(row), row])) };
  const guardedWorld: World = { ...world, netns: new Map([...world.netns, [node, { ...old, tables }]]) };
  return (stimuli: readonly Stimulus[]) => simulate(file, stimuli, { world: guardedWorld });
}

const closed = (direction: PolicyRow['direction']) => (open: readonly PolicyRow[]) =>
  open.filter((row) => row.direction !== direction || row.identity !== 0);

describe('a policy that denies', () => {
  it.each([
    ['same node: in the sender’s lxc', {}, POD.sameNode, CTR, /:lxc/, 63],
    ['native: at the receiver’s eth1', {}, POD.sameSubnet, W1, /:eth1$/, 62],
    ['overlay: at the receiver’s tunnel device', { routing: 'vxlan' }, POD.otherSubnet, 'k8s-w0', /:cilium_vxlan$/, 63],
  ] as const)('%s, on the node of the destination', (_, variant, pod, node, dev, ttl) => {
    const trace = guarded(
      variant,
      pod,
      closed('Ingress'),
    )([pingFrom('curl-pod', deriveWorld(week4).pods.get(pod)!.ip)]);
    const { id, outcome } = labelled(trace, 'echo request');
    expect(outcome).toMatchObject({
      kind: 'dropped',
      netns: node,
      device: expect.stringMatching(dev),
      reason: { code: 133 },
    });
    expect(hopsOf(trace, id).at(-1)).toBe('POL.DENY');
    const last = hooksOf(trace, id).at(-1)!;
    expect(last.observations.map(({ point }) => point)).toEqual(['policy-verdict', 'drop']);
    expect(last.observations[1]).toMatchObject({
      endpoint: pod,
      ifindex: outcome.kind === 'dropped' ? outcome.device : null,
    });
    expect(trace.events.flatMap((e) => e.deltas).filter((d) => d.netns === node && d.key.includes(' IN '))).toEqual([]);
    const [end] = framesAt(trace, (e) => e.packet === id && e.kind === 'end');
    expect(layerOf(end!, 'ipv4').ttl).toBe(ttl);
  });

  it('every SYN again is told again, the client hears nothing, and the host still gets in', () => {
    const go = guarded({}, POD.sameSubnet, closed('Ingress'));
    const trace = go([curlFrom('curl-pod', IP.sameSubnet, { connectTimeout: 4 })]);
    const syns = packets(trace, (p) => p.label.startsWith('SYN'));
    expect(syns.length).toBeGreaterThan(2);
    for (const { id } of syns) {
      expect(
        observationsOf(trace, id)
          .filter((o) => o.shown)
          .map(({ point }) => point)
          .slice(-2),
      ).toEqual(['policy-verdict', 'drop']);
    }
    expect(trace.jobs[0]!.exitCode).toBe(28);
    expect(validateTrace(trace)).toEqual([]);
    expect(go([pingFrom('k8s-w1', IP.sameSubnet)]).jobs[0]!.exitCode).toBe(0);
  });

  it('egress: at the sender’s lxc, and nothing leaves the node', () => {
    const trace = guarded({}, POD.client, closed('Egress'))([pingFrom('curl-pod', IP.sameSubnet)]);
    expect(hopsOf(trace, labelled(trace, 'echo request').id)).toEqual(['POD.TX', 'LXC.EDROP']);
  });

  it('in one direction does not stop the answers of the other', () => {
    const trace = guarded({}, POD.client, closed('Ingress'))([pingFrom('curl-pod', IP.sameSubnet)]);
    expect(trace.jobs[0]!.exitCode).toBe(0);
  });
});

describe('the runner', () => {
  const bench = new ProgramBench();
  const dev = bench.lab.sim.device(device(CTR, 'eth1'));
  const go = (decision: Partial<Decision>, mark = 7) => {
    const { lab } = new ProgramBench();
    const born = { cause: { kind: 'job' }, job: null, label: '', hop: null } as const;
    const skb = { ...lab.sim.born(CTR, echo(IP.client, IP.sameSubnet), born), mark };
    const program: Program = {
      name: 'cil_from_netdev',
      cites: [],
      run: (_, packet) => ({ packet, verdict: { kind: 'pass' }, hop: null, tails: [], ...decision }),
    };
    let passed = 0;
    runHook(lab, program, dev, 'tcx/ingress', skb, () => passed++);
    return { lab, skb, passed };
  };

  it('carries out what was decided and nothing else: mark, key and packet', () => {
    const changed = go({ mark: 9, tunnelKey: null, packet: echo(IP.client, IP.sameSubnet, { ttl: 5 }) });
    expect(changed).toMatchObject({ passed: 1, skb: { mark: 9, tunnelKey: null } });
    expect(go({}).skb.mark).toBe(7);
    expect(go({ mark: 0 }).skb.mark).toBe(0);
  });

  it('a drop ends the packet where it was, with the program’s reason', () => {
    const reason = { by: 'cilium', code: 133, text: 'Policy denied', ext: null } as const;
    const { lab, passed } = go({ verdict: { kind: 'drop', reason } });
    expect(passed).toBe(0);
    expect(lab.sim.packets[0]!.outcome).toEqual({ kind: 'dropped', reason, netns: CTR, device: dev.id });
  });

  it('writes nothing down that a plain datapath did not decide', () => {
    expect(plainDatapath.attached(dev, 'ingress', bench.world.settings, bench.world)).toBeNull();
    const trace = simulate(withVariant(week4, { datapath: 'linux' }), [pingFrom('curl-pod', IP.sameSubnet)]);
    expect(trace.events.filter((e) => e.kind === 'hook')).toEqual([]);
  });

  it('draws another number at each call, and the same ones in every run', () => {
    const draw = () => {
      const { lab } = new ProgramBench();
      const skb = {
        id: 0 as PacketId,
        packet: [],
        mark: 0,
        tunnelKey: null,
        ingress: null,
        packetType: 'host',
      } as const;
      const hook = new Hook(lab, dev, 'tcx/ingress', { ...skb });
      return [hook.random(), hook.random(), hook.random()];
    };
    expect(new Set(draw()).size).toBe(3);
    expect(draw()).toEqual(draw());
  });

  it('an identity that nobody has is nobody’s: rows for it change nothing', () => {
    const other = guarded({}, POD.sameSubnet, (open) => [
      ...open,
      { ...open[0]!, direction: 'Ingress', identity: 4242 as Identity, deny: true },
    ]);
    expect(other([pingFrom('curl-pod', IP.sameSubnet)]).jobs[0]!.exitCode).toBe(0);
  });
});
