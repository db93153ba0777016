import { cidrOf } from '../wire/address.ts';
import type { Blueprint, NodePlan } from './blueprint.ts';
import { baseRoutes, directNodeRoutes, endpointRoutes, ownPodRoutes } from './node-routes.ts';
import { routeRow } from './route-rows.ts';
import { overlayMtu } from './settings.ts';
import type { Route, Rule } from './tables.ts';

/**
 * Overlay without BPF: the kernel takes remote, VNI and next hop from the route itself (`encap ip id`, net/ipv4/ip_tunnel_core.c).
 * A route cannot know the sender's identity, so table main carries that of the node's first pod, and every other identity
 * has a table of its number, chosen by the sender's address.
 */
function encapRoutes(
  plan: NodePlan,
  nodes: readonly NodePlan[],
  id: number,
  table: Route['table'],
  mtu: number,
): readonly Route[] {
  const dev = plan.tunnel!.dev;
  return nodes
    .filter((peer) => peer !== plan)
    .map((peer) =>
      routeRow({
        table,
        dst: peer.node.podCIDR,
        via: peer.node.ciliumHost,
        dev,
        proto: 'boot',
        mtu,
        encap: { id, dst: peer.node.ip },
      }),
    );
}

export function linuxNodeRoutes(plan: NodePlan, { settings, nodes }: Blueprint): readonly Route[] {
  const mtu = overlayMtu(settings, plan.mtu);
  const own = [...baseRoutes(plan), ...ownPodRoutes(plan), ...endpointRoutes(plan)];
  if (mtu === null) return settings.autoDirectNodeRoutes ? [...own, ...directNodeRoutes(plan, nodes)] : own;
  const [first] = plan.pods;
  if (first === undefined) return own;
  const others = new Set(plan.pods.map((pod) => pod.identity).filter((identity) => identity !== first.identity));
  return [
    ...own,
    ...encapRoutes(plan, nodes, first.identity, 'main', mtu),
    ...[...others].flatMap((identity) => encapRoutes(plan, nodes, identity, identity, mtu)),
  ];
}

/** The priority that `ip rule add` gives the first rule; each later one goes before it (net/core/fib_rules.c fib_default_rule_pref). */
const FIRST_RULE = 32765;

/** `from POD lookup IDENTITY` for every pod whose identity is not that of table main, in ascending priority. */
export function linuxIdentityRules(plan: NodePlan): readonly Rule[] {
  const main = plan.pods[0]?.identity;
  return plan.pods
    .filter((pod) => pod.identity !== main)
    .map((pod, i): Rule => ({ priority: FIRST_RULE - i, from: cidrOf(pod.ip, 32), fwmark: null, table: pod.identity }))
    .reverse();
}
