import type { NetnsName } from '../../../lab/names.ts';
import type { LiveLab } from '../../../trace/live.ts';
import { linksOf } from './link-facts.ts';
import type { RouteFilter } from './route-filter.ts';
import type { Output } from './output.ts';

/**
 * The IPv6 rows that a kernel has for the link-local addresses of its devices (net/ipv6/addrconf.c): the lab has no other
 * IPv6. What a filter asks for beyond table and device has no answer here.
 */
export function inet6Routes(out: Output, lab: LiveLab, netns: NetnsName, filter: RouteFilter): void {
  const { table, dev, proto, cached, none, match } = filter;
  if (cached || none || match !== null || (proto !== null && proto !== 'kernel')) return;
  const links = linksOf(lab, netns).filter(({ device }) => dev === null || device.id === dev);
  const ethers = links.filter(({ device }) => device.kind !== 'loopback');
  const row = (type: string | null, dst: string, name: string, isLocal: boolean, metric: number): void => {
    out.open();
    if (type !== null) out.put('type', type, `${type} `);
    out.put('dst', dst, `${dst} `, 'ipv6');
    if (dev === null) {
      out.say('dev ');
      out.put('dev', name, `${name} `, 'device');
    }
    if (isLocal && table === null) out.put('table', 'local', 'table local ');
    if (proto === null) out.put('protocol', 'kernel', 'proto kernel ');
    out.put('metric', metric, `metric ${metric} `);
    out.openList('flags');
    out.closeList();
    out.put('pref', 'medium', 'pref medium');
    out.say('\n');
    out.close();
  };
  if (table === null || table === 'main') {
    for (const { device } of ethers) row(null, 'fe80::/64', device.name, false, 256);
  }
  if (table !== null && table !== 'local') return;
  if (links.some(({ device }) => device.kind === 'loopback')) row('local', '::1', 'lo', true, 0);
  const own = ethers.flatMap(({ device, addresses }) =>
    addresses.filter(({ family }) => family === 'inet6').map(({ ip }) => ({ ip: `${ip}`, name: device.name })),
  );
  for (const { ip, name } of own.sort((a, b) => (inOrder(a.ip) < inOrder(b.ip) ? -1 : 1)))
    row('local', ip, name, true, 0);
  for (const { device } of ethers) row('multicast', 'ff00::/8', device.name, true, 256);
}

/** The four groups of an interface identifier with all their digits: as text they sort as numbers. */
function inOrder(ip: string): string {
  const groups = ip.slice(ip.indexOf('::') + 2).split(':');
  return [...Array<string>(4 - groups.length).fill('0'), ...groups].map((group) => group.padStart(4, '0')).join(':');
}
