import { describe, expect, it } from 'vitest';
import { framesAt, labelled, layerOf, packets, pingFrom, run } from '../../../tests/support/engine-runs.ts';
import { CTR, device, IP } from '../../../tests/support/program-bench.ts';
import { deriveWorld } from '../../lab/derive.ts';
import type { LabFile } from '../../lab/file.ts';
import { week4 } from '../../lab/presets/week4.ts';
import { validateTrace } from '../../trace/validate.ts';
import { ipv4 } from '../../wire/address.ts';
import { encodedLength } from '../../wire/encode.ts';
import type { Packet } from '../../wire/layers.ts';
import { idleLab } from '../idle-lab.ts';
import type { Skb } from '../skb.ts';
import { SECOND } from '../timing.ts';
import { fragment, reassemble } from './fragment.ts';
import { ipReceive } from './ip-input.ts';

const BORN = { cause: { kind: 'job' }, job: null, label: 'big', hop: null } as const;
const W1_NODE = '192.168.10.101';
const narrow = (lab: LabFile): LabFile => ({ ...lab, router: { ...lab.router!, mtu: { eth2: 1400 } } });

function big(length: number): Packet {
  const ip = { tos: 0, id: 77, df: false, mf: false, fragOffset: 0, ttl: 64, src: ipv4(W1_NODE) } as const;
  return [
    { kind: 'ipv4', ...ip, dst: ipv4('192.168.10.100') },
    { kind: 'icmp-echo', type: 'request', id: 5, seq: 1 },
    { kind: 'data', bytes: Uint8Array.from({ length: length - 28 }, (_, i) => i & 0xff) },
  ];
}

function cut(length: number, mtu: number) {
  const lab = idleLab(deriveWorld(week4));
  const whole = lab.sim.born(CTR, big(length), BORN);
  const parts = fragment(lab, CTR, mtu, whole);
  return { lab, whole, parts, heads: parts.map((part) => layerOf(part.packet, 'ipv4')) };
}

describe('ip_do_fragment', () => {
  it('fills each piece with the largest multiple of eight that fits', () => {
    const { parts, heads } = cut(3000, 1499);
    expect(heads.map(({ fragOffset, mf }) => [fragOffset, mf])).toEqual([
      [0, true],
      [1472, true],
      [2944, false],
    ]);
    expect(parts.map(({ packet }) => encodedLength(packet))).toEqual([1492, 1492, 56]);
    expect(new Set(heads.map(({ id, ttl, src }) => `${id} ${ttl} ${src}`)).size).toBe(1);
  });

  it('cuts a piece again with offsets of the whole', () => {
    const { lab, parts } = cut(3000, 1500);
    const again = fragment(lab, CTR, 600, parts[0]!);
    expect(again.map(({ packet }) => layerOf(packet, 'ipv4').fragOffset)).toEqual([0, 576, 1152]);
    expect(again.at(-1)!.packet.find((l) => l.kind === 'ipv4')).toMatchObject({ mf: true });
  });

  it('keeps the mark and the device that the packet came in by', () => {
    const lab = idleLab(deriveWorld(week4));
    const whole = { ...lab.sim.born(CTR, big(2000), BORN), mark: 0x400, ingress: device(CTR, 'eth1') };
    for (const part of fragment(lab, CTR, 1500, whole))
      expect(part).toMatchObject({ mark: 0x400, ingress: whole.ingress });
  });
});

