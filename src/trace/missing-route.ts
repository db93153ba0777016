import type { NetnsName } from '../lab/names.ts';
import type { Route } from '../lab/tables.ts';
import type { World } from '../lab/world.ts';
import { cidrHas, cidrOf, parseIpv4, prefixLength, type Cidr, type Ipv4Addr } from '../wire/address.ts';
import type { Read } from './events.ts';

/** The row that would have brought a packet to its pod, and that nobody has entered. */
export interface MissingRoute {
  readonly dst: Cidr;
  /** The node that has the pods. */
  readonly node: NetnsName;
  /** The node's address where it is a neighbour of this host: what the row would name as its gateway. */
  readonly via: Ipv4Addr | null;
}

/**
 * Set when a lookup for an address of some node's podCIDR found the default route only, or nothing. A pod sends all of its
 * packets by its default route and what lies outside knows no pods: nothing is missing there.
 */
export function missingRoute(
  world: Pick<World, 'nodes' | 'netns' | 'devices'>,
  rows: ReadonlyMap<string, Route>,
  read: Pick<Read, 'netns' | 'table' | 'query' | 'found'>,
): MissingRoute | null {
  const host = world.netns.get(read.netns);
  if (read.table !== 'routes' || (host?.kind !== 'router' && host?.kind !== 'node')) return null;
  const won = read.found === null ? null : rows.get(read.found);
  if (won === undefined || (won !== null && prefixLength(won.dst) > 0)) return null;
  const address = parseIpv4(/^[\d.]+/.exec(read.query)?.[0] ?? '');
  if (address === null) return null;
  const node = world.nodes.find((candidate) => candidate.name !== host.name && cidrHas(candidate.podCIDR, address));
  if (node === undefined) return null;
  const beside = host.devices.some((id) =>
    world.devices.get(id)?.addresses.some(({ ip, length }) => length < 32 && cidrHas(cidrOf(ip, length), node.ip)),
  );
  return { dst: node.podCIDR, node: node.name, via: beside ? node.ip : null };
}
