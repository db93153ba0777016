import type { DeviceId, NetnsName } from '../lab/names.ts';
import type { Device } from '../lab/world.ts';
import type { AttachPoint, PacketId } from '../trace/events.ts';
import type { Datapath, Program } from './datapath.ts';
import type { Arrival, Timer, Transport } from './kernel.ts';
import type { IcmpLimiter } from './linux/icmp-limit.ts';
import type { Sim } from './sim.ts';
import type { Skb } from './skb.ts';

/**
 * Who is called upwards: the device layer knows its protocols only by these, as net/core knows them by what they have
 * registered (dev_add_pack, tcx attachments, neigh_ops).
 */
export interface Handlers {
  /** Runs a tc program; `pass` is what happens when it lets the packet go on. */
  hook(lab: Lab, program: Program, device: Device, attach: AttachPoint, skb: Skb, pass: () => void): void;
  ip(lab: Lab, device: Device, skb: Skb): void;
  arp(lab: Lab, device: Device, skb: Skb): void;
  tunnel(lab: Lab, device: Device & { readonly kind: 'tunnel' }, skb: Skb): void;
  /** ipv4_link_failure: a packet whose next hop does not answer. */
  linkFailure(lab: Lab, device: Device, skb: Skb): void;
}

/** What the kernels of the lab share: virtual time, the datapath, and the parts that keep state between packets. */
export interface Lab {
  readonly sim: Sim;
  readonly datapath: Datapath;
  readonly handlers: Handlers;
  /** Packets that wait for a link-layer address, by 'device nexthop'. */
  readonly asking: Map<string, { readonly queue: Skb[] }>;
  readonly limiter: IcmpLimiter;
  /** The transports of the namespaces that somebody has needed so far. */
  readonly transports: Map<NetnsName, Transport>;
  /** Makes the transports of a namespace. */
  wake: (netns: NetnsName) => void;
  /** Fragments that wait for their others, by 'netns src dst id protocol'. */
  readonly reassembly: Map<string, Waiting>;
  /** What datagram a fragment is a part of: 'src dst id protocol'. */
  readonly datagrams: Map<PacketId, string>;
  /** The packet behind an arrival, for the ICMP error that may quote it. */
  readonly arrivals: WeakMap<Arrival, Skb>;
  /** When each device has got its last frame. */
  readonly received: Map<DeviceId, number>;
  /** Agents whose endpoints are not regenerated yet. */
  readonly starting: Map<NetnsName, Timer>;
  /** IPv4 id counters, by 'netns src dst' (net/ipv4/route.c ip_idents). */
  readonly ipIds: Map<string, number>;
}

export interface Waiting {
  readonly parts: Skb[];
}
