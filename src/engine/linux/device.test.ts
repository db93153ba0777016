import { describe, expect, it } from 'vitest';
import { CTR, device, echo, IP } from '../../../tests/support/program-bench.ts';
import { deriveWorld } from '../../lab/derive.ts';
import type { DeviceId, NetnsName } from '../../lab/names.ts';
import { week4 } from '../../lab/presets/week4.ts';
import { withVariant } from '../../lab/variant.ts';
import { BROADCAST_MAC } from '../../wire/address.ts';
import type { Mac } from '../../wire/address.ts';
import type { Lab } from '../host.ts';
import { idleLab } from '../idle-lab.ts';
import { withEthernet } from '../skb.ts';
import type { Skb } from '../skb.ts';
import { TIMING } from '../timing.ts';
import { transmit } from './device.ts';

const router = 'router' as NetnsName;

interface Arrived {
  readonly device: DeviceId;
  readonly skb: Skb;
  readonly at: number;
}

/** Sends frames out of a device of the plain kernel, and tells who got them past its taps. */
function send(from: DeviceId, to: Mac, about: Partial<Skb> = {}, times = 1) {
  const arrived: Arrived[] = [];
  const idle = idleLab(deriveWorld(withVariant(week4, { datapath: 'linux' })));
  const lab: Lab = {
    ...idle,
    handlers: { ...idle.handlers, ip: (_, dev, skb) => arrived.push({ device: dev.id, skb, at: lab.sim.now }) },
  };
  const dev = lab.sim.device(from);
  for (let i = 0; i < times; i++) {
    const packet = withEthernet(echo(IP.client, IP.loop), dev.mac, to);
    const born = { cause: { kind: 'job' }, job: null, label: '', hop: null } as const;
    transmit(lab, dev, { ...lab.sim.born(dev.netns, packet, born), ...about });
  }
  lab.sim.settle();
  return { lab, arrived };
}
const macOf = (id: DeviceId): Mac => deriveWorld(week4).devices.get(id)!.mac;

describe('a frame', () => {
  it('loses its mark, its key and its way in when it comes to another host', () => {
    const key = { id: 1, remote: echo(IP.client, IP.loop)[1] } as never;
    const { arrived } = send(device(CTR, 'eth1'), macOf(device(router, 'eth1')), {
      mark: 0x300,
      tunnelKey: key,
      unrouted: true,
    });
    expect(arrived).toMatchObject([
      { device: device(router, 'eth1'), skb: { mark: 0, tunnelKey: null, ingress: device(router, 'eth1') } },
    ]);
    expect(arrived[0]!.skb.unrouted).toBeUndefined();
  });

  it('keeps its mark between cilium_host and cilium_net, which are one host’s', () => {
    const world = deriveWorld(week4);
    const idle = idleLab(world);
    const net = idle.sim.device(device(CTR, 'cilium_net'));
    const born = { cause: { kind: 'job' }, job: null, label: '', hop: null } as const;
    const packet = withEthernet(echo(IP.client, IP.loop), net.mac, macOf(device(CTR, 'cilium_host')));
    const marks: number[] = [];
    const lab: Lab = { ...idle, handlers: { ...idle.handlers, hook: (_l, _p, _d, _a, skb) => marks.push(skb.mark) } };
    transmit(lab, net, { ...lab.sim.born(CTR, packet, born), mark: 0x6a070f00 });
    lab.sim.settle();
    expect(marks).toEqual([0x6a070f00]);
  });

  it('reaches whoever has its MAC on the segment, a broadcast everybody but the sender', () => {
    const one = send(device(CTR, 'eth1'), macOf(device('k8s-w1' as NetnsName, 'eth1')));
    expect(one.arrived.map((a) => a.device)).toEqual(['k8s-w1:eth1']);
    const all = send(device(CTR, 'eth1'), BROADCAST_MAC);
    expect(all.arrived.map((a) => `${a.device} ${a.skb.packetType}`).toSorted()).toEqual([
      'k8s-w1:eth1 broadcast',
      'router:eth1 broadcast',
    ]);
  });

  it('for a MAC that nobody has ends on the wire', () => {
    const { lab, arrived } = send(device(CTR, 'eth1'), '02:00:00:00:00:99' as Mac);
    expect(arrived).toEqual([]);
    expect(lab.sim.packets[0]!.outcome).toMatchObject({ kind: 'dropped', reason: { text: 'no such device' } });
  });

  it('sent into a dummy device is gone, and no capture sees it', () => {
    const { lab } = send(device(router, 'loop1'), BROADCAST_MAC);
    expect(lab.sim.packets[0]!.outcome).toMatchObject({ reason: { text: 'dummy device' } });
    expect(lab.sim.events.some((e) => e.kind === 'tx')).toBe(false);
  });

  it('waits until the host at the other end is done with the one before', () => {
    const { arrived } = send(device(CTR, 'eth1'), macOf(device(router, 'eth1')), {}, 3);
    const [a, b, c] = arrived.map(({ at }) => at);
    expect([a, b! - a!, c! - b!]).toEqual([TIMING.wire, TIMING.busy, TIMING.busy]);
  });
});
