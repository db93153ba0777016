import { ANY_CIDR, cidrHas, cidrOf, prefixLength } from '../wire/address.ts';
import type { Port, Uplink } from './blueprint.ts';
import { routeRow } from './route-rows.ts';
import type { StaticRoute } from './static-route.ts';
import type { Route } from './tables.ts';

/** Routes by DHCP carry this metric (systemd-networkd RouteMetric, netplan's default for the first NIC). */
const DHCP_METRIC = 100;

/** The rows of a first NIC as systemd-networkd makes them from a lease; the default route can be taken away alone. */
export function uplinkRoutes(uplink: Uplink, withDefault: boolean): readonly Route[] {
  const lease = { dev: uplink.dev, src: uplink.ip, proto: 'dhcp', metric: DHCP_METRIC } as const;
  const rows = [routeRow({ dst: uplink.subnet, dev: uplink.dev, src: uplink.ip, scope: 'link', metric: DHCP_METRIC })];
  if (withDefault) rows.push(routeRow({ ...lease, dst: ANY_CIDR, via: uplink.gateway }));
  for (const server of [uplink.gateway, uplink.dns]) {
    if (server !== null) rows.push(routeRow({ ...lease, dst: cidrOf(server, 32), scope: 'link' }));
  }
  return rows;
}

/** What the kernel adds for an address of a device that is up. */
export function connectedRoute(port: Port): Route {
  return routeRow({ dst: port.subnet, dev: port.dev, src: port.ip, scope: 'link' });
}

/**
 * Static routes, each by the device whose subnet holds its gateway (the longest one, as the kernel looks it up). `proto` is
 * 'static' where netplan added them and 'boot' where a person did.
 */
export function staticRouteRows(
  routes: readonly StaticRoute[],
  ports: readonly Port[],
  proto: 'static' | 'boot',
): readonly Route[] {
  return routes.map((route) => {
    if (route.type !== 'unicast') return routeRow({ dst: route.dst, dev: null, type: route.type, proto });
    return routeRow({ dst: route.dst, via: route.via, dev: portTowards(ports, route.via)?.dev ?? null, proto });
  });
}

function portTowards(ports: readonly Port[], via: Port['ip']): Port | null {
  let best: Port | null = null;
  for (const port of ports) {
    if (cidrHas(port.subnet, via) && (best === null || prefixLength(port.subnet) > prefixLength(best.subnet)))
      best = port;
  }
  return best;
}
