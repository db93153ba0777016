import type { Device, World } from '../../src/lab/world.ts';
import type { NetnsName } from '../../src/lab/names.ts';
import type { IpcacheRow, Neigh, Route, Rule, Tables } from '../../src/lab/tables.ts';

/** Tables as `ip` and `cilium-dbg` print them, written for the tests alone: the judge must not share code with the judged. */

export function tablesOf(world: World, netns: string): Tables {
  const found = world.netns.get(netns as NetnsName);
  if (found === undefined) throw new Error(`no namespace ${netns}`);
  return found.tables;
}

export function deviceOf(world: World, id: string): Device {
  const found = world.devices.get(id as Device['id']);
  if (found === undefined) throw new Error(`no device ${id}`);
  return found;
}

function name(device: string | null): string {
  return device === null ? '' : device.slice(device.lastIndexOf(':') + 1);
}

function prefix(cidr: string): string {
  if (cidr === '0.0.0.0/0') return 'default';
  return cidr.endsWith('/32') ? cidr.slice(0, -3) : cidr;
}

export function routeLine(route: Route): string {
  const words = [route.type === 'unicast' ? '' : route.type, prefix(route.dst)];
  const { encap } = route;
  if (encap !== null) words.push(`encap ip id ${encap.id} src 0.0.0.0 dst ${encap.dst} ttl 0 tos 0`);
  if (route.via !== null) words.push(`via ${route.via}`);
  if (route.dev !== null) words.push(`dev ${name(route.dev)}`);
  if (route.proto !== 'boot') words.push(`proto ${route.proto}`);
  if (route.scope !== 'global') words.push(`scope ${route.scope}`);
  if (route.src !== null) words.push(`src ${route.src}`);
  if (route.metric !== 0) words.push(`metric ${route.metric}`);
  if (encap !== null) words.push('onlink');
  if (route.mtu !== null) words.push(`mtu ${route.mtu}`);
  return words.filter((word) => word !== '').join(' ');
}

export function routeLines(tables: Tables, table: Route['table'] = 'main'): readonly string[] {
  return [...tables.routes.values()].filter((route) => route.table === table).map(routeLine);
}

export function ruleLine(rule: Rule): string {
  const { priority, from, fwmark, table } = rule;
  const mark = fwmark === null ? '' : ` fwmark 0x${fwmark.value.toString(16)}/0x${fwmark.mask.toString(16)}`;
  return `${priority}: from ${from === null ? 'all' : prefix(from)}${mark} lookup ${table}`;
}

export function neighLine({ ip, dev, mac, state }: Neigh): string {
  return `${ip} dev ${name(dev)} lladdr ${mac} ${state}`;
}

export function ipcacheLine({ prefix: key, identity, encryptKey, tunnelEndpoint, hasTunnelEp }: IpcacheRow): string {
  const flags = hasTunnelEp ? 'hastunnel' : '<none>';
  return `${key} identity=${identity} encryptkey=${encryptKey} tunnelendpoint=${tunnelEndpoint} flags=${flags}`;
}

/** A block of recorded terminal text as trimmed lines with single spaces. */
export function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter((line) => line !== '');
}
