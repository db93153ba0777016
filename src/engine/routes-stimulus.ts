import { ROW_KEY } from '../lab/tables.ts';
import type { Route } from '../lab/tables.ts';
import type { DeviceId, NetnsName } from '../lab/names.ts';
import { cidrHas, prefixLength } from '../wire/address.ts';
import type { Ipv4Addr } from '../wire/address.ts';
import { linux } from '../trace/cite.ts';
import type { RouteAction, Stimulus } from '../trace/stimulus.ts';
import type { Lab } from './host.ts';
import { localDevice } from './linux/fib.ts';
import { parseRoute } from './route-command.ts';
import type { RouteAsk } from './route-command.ts';
import type { Sim } from './sim.ts';
import type { Write } from './state.ts';

const CITES = [linux('net/ipv4/fib_semantics.c', 'fib_create_info'), linux('net/ipv4/fib_trie.c', 'fib_table_insert')];

/** What the kernel says to a request: the change, or why not, in the words that iproute2 shows for it. */
type Answer = { readonly write: Write } | { readonly error: string };

/**
 * `ip route ACTION SPEC`. Refusals are the texts that iproute2 6.1 prints: its own, 'RTNETLINK answers: …' for an errno, and
 * 'Error: ….' where the kernel (6.8) sends a message with it. One row for each prefix, metric and table is all that the lab
 * keeps: `append` adds none beside another.
 */
export function changeRoute(lab: Lab, stimulus: Extract<Stimulus, { kind: 'ip-route' }>): void {
  const { sim } = lab;
  const { from: netns, action, spec } = stimulus;
  const report = (writes: readonly Write[], error: string | null): void => {
    sim.record({ netns, writes, cites: CITES }, { kind: 'configured', command: `ip route ${action} ${spec}`, error });
  };
  const own = sim.world.netns.get(netns)?.devices ?? [];
  const parsed = parseRoute(spec, netns, (id) => own.includes(id));
  if (!parsed.ok) return report([], parsed.error);
  const answer = action === 'del' ? deleted(sim, netns, parsed.ask) : inserted(sim, netns, action, parsed.ask);
  if ('error' in answer) return report([], answer.error);
  report([answer.write], null);
}

function refused(errno: string): Answer {
  return { error: `RTNETLINK answers: ${errno}` };
}

/** fib_table_delete: the first row that has all that was said, of the lowest metric. */
function deleted(sim: Sim, netns: NetnsName, ask: RouteAsk): Answer {
  const { type, via, dev, src, metric, proto, scope } = ask;
  const said: Partial<Route> = {
    ...(type === null ? {} : { type }),
    ...(via === null ? {} : { via }),
    ...(dev === null ? {} : { dev }),
    ...(src === null ? {} : { src }),
    ...(metric === null ? {} : { metric }),
    ...(proto === null ? {} : { proto }),
    ...(scope === null ? {} : { scope }),
  };
  const [found] = [...sim.state.table(netns, 'routes').values()]
    .filter((row) => row.table === ask.table && row.dst === ask.dst)
    .filter((row) => Object.entries(said).every(([field, value]) => row[field as keyof Route] === value))
    .sort((a, b) => a.metric - b.metric);
  return found ? { write: { table: 'routes', remove: ROW_KEY.routes(found) } } : refused('No such process');
}

function inserted(sim: Sim, netns: NetnsName, action: RouteAction, ask: RouteAsk): Answer {
  const made = routeOf(sim, netns, ask);
  if ('error' in made) return made;
  const { row } = made;
  const there = sim.state.table(netns, 'routes').has(ROW_KEY.routes(row));
  if (there && (action === 'add' || action === 'append')) return refused('File exists');
  if (!there && action === 'change') return refused('No such file or directory');
  return { write: { table: 'routes', row } };
}

/** fib_create_info: is the row possible at all, and what follows from it. */
function routeOf(sim: Sim, netns: NetnsName, ask: RouteAsk): { readonly row: Route } | { readonly error: string } {
  const type = ask.type ?? 'unicast';
  const { via, src } = ask;
  const row: Route = {
    table: ask.table,
    type,
    dst: ask.dst,
    via,
    dev: ask.dev,
    src,
    metric: ask.metric ?? 0,
    proto: ask.proto ?? 'boot',
    scope: ask.scope ?? (type === 'unicast' ? (via === null ? 'link' : 'global') : USUAL_SCOPE[type]),
    mtu: ask.mtu,
    encap: null,
  };
  if (type === 'unreachable' || type === 'prohibit' || type === 'blackhole') {
    return via === null && ask.dev === null
      ? { row }
      : { error: 'Error: Gateway, device and multipath can not be specified for this route type.' };
  }
  if (src !== null && !localDevice(sim, netns, src)) return { error: 'Error: Invalid prefsrc address.' };
  if (via === null) return ask.dev === null ? { error: 'RTNETLINK answers: No such device' } : { row };
  if (row.scope !== 'global') return { error: 'Error: Nexthop has invalid scope.' };
  if (ask.onlink && ask.dev === null) return { error: 'Error: Nexthop device required for onlink.' };
  if (ask.onlink) return localDevice(sim, netns, via) ? NO_GATEWAY : { row };
  const dev = onLink(sim, netns, via, ask.dev);
  return dev === null ? NO_GATEWAY : { row: { ...row, dev } };
}

const NO_GATEWAY = { error: 'Error: Nexthop has invalid gateway.' };

/** iproute2 says the scope where the user does not (iproute_modify). */
const USUAL_SCOPE = {
  local: 'host',
  broadcast: 'link',
  unreachable: 'global',
  prohibit: 'global',
  blackhole: 'global',
} as const;

/** fib_check_nh_v4_gw: the device behind which the gateway is, by a row without a gateway of its own; null for none. */
function onLink(sim: Sim, netns: NetnsName, via: Ipv4Addr, dev: DeviceId | null): DeviceId | null {
  const [best] = [...sim.state.table(netns, 'routes').values()]
    .filter((row) => row.table === 'main' && row.type === 'unicast' && row.via === null && cidrHas(row.dst, via))
    .filter((row) => dev === null || row.dev === dev)
    .sort((a, b) => prefixLength(b.dst) - prefixLength(a.dst) || a.metric - b.metric);
  return best?.dev ?? null;
}
