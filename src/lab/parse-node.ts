import { ipv4, type Cidr, type Ipv4Addr } from '../wire/address.ts';
import { DEFAULTS } from './defaults.ts';
import { below, Fields, isObject, shown } from './fields.ts';
import type { LabNode, LabUplink } from './file.ts';
import { interfaceAddress, isHostOf } from './interface-address.ts';
import { isDeviceName, isDnsSubdomain } from './names-in-file.ts';
import { parseStaticRoutes } from './parse-static-routes.ts';
import { VIRTUALBOX_NAT } from './presets/uplink.ts';
import type { Findings } from './problems.ts';

const KEYS = [
  'ip',
  'prefix',
  'dev',
  'podCIDR',
  'cilium_host',
  'controlPlane',
  'uplink',
  'static_routes',
  'rp_filter',
  'mtu',
] as const;
const UPLINK_KEYS = ['dev', 'ip', 'gateway', 'dns'] as const;
/** Names that Cilium, the kernel or a container runtime uses itself. */
const TAKEN_DEVICE = /^(lo|cilium_.*|lxc.*)$/;

/** A device name at `key`, or the fallback after recording what is wrong. */
export function parseDeviceName(fields: Fields, key: string, fallback: string): string {
  const name = fields.text(key, fallback);
  if (!isDeviceName(name)) fields.found.problem(fields.at(key), 'not-a-device', { got: shown(name) });
  else if (TAKEN_DEVICE.test(name)) fields.found.problem(fields.at(key), 'device-taken', { name });
  else return name;
  return fallback;
}

function parseUplink(value: unknown, path: string, found: Findings): LabUplink | null {
  if (value === null) return null;
  if (value === undefined) return VIRTUALBOX_NAT;
  if (!isObject(value)) {
    found.problem(path, 'not-object', { got: shown(value) });
    return null;
  }
  const fields = new Fields(value, path, found, UPLINK_KEYS);
  const ip = fields.interfaceAddress('ip', false) ?? VIRTUALBOX_NAT.ip;
  const uplink = {
    dev: parseDeviceName(fields, 'dev', VIRTUALBOX_NAT.dev),
    ip,
    gateway: fields.address('gateway', false) ?? ipv4(VIRTUALBOX_NAT.gateway),
    dns: fields.address('dns', false) ?? ipv4(VIRTUALBOX_NAT.dns),
  };
  checkUplink(fields, ip, uplink.gateway, uplink.dns);
  return uplink;
}

/** An uplink's gateway and name server answer ARP on its wire, so they must lie in its subnet and be somebody else. */
export function checkUplink(fields: Fields, ip: string, gateway: Ipv4Addr, dns: Ipv4Addr): void {
  const own = interfaceAddress(ip);
  for (const [key, address] of [['gateway', gateway] as const, ['dns', dns] as const]) {
    if (!isHostOf(address, own.subnet))
      fields.found.problem(fields.at(key), 'outside-subnet', { ip: address, cidr: own.subnet });
    else if (address === own.ip) fields.found.problem(fields.at(key), 'gateway-is-self', { gateway: address });
  }
}

/** One entry of `nodes`, or null when it lacks what nothing can be derived without. */
export function parseNode(name: string, value: unknown, found: Findings): LabNode | null {
  const path = below('nodes', name);
  if (!isDnsSubdomain(name)) {
    found.problem(path, 'not-a-name', { got: shown(name), of: 'node' });
    return null;
  }
  if (!isObject(value)) {
    found.problem(path, 'not-object', { got: shown(value) });
    return null;
  }
  const fields = new Fields(value, path, found, KEYS);
  const ip = fields.address('ip', true);
  const prefix = fields.number('prefix', 8, 30, DEFAULTS.prefix);
  const podCIDR = fields.prefix('podCIDR', true, 8, 30);
  const ciliumHost = fields.address('cilium_host', false);
  const uplink = parseUplink(fields.raw('uplink'), fields.at('uplink'), found);
  const dev = parseDeviceName(fields, 'dev', DEFAULTS.dev);
  if (uplink !== null && uplink.dev === dev) found.problem(fields.at('dev'), 'device-taken', { name: dev });
  const rest = {
    controlPlane: fields.flag('controlPlane', false),
    staticRoutes: parseStaticRoutes(fields),
    rpFilter: fields.oneOf<0 | 1 | 2>('rp_filter', [0, 1, 2], null),
    mtu: fields.number('mtu', 576, 9000, DEFAULTS.mtu),
  };
  if (ip === null || podCIDR === null) return null;
  const subnet = interfaceAddress(`${ip}/${prefix}`).subnet;
  if (!isHostOf(ip, subnet)) found.problem(fields.at('ip'), 'not-a-host', { ip, cidr: subnet });
  checkPodAddress(ciliumHost, podCIDR as Cidr, fields, name);
  return { name, ip, prefix, dev, podCIDR, ciliumHost, uplink, ...rest };
}

function checkPodAddress(ciliumHost: Ipv4Addr | null, podCIDR: Cidr, fields: Fields, node: string): void {
  if (ciliumHost === null || isHostOf(ciliumHost, podCIDR)) return;
  fields.found.problem(fields.at('cilium_host'), 'outside-pod-cidr', { ip: ciliumHost, node, cidr: podCIDR });
}
