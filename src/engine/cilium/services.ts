import type { HookContext } from '../datapath.ts';
import { serviceAt } from './per-packet-lb.ts';
import type { Tuple } from './tuple.ts';

/**
 * nodeport_lb4's look into the services map for TCP and UDP that comes from the network. Only addresses that a node
 * answers for (NodePort, LoadBalancer) can hit; a ClusterIP is not routable from outside. ICMP is not looked up.
 */
export function serviceMiss(ctx: HookContext, tuple: Tuple): void {
  if (tuple.proto === 'ICMP') return;
  serviceAt(ctx, tuple.dst, tuple.dstPort, tuple.proto);
}
