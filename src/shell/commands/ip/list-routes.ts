import { ownOf } from '../../../base/own.ts';
import type { RouteFilter } from './route-filter.ts';
import type { Route } from '../../../lab/tables.ts';
import { ROW_KEY } from '../../../lab/tables.ts';
import { compareRoutes } from '../../../lab/route-rows.ts';
import { deviceId, type DeviceId, type NetnsName } from '../../../lab/names.ts';
import type { LiveLab } from '../../../trace/live.ts';
import type { Context } from '../../command.ts';
import { matches, noDevice, Stop, Words, wrong, type Globals } from './arguments.ts';
import { isOnLink } from './fib.ts';
import { inet6Routes } from './inet6-routes.ts';
import { linkNamed } from './link-facts.ts';
import { Output } from './output.ts';
import { covers, isIpv6, prefixOf, type Prefix } from './prefix.ts';
import { printRoute, type RouteStyle } from './print-route.ts';

type Draft = { -readonly [K in keyof RouteFilter]: RouteFilter[K] };

const TABLES: ReadonlyMap<string, Route['table'] | null> = new Map<string, Route['table'] | null>([
  ['main', 'main'],
  ['254', 'main'],
  ['local', 'local'],
  ['255', 'local'],
  ['default', 253],
  ['all', null],
  ['0', null],
  ['unspec', null],
]);
const PROTOS: ReadonlyMap<string, string> = new Map([
  ['2', 'kernel'],
  ['3', 'boot'],
  ['4', 'static'],
  ['16', 'dhcp'],
  ['186', 'bgp'],
]);
const PROTO_NAMES =
  'unspec redirect kernel boot static gated ra mrt zebra bird babel dnrouted xorp ntk dhcp keepalived bgp isis ospf rip eigrp'.split(
    ' ',
  );
const TYPES =
  'unicast local broadcast brd anycast multicast prohibit unreachable blackhole xresolve unspec throw'.split(' ');

/** What `ip route show` is asked for (ip/iproute.c iproute_list_flush_or_save). */
export function routeFilterOf(lab: LiveLab, netns: NetnsName, args: readonly string[]): RouteFilter {
  const filter: Draft = {
    table: 'main',
    proto: null,
    scope: null,
    type: null,
    dev: null,
    metric: null,
    via: null,
    src: null,
    root: null,
    match: null,
    cached: false,
    none: false,
  };
  const words = new Words(args);
  for (let word = words.take(); word !== null; word = words.take()) {
    if (matches(word, 'table')) {
      const table = words.value();
      if (table === 'cache') filter.cached = true;
      else filter.table = tableOf(table);
    } else if (word === 'cached' || word === 'cloned' || (word.length > 1 && matches(word, 'cached')))
      filter.cached = true;
    else if (word === 'tos' || matches(word, 'dsfield') || word === 'mark' || matches(word, 'realms')) {
      words.value();
      filter.none = true;
    } else if (matches(word, 'protocol')) filter.proto = protoOf(words.value());
    else if (matches(word, 'scope')) filter.scope = scopeOf(words.value());
    else if (matches(word, 'type')) {
      const type = words.value();
      if (!TYPES.includes(type)) throw wrong(type, 'node type value is invalid\n');
      filter.type = type === 'brd' ? 'broadcast' : type;
    } else if (word === 'dev' || word === 'oif') filter.dev = deviceOf(lab, netns, words.value());
    else if (word === 'iif') {
      deviceOf(lab, netns, words.value());
      filter.none = true;
    } else if (matches(word, 'metric') || matches(word, 'priority') || word === 'preference') {
      const metric = words.value();
      if (!/^\d+$/.test(metric)) throw wrong(metric, '"metric" value is invalid\n');
      filter.metric = Number(metric);
    } else if (word === 'via') {
      const first = words.value();
      filter.via = ipv4Prefix(first === 'inet' ? words.value() : first, filter);
    } else if (word === 'src') filter.src = ipv4Prefix(words.value(), filter);
    else if (matches(word, 'from')) {
      const what = words.value();
      if (['root', 'match', 'exact'].some((whole) => matches(what, whole))) words.value();
      filter.none = true;
    } else {
      const first = matches(word, 'to') ? words.value() : word;
      if (matches(first, 'root')) filter.root = ipv4Prefix(words.value(), filter);
      else if (matches(first, 'match')) filter.match = ipv4Prefix(words.value(), filter);
      else filter.root = filter.match = ipv4Prefix(matches(first, 'exact') ? words.value() : first, filter);
    }
  }
  return filter;
}

function ipv4Prefix(word: string, filter: Draft): Prefix | null {
  const prefix = prefixOf(word);
  if (prefix === null) filter.none = true;
  return prefix;
}

