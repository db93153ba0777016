import { deviceName } from '../../../lab/names.ts';
import type { Route } from '../../../lab/tables.ts';
import type { RouteAction } from '../../../trace/stimulus.ts';
import type { Context } from '../../command.ts';
import { until, type Task } from '../../process/task.ts';
import { Stop, unsupported, USAGE_CODE, type Globals } from './arguments.ts';
import { routeFilterOf, routesFor } from './list-routes.ts';
import { tableName } from './print-route.ts';

/** Complaints of iproute2 itself; all others are the kernel's. */
const OWN_USAGE = /^(?:Command line is not complete|Error: (?:argument|either|duplicate) )/;
const OWN_WORDS = /^(?:Cannot find device|Error: (?:any valid|inet6?) (?:prefix|address) is expected)/;
const UNKNOWN = ['nexthop', 'nhid', 'encap', 'weight', 'advmss', 'congctl', 'ttl-propagate', 'as', 'realms'];

/** Changes a routing table of this host. Throws Stop when iproute2 or the kernel refuses. */
export function* changeRoute(context: Context, action: RouteAction, words: readonly string[]): Task<void> {
  const { machine, host } = context;
  const { lab } = machine;
  const unknown = words.find((word) => UNKNOWN.includes(word));
  if (unknown !== undefined) throw unsupported(`ip route ${action} … ${unknown}`, 'a route here has one next hop');
  if (words.some((word) => word.includes('::'))) throw unsupported('IPv6', 'its packets are IPv4 only');
  let next = lab.trace.events.length;
  const index = lab.act({ kind: 'ip-route', at: machine.soon(), from: host.netns, action, spec: words.join(' ') });
  context.shows({ kind: 'stimulus', index });
  for (;;) {
    const seen = next;
    yield* until(() => lab.trace.events.length > seen);
    for (; next < lab.trace.events.length; next++) {
      const event = lab.trace.events[next]!;
      if (event.kind !== 'configured' || event.netns !== host.netns || !event.command.startsWith('ip route ')) continue;
      if (event.error === null) return;
      const { error } = event;
      throw new Stop(`${error}\n`, OWN_USAGE.test(error) ? USAGE_CODE : OWN_WORDS.test(error) ? 1 : 2);
    }
  }
}

/** `ip route flush`: takes away what `ip route show` with the same words would print. */
export function* flushRoutes(context: Context, globals: Globals, words: readonly string[]): Task<void> {
  const { machine, host } = context;
  if (words.length === 0) throw new Stop('"ip route flush" requires arguments.\n', 1);
  const filter = routeFilterOf(machine.lab, host.netns, words);
  if (filter.cached || globals.family === 'inet6') return;
  for (const row of routesFor(machine.lab, host.netns, filter)) yield* changeRoute(context, 'del', specOf(row));
}

function specOf({ type, dst, via, dev, table, metric, proto }: Route): readonly string[] {
  return [
    ...(type === 'unicast' ? [] : [type]),
    dst,
    ...(via === null ? [] : ['via', via]),
    ...(dev === null ? [] : ['dev', deviceName(dev)]),
    ...(table === 'main' ? [] : ['table', tableName(table)]),
    ...(metric === 0 ? [] : ['metric', `${metric}`]),
    'proto',
    proto,
  ];
}
