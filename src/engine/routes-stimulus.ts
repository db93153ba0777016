import { ROW_KEY } from '../lab/tables.ts';
import type { Route } from '../lab/tables.ts';
import { destination, parseStaticRoute } from '../lab/static-route.ts';
import { cidrHas, cidrOf } from '../wire/address.ts';
import { linux } from '../trace/cite.ts';
import type { Stimulus } from '../trace/stimulus.ts';
import type { Lab } from './host.ts';
import type { Write } from './state.ts';

const CITES = [linux('net/ipv4/fib_semantics.c', 'fib_create_info')];

/** `ip route add|del|replace SPEC`, with iproute2's words when the kernel refuses. */
export function changeRoute(lab: Lab, stimulus: Extract<Stimulus, { kind: 'ip-route' }>): void {
  const { sim } = lab;
  const { from: netns, action, spec } = stimulus;
  const command = `ip route ${action} ${spec}`;
  const report = (writes: readonly Write[], error: string | null): void => {
    sim.record({ netns, writes, cites: CITES }, { kind: 'configured', command, error });
  };
  const rows = sim.state.table(netns, 'routes');
  if (action === 'del') {
    const words = spec.split(' ');
    const to = destination(words[0] ?? '');
    const gateway = words[1] === 'via' ? words[2] : null;
    const found = [...rows.values()].find(
      (row) => row.table === 'main' && 'dst' in to && row.dst === to.dst && (gateway === null || row.via === gateway),
    );
    return found
      ? report([{ table: 'routes', remove: ROW_KEY.routes(found) }], null)
      : report([], 'RTNETLINK answers: No such process');
  }
  const parsed = parseStaticRoute(spec);
  if (!parsed.ok) return report([], `Error: any valid prefix is expected rather than "${spec}".`);
  const { route } = parsed;
  const via = route.type === 'unicast' ? route.via : null;
  const device = sim
    .netns(netns)
    .devices.map((id) => sim.device(id))
    .find((d) => via !== null && d.addresses.some((a) => cidrHas(cidrOf(a.ip, a.length), via)));
  if (route.type === 'unicast' && !device) return report([], 'Error: Nexthop has invalid gateway.');
  const row: Route = {
    table: 'main',
    type: route.type,
    dst: route.dst,
    via,
    dev: device?.id ?? null,
    src: null,
    metric: 0,
    proto: 'boot',
    scope: 'global',
    mtu: null,
    encap: null,
  };
  if (action === 'add' && rows.has(ROW_KEY.routes(row))) return report([], 'RTNETLINK answers: File exists');
  report([{ table: 'routes', row }], null);
}
