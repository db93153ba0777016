import { ANY_CIDR, cidrOf } from '../wire/address.ts';
import type { NodePlan, RouterPlan } from './blueprint.ts';
import { connectedRoute, staticRouteRows, uplinkRoutes } from './machine-routes.ts';
import { routeRow } from './route-rows.ts';
import { overlayMtu } from './settings.ts';
import type { Route } from './tables.ts';
import type { Pod, Settings } from './world.ts';

/**
 * A pod's two rows (plugins/cilium-cni interfaceAdd): everything by way of cilium_host, which is on link though no subnet
 * holds it. The default route says the MTU, smaller in overlay; a plain kernel's own route says none.
 */
export function podRoutes(pod: Pod, plan: NodePlan, settings: Settings): readonly Route[] {
  const gateway = plan.node.ciliumHost;
  const mtu = overlayMtu(settings, plan.mtu) ?? (settings.datapath === 'cilium' ? plan.mtu : null);
  return [
    routeRow({ dst: ANY_CIDR, via: gateway, dev: pod.eth0, proto: 'boot', mtu }),
    routeRow({ dst: cidrOf(gateway, 32), dev: pod.eth0, proto: 'boot', scope: 'link' }),
  ];
}

/** The router knows its own subnets and the way out, and no pod: what makes the native lab fail across subnets. */
export function routerRoutes(router: RouterPlan): readonly Route[] {
  const { uplink, ports, loops } = router;
  return [
    ...(uplink === null ? [] : uplinkRoutes(uplink, router.defaultRoute)),
    ...[...ports, ...loops].map(connectedRoute),
    ...staticRouteRows(router.staticRoutes, [...ports, ...loops, ...(uplink === null ? [] : [uplink])], 'boot'),
  ];
}
