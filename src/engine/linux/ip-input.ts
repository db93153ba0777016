import type { Device } from '../../lab/world.ts';
import { linux, rfc } from '../../trace/cite.ts';
import type { Read } from '../../trace/events.ts';
import type { KernelDropText } from '../../trace/verdict.ts';
import { encodedLength } from '../../wire/encode.ts';
import type { Arrival } from '../kernel.ts';
import type { Lab } from '../host.ts';
import { ipAt, ipOf, payloadOf, withIp } from '../skb.ts';
import type { Skb } from '../skb.ts';
import { TIMING } from '../timing.ts';
import { fibLookup, localDevice } from './fib.ts';
import { reassemble } from './fragment.ts';
import { dropTelling } from './icmp-error.ts';
import type { IcmpFault } from './icmp-error.ts';
import { decisionOf, finishOutput, wayOf } from './ip-output.ts';
import type { Way } from './ip-output.ts';
import { tunnelOn, tunnelReceive } from './tunnel.ts';

const RCV = [linux('net/ipv4/ip_input.c', 'ip_rcv_core')];
const INPUT = [linux('net/ipv4/route.c', 'ip_route_input_slow')];
const VALIDATE = [linux('net/ipv4/fib_frontend.c', '__fib_validate_source'), rfc('RFC 3704')];
const FORWARD = [linux('net/ipv4/ip_forward.c', 'ip_forward'), rfc('RFC 1812 section 5.3.1')];
const EXPIRE = [linux('net/ipv4/ip_fragment.c', 'ip_expire')];
const DELIVER = [linux('net/ipv4/ip_input.c', 'ip_local_deliver_finish')];

/** ip_rcv: what is not addressed to this MAC ends here; the rest is routed. */
export function ipReceive(lab: Lab, device: Device, skb: Skb): void {
  const { sim } = lab;
  const { netns } = device;
  if (ipAt(skb.packet) < 0) return drop(lab, device, skb, 'not this host', null, RCV);
  if (skb.packetType === 'otherhost') return drop(lab, device, skb, 'other host', null, RCV);
  const ip = ipOf(skb.packet);
  if (sim.netns(netns).kind === 'outside' && !localDevice(sim, netns, ip.dst)) return outside(lab, device, skb);
  sim.after(TIMING.stack, () => routeInput(lab, device, skb));
}

function drop(lab: Lab, device: Device, skb: Skb, text: KernelDropText, fault: IcmpFault | null, cites = INPUT): void {
  const { kind } = lab.sim.netns(device.netns);
  const hop = text === 'no route' && kind === 'router' ? 'R.NOROUTE' : 'KDROP';
  const at = hop === 'R.NOROUTE' ? null : device;
  dropTelling(lab, device.netns, at, skb, text, fault, cites, hop);
}

/** Beyond the lab's edge: who sent it here is the door it left by. */
function outside(lab: Lab, device: Device, skb: Skb): void {
  const { sim } = lab;
  const segment = device.kind === 'nic' ? sim.world.segments.get(device.segment) : null;
  const via = segment?.members.find((id) => id !== device.id) ?? device.id;
  sim.end({ netns: device.netns, device: device.id, skb, hop: 'VBOX' }, { kind: 'left-the-lab', via });
}

/**
 * fib_validate_source: null when the source may come in here, else why not. Loose mode accepts any way back, but not on a
 * device without an address of its own.
 */
function badSource(lab: Lab, device: Device, skb: Skb): KernelDropText | null {
  const { sim } = lab;
  if (device.kind === 'loopback') return null;
  const { src } = ipOf(skb.packet);
  if (localDevice(sim, device.netns, src)) return 'martian source';
  const { rpFilter } = sim.netns(device.netns).sysctls;
  if (rpFilter === 0) return null;
  const back = fibLookup(sim, device.netns, { dst: src, src: null, mark: skb.mark });
  if (back.kind !== 'route' || back.route.type !== 'unicast') return 'reverse path filter';
  if (back.route.dev === device.id) return null;
  return rpFilter === 2 && device.addresses.length > 0 ? null : 'reverse path filter';
}