function tableOf(word: string): Route['table'] | null {
  const known = TABLES.get(word);
  if (known !== undefined) return known;
  if (!/^\d+$/.test(word)) throw wrong(word, 'table id value is invalid\n');
  return Number(word);
}

function protoOf(word: string): string | null {
  if (word === 'all') return null;
  if (/^\d+$/.test(word)) return PROTOS.get(word) ?? word;
  if (!PROTO_NAMES.includes(word)) throw wrong(word, 'invalid "protocol"\n');
  return word;
}

function scopeOf(word: string): string | null {
  const names: Readonly<Record<string, string>> = { '0': 'global', '253': 'link', '254': 'host', universe: 'global' };
  if (word === 'all') return null;
  const scope = ownOf(names, word) ?? word;
  if (!['global', 'link', 'host', 'site', 'nowhere'].includes(scope)) throw wrong(word, 'invalid "scope"\n');
  return scope;
}

function deviceOf(lab: LiveLab, netns: NetnsName, name: string): DeviceId {
  const link = linkNamed(lab, netns, name);
  if (link === null) throw noDevice(name);
  return deviceId(netns, link.device.name);
}

/** The rows that a filter lets through, in the order in which the kernel gives them: its tables by their number modulo 256. */
export function routesFor(lab: LiveLab, netns: NetnsName, filter: RouteFilter): readonly Route[] {
  if (filter.cached || filter.none) return [];
  return [...lab.table(netns, 'routes').values()]
    .filter((row) => isLet(row, filter))
    .sort((a, b) => bucket(a.table) - bucket(b.table) || compareRoutes(a, b));
}

function bucket(table: Route['table']): number {
  return table === 'main' ? 254 : table === 'local' ? 255 : table % 256;
}

function isLet(row: Route, filter: RouteFilter): boolean {
  const { table, proto, scope, type, dev, metric, via, src, root, match } = filter;
  return (
    (table === null || row.table === table) &&
    (proto === null || row.proto === proto) &&
    (scope === null || row.scope === scope) &&
    (type === null || row.type === type) &&
    (dev === null || row.dev === dev) &&
    (metric === null || row.metric === metric) &&
    (via === null || (row.via !== null && covers(via.cidr, `${row.via}/32` as Route['dst']))) &&
    (src === null || (row.src !== null && covers(src.cidr, `${row.src}/32` as Route['dst']))) &&
    (root === null || covers(root.cidr, row.dst)) &&
    (match === null || covers(row.dst, match.cidr))
  );
}

/** What is not printed because it was asked for. */
export function styleOf(
  { table, proto, scope, dev, metric, via, src }: RouteFilter,
  details: boolean,
): Omit<RouteStyle, 'isOnLink'> {
  return {
    details,
    hides: {
      table: table !== null,
      proto: proto !== null,
      scope: scope !== null,
      dev: dev !== null,
      metric: metric !== null,
      via: via !== null && via.length === 32,
      src: src !== null && src.length === 32,
    },
  };
}

/** `ip route show`. */
export function listRoutes(context: Context, globals: Globals, args: readonly string[]): string {
  const { machine, host, shows } = context;
  const { lab } = machine;
  const filter = routeFilterOf(lab, host.netns, args);
  const out = new Output(globals);
  if (globals.family === 'inet6' || args.some((word) => isIpv6(word.split('/')[0]!))) {
    inet6Routes(out, lab, host.netns, filter);
    return out.text;
  }
  if (globals.family !== 'any' && globals.family !== 'inet') return out.text;
  if (filter.table !== null && !exists(lab, host.netns, filter.table)) {
    throw new Stop('Error: ipv4: FIB table does not exist.\nDump terminated\n', 2);
  }
  const rows = routesFor(lab, host.netns, filter);
  const style = { ...styleOf(filter, globals.details), isOnLink: isOnLink(lab, host.netns) };
  for (const row of rows) printRoute(out, row, style);
  if (filter.table === null && globals.family === 'any') inet6Routes(out, lab, host.netns, filter);
  shows({ kind: 'rows', netns: host.netns, table: 'routes', keys: rows.map(ROW_KEY.routes) });
  return out.text;
}

/** A table is there as soon as a row has been in it, and stays when it is empty (net/ipv4/fib_frontend.c fib_new_table). */
function exists(lab: LiveLab, netns: NetnsName, table: Route['table']): boolean {
  if (table === 'main' || table === 'local') return true;
  if ([...lab.table(netns, 'routes').values()].some((row) => row.table === table)) return true;
  return lab.trace.events.some(
    (event) =>
      event.kind === 'configured' &&
      event.netns === netns &&
      event.deltas.some((delta) => delta.table === 'routes' && delta.after?.table === table),
  );
}
