import { must } from '../../base/assert.ts';
import type { Device } from '../../lab/world.ts';
import { linux, measured } from '../../trace/cite.ts';
import type { HopId } from '../../trace/hop.ts';
import { BROADCAST_MAC } from '../../wire/address.ts';
import type { Layer } from '../../wire/layers.ts';
import type { Lab } from '../host.ts';
import type { Skb } from '../skb.ts';
import { TIMING } from '../timing.ts';
import { localDevice } from './fib.ts';

const XMIT = [linux('net/core/dev.c', '__dev_queue_xmit'), measured('a TX tap sits behind the tc egress hook')];
const RECV = [
  linux('net/core/dev.c', '__netif_receive_skb_core'),
  measured('an RX tap sits before the tc ingress hook'),
];

/**
 * dev_queue_xmit: the tc egress program, then the TX tap, then the driver. A packet that the program redirects or
 * drops is never seen Out.
 */
export function transmit(lab: Lab, device: Device, skb: Skb): void {
  const { sim } = lab;
  if (isGone(lab, device, skb)) return;
  const program = lab.datapath.attached(device, 'egress', sim.settingsOf(device.netns), sim.world);
  if (program && sim.netns(device.netns).kind === 'node')
    lab.handlers.hook(lab, program, device, 'tcx/egress', skb, () => leave(lab, device, skb));
  else leave(lab, device, skb);
}

/** A device that was taken away while a packet was on its way to it: the packet ends with it. */
function isGone(lab: Lab, device: Device, skb: Skb): boolean {
  const { sim } = lab;
  if (sim.world.devices.has(device.id)) return false;
  const reason = { by: 'kernel', text: 'no such device' } as const;
  sim.end(
    { netns: device.netns, device: device.id, skb },
    { kind: 'dropped', reason, netns: device.netns, device: device.id },
  );
  return true;
}

function txHop(lab: Lab, device: Device, skb: Skb): HopId | null {
  const { kind } = lab.sim.netns(device.netns);
  const arp = skb.packet[1]?.kind === 'arp';
  if (arp) return null;
  if (kind === 'pod') return device.kind === 'veth' ? 'POD.TX' : null;
  if (kind === 'router') {
    if (skb.ingress === null) return null;
    return device.kind === 'nic' && device.segment.startsWith('uplink:') ? 'R.TX0' : 'R.TX';
  }
  if (kind !== 'node') return null;
  if (lab.datapath.name === 'linux') return 'NODE.TX';
  if (device.kind !== 'veth') return null;
  if (lab.datapath.attached(device, 'egress', lab.sim.settingsOf(device.netns), lab.sim.world)) return null;
  return lab.sim.world.devices.get(device.peer)?.netns === device.netns ? 'CN.OUT' : 'LXCOUT';
}

function leave(lab: Lab, device: Device, skb: Skb): void {
  const { sim } = lab;
  if (device.kind === 'dummy') {
    const reason = { by: 'kernel', text: 'dummy device' } as const;
    sim.end(
      { netns: device.netns, device: device.id, skb },
      { kind: 'dropped', reason, netns: device.netns, device: device.id },
    );
    return;
  }
  sim.record(
    { netns: device.netns, device: device.id, skb, hop: txHop(lab, device, skb), cites: XMIT },
    { kind: 'tx', tap: 'Out' },
  );
  switch (device.kind) {
    case 'loopback':
      sim.after(TIMING.loopback, () => receive(lab, device, skb));
      return;
    case 'veth':
      deliver(lab, device, sim.device(device.peer), TIMING.veth, skb);
      return;
    case 'tunnel':
      lab.handlers.tunnel(lab, device, skb);
      return;
    case 'nic':
      toSegment(lab, device, skb);
  }
}

/** Crossing into another namespace scrubs the mark (skb_scrub_packet); cilium_host and cilium_net are in one. */
function fresh({ id, packet, mark }: Skb, from: Device, to: Device): Skb {
  const same = from.netns === to.netns;
  return { id, packet, mark: same ? mark : 0, tunnelKey: null, ingress: null, packetType: 'host' };
}