/** ip_route_input and what follows: deliver here, forward, or say no. */
function routeInput(lab: Lab, device: Device, skb: Skb): void {
  const { sim } = lab;
  const { netns } = device;
  const ip = ipOf(skb.packet);
  const found = fibLookup(sim, netns, { dst: ip.dst, src: ip.src, mark: skb.mark });
  const refuse = (text: KernelDropText, fault: IcmpFault | null, reads: readonly Read[], cites = INPUT): void => {
    const decision = { kind: 'refused', reason: { by: 'kernel', text } } as const;
    sim.record({ netns, device: null, skb, cites }, { kind: 'route', reads, direction: 'input', decision });
    drop(lab, device, skb, text, fault, cites);
  };
  const forwarding = sim.netns(netns).sysctls.ipForward;
  if (found.kind === 'miss') return refuse('no route', forwarding ? unreachable(0) : null, found.reads);
  if (found.kind === 'route' && found.route.type !== 'unicast') {
    const { type } = found.route;
    if (type === 'blackhole') return refuse('route blackhole', null, found.reads);
    if (type === 'prohibit') return refuse('route prohibit', forwarding ? unreachable(13) : null, found.reads);
    return refuse('route unreachable', forwarding ? unreachable(1) : null, found.reads);
  }
  if (found.kind === 'route' && !forwarding) return refuse('forwarding disabled', null, found.reads);
  const bad = badSource(lab, device, skb);
  if (bad) return refuse(bad, null, found.reads, VALIDATE);
  if (found.kind === 'local') {
    sim.record(
      { netns, skb, cites: INPUT },
      { kind: 'route', reads: found.reads, direction: 'input', decision: { kind: 'local' } },
    );
    return deliver(lab, device, skb);
  }
  const way = wayOf(lab, found.route);
  sim.record(
    { netns, skb, cites: INPUT },
    { kind: 'route', reads: found.reads, direction: 'input', decision: decisionOf(way, false) },
  );
  forward(lab, device, way, skb);
}

function unreachable(code: number): IcmpFault {
  return { type: 3, code, mtu: 0, routing: true };
}

/** ip_forward: TTL first, then size, then on. */
function forward(lab: Lab, device: Device, way: Way, skb: Skb): void {
  const { sim } = lab;
  const { netns } = device;
  const ip = ipOf(skb.packet);
  if (ip.ttl <= 1)
    return drop(lab, device, skb, 'ttl exceeded', { type: 11, code: 0, mtu: 0, routing: false }, FORWARD);
  if (ip.df && encodedLength(skb.packet.slice(ipAt(skb.packet))) > way.mtu) {
    return drop(lab, device, skb, 'fragmentation needed', { type: 3, code: 4, mtu: way.mtu, routing: false }, FORWARD);
  }
  skb.packet = withIp(skb.packet, { ttl: ip.ttl - 1 });
  const hop = sim.netns(netns).kind === 'router' ? 'R.FWD' : 'FWD';
  sim.record({ netns, skb, hop, cites: FORWARD }, { kind: 'forward' });
  sim.after(TIMING.stack, () => finishOutput(lab, netns, way, skb));
}

/** ip_expire: the sender is told of a packet that never got whole, if the first piece is there (RFC 1122 section 3.3.2). */
function expired(lab: Lab, device: Device, parts: readonly Skb[]): void {
  const fault = { type: 11, code: 1, mtu: 0, routing: false } as const;
  for (const skb of parts) dropTelling(lab, device.netns, null, skb, 'reassembly timeout', fault, EXPIRE);
}

/** ip_local_deliver: whole packets only, then the tunnel ports, then the transports. */
function deliver(lab: Lab, device: Device, arrived: Skb): void {
  const skb = reassemble(lab, device.netns, arrived, (parts) => expired(lab, device, parts));
  if (!skb) return;
  const { sim } = lab;
  const { netns } = device;
  const udp = payloadOf(skb.packet)[0];
  const tunnel = udp?.kind === 'udp' ? tunnelOn(lab, netns, udp.dstPort) : null;
  if (tunnel && tunnelReceive(lab, tunnel, skb)) return;
  const ip = ipOf(skb.packet);
  const arrival: Arrival = {
    packet: skb.id,
    job: sim.jobOf(skb.id),
    src: ip.src,
    dst: ip.dst,
    ttl: ip.ttl,
    tos: ip.tos,
    dev: device.id,
    layers: payloadOf(skb.packet),
  };
  lab.arrivals.set(arrival, skb);
  if (!lab.transports.has(netns)) lab.wake(netns);
  const receiver = lab.transports.get(netns)?.receiverOf(arrival) ?? null;
  const { kind } = sim.netns(netns);
  const where = {
    netns,
    device: kind === 'node' ? null : device.id,
    skb,
    hop: kind === 'node' ? 'NIN' : null,
    cites: DELIVER,
  } as const;
  if (!receiver || receiver.refused) {
    sim.end(where, { kind: 'dropped', reason: { by: 'kernel', text: 'no socket' }, netns, device: device.id });
    receiver?.take();
    return;
  }
  if (kind === 'pod') sim.end(where, { kind: 'delivered', to: netns });
  else sim.end(where, { kind: 'consumed', by: netns, process: receiver.process });
  receiver.take();
}
