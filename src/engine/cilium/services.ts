import { ROW_KEY } from '../../lab/tables.ts';
import type { HookContext } from '../datapath.ts';
import type { Tuple } from './tuple.ts';

/**
 * nodeport_lb4's look into the services map for TCP and UDP that comes from the network. Only addresses that a node
 * answers for (NodePort, LoadBalancer) can hit; a ClusterIP is not routable from outside. ICMP is not looked up.
 */
export function serviceMiss(ctx: HookContext, tuple: Tuple): void {
  if (tuple.proto === 'ICMP') return;
  const { dst: address, dstPort: port, proto } = tuple;
  ctx.get(
    'cilium_lb4_services_v2',
    ROW_KEY.cilium_lb4_services_v2({
      address,
      port,
      proto,
      slot: 0,
      count: 0,
      backendId: 0,
      revNat: 0,
      type: 'NodePort',
    }),
  );
}
