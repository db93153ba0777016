import { deviceName, type NetnsName } from '../lab/names.ts';
import type { Route } from '../lab/tables.ts';
import type { EventId, EventOf, PacketId } from '../trace/events.ts';
import { eventsOf } from '../trace/by-packet.ts';
import { innermost } from '../wire/layers.ts';
import { packetAt } from '../trace/packet-at.ts';
import { tableAt } from '../trace/state-at.ts';
import type { Trace } from '../trace/trace.ts';
import { cidrHas, type Cidr, type Ipv4Addr, parseIpv4, prefixLength } from '../wire/address.ts';
import { wayOf } from './packet-way.ts';

/** A route to the pods of a node that a host does not have. */
export interface MissingRoute {
  readonly prefix: Cidr;
  readonly node: NetnsName;
  readonly via: Ipv4Addr;
}

/** Why a packet was lost at a routing table: where, by which row, and for want of which. */
export interface Diagnosis {
  readonly packet: PacketId;
  readonly label: string;
  readonly way: ReturnType<typeof wayOf>;
  readonly host: NetnsName;
  readonly lookup: EventId;
  readonly dst: Ipv4Addr;
  /** The row that won; null where none matched. */
  readonly row: Route | null;
  /** The route that would have brought the packet to its pod. */
  readonly missing: MissingRoute;
  /** What the answer will want of the same host and not find; null where it will find its way. */
  readonly back: MissingRoute | null;
}

/** What a route could have prevented. A TTL that ran out is none of it. */
const NO_WAY: ReadonlySet<string> = new Set(['no route', 'route unreachable', 'route prohibit', 'route blackhole']);

/** The diagnosis of a packet that a host's routing table has lost; null for every other fate, and where no pod was meant. */
export function diagnosisOf(trace: Trace, packet: PacketId): Diagnosis | null {
  const record = trace.packets[packet];
  if (record === undefined) return null;
  const { outcome } = record;
  const leak = outcome.kind === 'left-the-lab' ? trace.world.devices.get(outcome.via)?.netns : undefined;
  const host = leak ?? (outcome.kind === 'dropped' && NO_WAY.has(outcome.reason.text) ? outcome.netns : undefined);
  if (host === undefined) return null;
  const lookup = eventsOf(trace, packet).findLast(
    (event): event is EventOf<'route'> => event.kind === 'route' && event.netns === host,
  );
  const read = lookup?.reads.findLast((candidate) => candidate.table === 'routes');
  const dst = parseIpv4(/^[\d.]+/.exec(read?.query ?? '')?.[0] ?? '');
  if (lookup === undefined || read === undefined || dst === null) return null;
  const missing = missingAt(trace, host, dst, lookup.id);
  if (missing === null) return null;
  const routes = tableAt(trace, host, 'routes', lookup.id);
  const src = innermost(packetAt(trace, lookup.frame), 'ipv4')?.src ?? null;
  return {
    packet,
    label: record.label,
    way: wayOf(trace, packet),
    host,
    lookup: lookup.id,
    dst,
    row: read.found === null ? null : (routes.get(read.found) ?? null),
    missing,
    back: src === null ? null : missingAt(trace, host, src, lookup.id),
  };
}

/** The route to a pod's node that a host lacks: no row but a default one covers the address. */
function missingAt(trace: Trace, host: NetnsName, address: Ipv4Addr, event: EventId): MissingRoute | null {
  const node = trace.world.nodes.find((candidate) => cidrHas(candidate.podCIDR, address));
  if (node === undefined || node.name === host) return null;
  const covered = [...tableAt(trace, host, 'routes', event).values()].some(
    (route) =>
      route.table === 'main' && route.type === 'unicast' && prefixLength(route.dst) > 0 && cidrHas(route.dst, address),
  );
  return covered ? null : { prefix: node.podCIDR, node: node.name, via: node.ip };
}

/** A row as `ip route` prints the part of it that decides: 'default via GATEWAY dev eth0'. */
export function rowText(row: Route): string {
  const dst = prefixLength(row.dst) === 0 ? 'default' : row.dst;
  const via = row.via === null ? '' : ` via ${row.via}`;
  return `${row.type === 'unicast' ? '' : `${row.type} `}${dst}${via}${row.dev === null ? '' : ` dev ${deviceName(row.dev)}`}`;
}

/** A missing route as a person would type it in. */
export function missingText(route: MissingRoute): string {
  return `${route.prefix} via ${route.via}`;
}
