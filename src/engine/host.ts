import type { Datapath } from './datapath.ts';
import type { NetnsName } from '../lab/names.ts';
import type { Arrival, Transport } from './kernel.ts';
import type { IcmpLimiter } from './linux/icmp-limit.ts';
import type { Neighbours } from './linux/neigh.ts';
import type { Sim } from './sim.ts';
import type { Skb } from './skb.ts';

/** What the kernels of the lab share: virtual time, the datapath, and the parts that keep state between packets. */
export interface Lab {
  readonly sim: Sim;
  readonly datapath: Datapath;
  readonly neighbours: Neighbours;
  readonly limiter: IcmpLimiter;
  /** The transports of each namespace, made when the lab is switched on. */
  readonly transports: Map<NetnsName, Transport>;
  /** Fragments that wait for their others, by 'netns src dst id protocol'. */
  readonly reassembly: Map<string, Waiting>;
  /** The packet behind an arrival, for the ICMP error that may quote it. */
  readonly arrivals: WeakMap<Arrival, Skb>;
  /** IPv4 id counters, by 'netns src dst' (net/ipv4/route.c ip_idents). */
  readonly ipIds: Map<string, number>;
}

export interface Waiting {
  readonly parts: Skb[];
}
