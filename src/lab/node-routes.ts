import { ANY_CIDR, cidrHas, cidrOf } from '../wire/address.ts';
import type { Blueprint, NodePlan, Port } from './blueprint.ts';
import { connectedRoute, staticRouteRows, uplinkRoutes } from './machine-routes.ts';
import { deviceId } from './names.ts';
import { routeRow } from './route-rows.ts';
import { overlayMtu } from './settings.ts';
import type { Route } from './tables.ts';

function portsOf(plan: NodePlan): readonly Port[] {
  return plan.uplink === null ? [plan.port] : [plan.uplink, plan.port];
}

/** Table main of a node without what Cilium adds. */
export function baseRoutes(plan: NodePlan): readonly Route[] {
  const uplink = plan.uplink === null ? [] : uplinkRoutes(plan.uplink, true);
  return [...uplink, connectedRoute(plan.port), ...staticRouteRows(plan.staticRoutes, portsOf(plan), 'static')];
}

/** The node's own podCIDR by way of its cilium_host, and the address of that (pkg/datapath/linux/node.go createNodeRouteSpec). */
export function ownPodRoutes(plan: NodePlan): readonly Route[] {
  const { podCIDR, ciliumHost } = plan.node;
  const dev = plan.ciliumHostDev;
  return [
    routeRow({ dst: podCIDR, via: ciliumHost, dev, src: ciliumHost }),
    routeRow({ dst: cidrOf(ciliumHost, 32), dev, scope: 'link' }),
  ];
}

/** One row per local pod: endpoint routes (pkg/datapath/linux/route), or what takes Cilium's place in the plain kernel. */
export function endpointRoutes(plan: NodePlan): readonly Route[] {
  return plan.pods.map((pod) => routeRow({ dst: cidrOf(pod.ip, 32), dev: pod.lxc, scope: 'link' }));
}

/**
 * Peers' podCIDRs straight to the peer, for peers on the node's own wire: where the way to a peer has a gateway the agent
 * adds nothing (pkg/datapath/linux/node.go createDirectRouteSpec).
 */
export function directNodeRoutes(plan: NodePlan, all: readonly NodePlan[]): readonly Route[] {
  return all
    .filter((peer) => peer !== plan && cidrHas(plan.port.subnet, peer.node.ip))
    .map((peer) => routeRow({ dst: peer.node.podCIDR, via: peer.node.ip, dev: plan.port.dev }));
}

/** Overlay: every remote podCIDR by way of the node's own cilium_host, with the MTU that leaves room for the outer headers. */
export function overlayNodeRoutes(plan: NodePlan, all: readonly NodePlan[], mtu: number): readonly Route[] {
  const { ciliumHost } = plan.node;
  return all
    .filter((peer) => peer !== plan)
    .map((peer) =>
      routeRow({ dst: peer.node.podCIDR, via: ciliumHost, dev: plan.ciliumHostDev, src: ciliumHost, mtu }),
    );
}

/** Tables for what goes to the proxy and what comes from it (pkg/datapath/linux/linux_defaults RouteTableToProxy, RouteTableFromProxy). */
export const PROXY_TABLE = { to: 2004, from: 2005 } as const;

/** To the proxy is to this node, whatever the address; from it is by way of cilium_host (pkg/proxy/routes.go). */
function proxyRoutes(plan: NodePlan, native: boolean): readonly Route[] {
  const { ciliumHost } = plan.node;
  const dev = plan.ciliumHostDev;
  const to = routeRow({
    table: PROXY_TABLE.to,
    type: 'local',
    dst: ANY_CIDR,
    dev: deviceId(plan.node.name, 'lo'),
    scope: 'host',
  });
  if (!native) return [to];
  return [
    to,
    routeRow({ table: PROXY_TABLE.from, dst: ANY_CIDR, via: ciliumHost, dev }),
    routeRow({ table: PROXY_TABLE.from, dst: cidrOf(ciliumHost, 32), dev, scope: 'link' }),
  ];
}

/** All rows of a node whose packets Cilium decides about. With endpoint routes the node's own podCIDR is left out in native mode only. */
export function ciliumNodeRoutes(plan: NodePlan, { settings, nodes }: Blueprint): readonly Route[] {
  const mtu = overlayMtu(settings, plan.mtu);
  const native = mtu === null;
  return [
    ...baseRoutes(plan),
    ...(native && settings.endpointRoutes ? [] : ownPodRoutes(plan)),
    ...(settings.endpointRoutes ? endpointRoutes(plan) : []),
    ...(native ? [] : overlayNodeRoutes(plan, nodes, mtu)),
    ...(settings.autoDirectNodeRoutes ? directNodeRoutes(plan, nodes) : []),
    ...proxyRoutes(plan, native),
  ];
}