/** Hands a frame to the device at the other end, as soon as the host there can take it. Returns how long that takes. */
function deliver(lab: Lab, from: Device, to: Device, delay: number, skb: Skb): number {
  const { sim, received } = lab;
  const last = received.get(to.id);
  const wait = last === undefined ? delay : Math.max(delay, last + TIMING.busy - sim.now);
  received.set(to.id, sim.now + wait);
  sim.after(wait, () => receive(lab, to, fresh(skb, from, to)));
  return wait;
}

function toSegment(lab: Lab, device: Device & { kind: 'nic' }, skb: Skb): void {
  const { sim } = lab;
  const ethernet = skb.packet[0] as Layer<'ethernet'>;
  const { members } = must(sim.world.segments.get(device.segment), `segment ${device.segment}`);
  const others = members.filter((id) => id !== device.id).map((id) => sim.device(id));
  const broadcast = ethernet.dst === BROADCAST_MAC;
  const takers = broadcast ? others : others.filter((other) => other.mac === ethernet.dst);
  if (takers.length === 0) {
    const reason = { by: 'kernel', text: 'no such device' } as const;
    sim.end(
      { netns: device.netns, device: device.id, skb },
      { kind: 'dropped', reason, netns: device.netns, device: device.id },
    );
    return;
  }
  const waits = takers.map((taker) => deliver(lab, device, taker, TIMING.wire, skb));
  if (broadcast && skb.packet[1]?.kind === 'arp') {
    // Whoever does not own the address ignores the question: when nobody does, it ends here, unanswered.
    const target = skb.packet[1].targetIp;
    if (!takers.some((taker) => localDevice(sim, taker.netns, target))) {
      sim.after(Math.max(...waits) + 1, () => {
        const reason = { by: 'kernel', text: 'not this host' } as const;
        sim.end(
          { netns: device.netns, device: device.id, skb },
          { kind: 'dropped', reason, netns: device.netns, device: device.id },
        );
      });
    }
  }
}

function rxHop(lab: Lab, device: Device, skb: Skb): HopId | null {
  const { kind } = lab.sim.netns(device.netns);
  if (skb.packet[1]?.kind !== 'ipv4' || device.kind === 'loopback') return null;
  if (kind === 'pod') return 'POD.RX';
  if (kind === 'router') return localDevice(lab.sim, device.netns, skb.packet[1].dst) ? 'R.LOCAL' : 'R.RX';
  return kind === 'node' && lab.datapath.name === 'linux' ? 'NODE.RX' : null;
}

/** netif_receive_skb: the RX tap, then the tc ingress program, then the protocol. */
export function receive(lab: Lab, device: Device, skb: Skb): void {
  const { sim } = lab;
  if (isGone(lab, device, skb)) return;
  const ethernet = skb.packet[0] as Layer<'ethernet'>;
  skb.ingress = device.id;
  if (device.kind === 'loopback') skb.packetType = 'host';
  else if (ethernet.dst === BROADCAST_MAC) skb.packetType = 'broadcast';
  else skb.packetType = ethernet.dst === device.mac ? 'host' : 'otherhost';
  const tap = skb.packetType === 'host' ? 'In' : skb.packetType === 'broadcast' ? 'B' : 'P';
  sim.record(
    { netns: device.netns, device: device.id, skb, hop: rxHop(lab, device, skb), cites: RECV },
    { kind: 'rx', tap },
  );
  const program = lab.datapath.attached(device, 'ingress', sim.settingsOf(device.netns), sim.world);
  if (program && sim.netns(device.netns).kind === 'node') {
    sim.after(TIMING.bpf, () => {
      if (isGone(lab, device, skb)) return;
      lab.handlers.hook(lab, program, device, 'tcx/ingress', skb, () => toProtocol(lab, device, skb));
    });
  } else toProtocol(lab, device, skb);
}

function toProtocol(lab: Lab, device: Device, skb: Skb): void {
  if (skb.packet[1]?.kind === 'arp') lab.handlers.arp(lab, device, skb);
  else lab.handlers.ip(lab, device, skb);
}