describe('ip_defrag', () => {
  const never = (): never => {
    throw new Error('gave up');
  };

  it.each([
    ['in order', [0, 1, 2]],
    ['backwards', [2, 1, 0]],
    ['mixed', [1, 0, 2]],
  ])('puts the pieces together, come %s', (_, order) => {
    const { lab, whole, parts } = cut(3000, 1500);
    const got = order.map((i) => reassemble(lab, CTR, parts[i]!, never));
    expect(got.slice(0, 2)).toEqual([null, null]);
    expect(got[2]).toMatchObject({ id: whole.id });
    expect(got[2]!.packet).toEqual(whole.packet);
    expect(lab.sim.packets.slice(1).map(({ outcome }) => outcome.kind)).toEqual([
      'reassembled',
      'reassembled',
      'reassembled',
    ]);
  });

  it('keeps packets apart by addresses, id and protocol, and namespaces', () => {
    const { lab, parts } = cut(2000, 1500);
    const stranger = {
      ...parts[1]!,
      packet: [{ ...layerOf(parts[1]!.packet, 'ipv4'), id: 78 }, ...parts[1]!.packet.slice(1)],
    };
    expect(reassemble(lab, CTR, parts[0]!, never)).toBeNull();
    expect(reassemble(lab, CTR, stranger, never)).toBeNull();
    expect(reassemble(lab, 'k8s-w1' as typeof CTR, parts[1]!, never)).toBeNull();
    expect(reassemble(lab, CTR, parts[1]!, never)).not.toBeNull();
  });

  it('gives up after 30 seconds, and tells the sender only if the first piece came', () => {
    const after = (kept: number) => {
      const { lab, parts } = cut(3000, 1500);
      const skb: Skb = { ...parts[kept]!, ingress: device(CTR, 'eth1') };
      ipReceive(lab, lab.sim.device(device(CTR, 'eth1')), skb);
      lab.sim.settle();
      const answers = lab.sim.packets.filter((p) => p.cause.kind === 'icmp-error');
      return { lab, ended: lab.sim.packets[skb.id]!, whole: lab.sim.packets[0]!, answers };
    };
    const first = after(0);
    expect(first.ended.outcome).toMatchObject({ kind: 'dropped', reason: { text: 'reassembly timeout' } });
    expect(first.whole.outcome).toEqual(first.ended.outcome);
    expect(first.lab.sim.events[first.ended.end]!.at).toBeGreaterThan(30 * SECOND - 1);
    expect(first.answers).toMatchObject([{ from: CTR, label: 'reassembly time exceeded' }]);
    expect(after(1).answers).toEqual([]);
  });
});

describe('pieces on their way', () => {
  it('the plain kernel cuts a ping that is too large and the other side puts it together', () => {
    const trace = run({ datapath: 'linux' }, [pingFrom('curl-pod', IP.sameSubnet, { size: 3000 })]);
    expect(trace.jobs[0]!.exitCode).toBe(0);
    expect(validateTrace(trace)).toEqual([]);
    const request = labelled(trace, 'echo request');
    expect(packets(trace, (p) => p.cause.kind === 'fragment' && p.cause.of === request.id)).toHaveLength(3);
    expect(request.outcome.kind).toBe('delivered');
  });

  it('Cilium refuses every piece of a ping: 134 at the pod’s own lxc', () => {
    const trace = run({}, [pingFrom('curl-pod', IP.sameSubnet, { size: 3000 })]);
    const pieces = packets(trace, (p) => p.cause.kind === 'fragment');
    expect(pieces).toHaveLength(3);
    for (const { outcome } of pieces)
      expect(outcome).toMatchObject({ reason: { by: 'cilium', code: 134 }, netns: CTR });
  });

  it('a tunnel’s outer packet is cut by a narrow router and whole again before it is opened; the inner one never knows', () => {
    const trace = run(
      { routing: 'vxlan' },
      [pingFrom('curl-pod', IP.otherSubnet, { size: 1422, pmtudisc: 'do' })],
      narrow,
    );
    expect(trace.jobs[0]!.exitCode).toBe(0);
    expect(validateTrace(trace)).toEqual([]);
    const out = framesAt(trace, (e) => e.kind === 'tx' && e.device === 'router:eth2');
    expect(out.map((packet) => encodedLength(packet) - 14)).toEqual([1396, 124]);
    expect(out.map((packet) => packet.map(({ kind }) => kind).join('/'))).toEqual([
      'ethernet/ipv4/ip-payload',
      'ethernet/ipv4/ip-payload',
    ]);
    const opened = framesAt(trace, (e) => e.kind === 'decap' && e.netns === 'k8s-w0')[0]!;
    expect(layerOf(opened, 'ipv4')).toMatchObject({ df: true, mf: false, src: IP.client });
  });
});
