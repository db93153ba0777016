import { cidrOf, type Cidr } from '../wire/address.ts';
import { broadcastOf } from './interface-address.ts';
import { routeRow } from './route-rows.ts';
import type { Route } from './tables.ts';
import type { Device } from './world.ts';

/**
 * The rows of table local that the kernel adds with every address (net/ipv4/fib_frontend.c fib_add_ifaddr): the address
 * itself, the loopback's whole prefix, and the broadcast address of a prefix shorter than /31.
 */
export function localRoutes(devices: readonly Device[]): readonly Route[] {
  const rows: Route[] = [];
  for (const device of devices) {
    for (const { ip, length, scope } of device.addresses) {
      const common = { table: 'local', dev: device.id, src: ip, proto: 'kernel' } as const;
      rows.push(routeRow({ ...common, type: 'local', dst: cidrOf(ip, 32), scope: 'host' }));
      if (scope === 'host') rows.push(routeRow({ ...common, type: 'local', dst: cidrOf(ip, length), scope: 'host' }));
      if (length < 31)
        rows.push(
          routeRow({
            ...common,
            type: 'broadcast',
            dst: `${broadcastOf(cidrOf(ip, length))}/32` as Cidr,
            scope: 'link',
          }),
        );
    }
  }
  return rows;
}
