import type { Ipv4Addr } from '../wire/address.ts';
import { DEFAULTS } from './defaults.ts';
import { Fields, isObject, shown } from './fields.ts';
import type { LabRouter } from './file.ts';
import { interfaceAddress, isHostOf } from './interface-address.ts';
import { isDnsSubdomain } from './names-in-file.ts';
import { checkUplink } from './parse-node.ts';
import { parseStaticRoutes } from './parse-static-routes.ts';
import { VIRTUALBOX_NAT } from './presets/uplink.ts';
import type { Findings } from './problems.ts';

const KEYS = [
  'name',
  'eth0',
  'gateway',
  'dns',
  'eth1',
  'eth2',
  'static_routes',
  'default_route',
  'rp_filter',
  'mtu',
] as const;
const LOOP = /^loop\d{1,3}$/;

/** `router` of the file: null when the lab has none. */
export function parseRouter(value: unknown, found: Findings): LabRouter | null {
  if (value === undefined || value === null) return null;
  if (!isObject(value)) {
    found.problem('router', 'not-object', { got: shown(value) });
    return null;
  }
  const fields = new Fields(value, 'router', found, KEYS, LOOP);
  const name = fields.text('name', DEFAULTS.router, 260);
  if (!isDnsSubdomain(name)) found.problem(fields.at('name'), 'not-a-name', { got: shown(name), of: 'router' });
  const uplink = parseRouterUplink(fields);
  const eth1 = fields.interfaceAddress('eth1', true);
  const eth2 = fields.interfaceAddress('eth2', true);
  const loops = fields
    .keys()
    .filter((key) => LOOP.test(key))
    .map((key) => ({ name: key, address: fields.interfaceAddress(key, true) ?? '' }));
  const rest = {
    staticRoutes: parseStaticRoutes(fields),
    defaultRoute: fields.flag('default_route', true),
    rpFilter: fields.oneOf<0 | 1 | 2>('rp_filter', [0, 1, 2], DEFAULTS.routerRpFilter),
    mtu: parseDeviceMtus(fields),
  };
  if (eth1 === null || eth2 === null) return null;
  return { name, ...uplink, eth1, eth2, loops, ...rest };
}

/** Absent: the same NAT as every machine of the lab. Null: no first NIC. */
function parseRouterUplink(fields: Fields): Pick<LabRouter, 'eth0' | 'gateway' | 'dns'> {
  if (fields.isNull('eth0')) return { eth0: null, gateway: null, dns: null };
  const eth0 = fields.interfaceAddress('eth0', false) ?? VIRTUALBOX_NAT.ip;
  const { subnet } = interfaceAddress(eth0);
  const usual = (address: string): Ipv4Addr | null =>
    isHostOf(address as Ipv4Addr, subnet) ? (address as Ipv4Addr) : null;
  const gateway = fields.address('gateway', false) ?? usual(VIRTUALBOX_NAT.gateway);
  if (gateway === null) {
    fields.missing('gateway', 'address');
    return { eth0, gateway: null, dns: null };
  }
  const dns = fields.address('dns', false) ?? usual(VIRTUALBOX_NAT.dns);
  checkUplink(fields, eth0, gateway, dns ?? gateway);
  return { eth0, gateway, dns };
}

function parseDeviceMtus(fields: Fields): LabRouter['mtu'] {
  const raw = fields.raw('mtu');
  if (raw === undefined || raw === null) return {};
  if (!isObject(raw)) {
    fields.found.problem(fields.at('mtu'), 'not-object', { got: shown(raw) });
    return {};
  }
  const devices = ['eth0', 'eth1', 'eth2', ...fields.keys().filter((key) => LOOP.test(key))];
  const mtus = new Fields(raw, fields.at('mtu'), fields.found, devices);
  return Object.fromEntries(
    devices.flatMap((device) => {
      const mtu = mtus.number(device, 576, 9000, null);
      return mtu === null ? [] : [[device, mtu] as const];
    }),
  );
}
