import type { TableName } from '../../../lab/tables.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { Context } from '../../command.ts';
import type { CobraCall } from '../cobra/tree.ts';
import { BPF_TABLE, tabwriter } from '../cobra/tabwriter.ts';
import { inHashOrder, mapRows, nodeOf } from './map-rows.ts';
import { backendText, endpointText, ipcacheText, reverseNatText, serviceKey, serviceValue } from './map-text.ts';
import { fatal, printOutput, wantsOutput } from './output-flag.ts';
import { policyMapName } from './policy.ts';

type Entry = readonly [key: string, value: string];

/** The maps that the agent keeps a copy of, with their content. */
const CACHED: Readonly<Record<string, (context: Context) => readonly Entry[]>> = {
  cilium_ipcache_v2: (at) => mapRows(at, 'cilium_ipcache_v2').map((row) => [row.prefix, ipcacheText(row)]),
  cilium_lxc: (at) => mapRows(at, 'cilium_lxc').map((row) => [`${row.ip}:0`, endpointText(row)]),
  cilium_lb4_services_v2: (at) =>
    mapRows(at, 'cilium_lb4_services_v2').map((row) => [serviceKey(row), serviceValue(row)]),
  cilium_lb4_backends_v3: (at) => mapRows(at, 'cilium_lb4_backends_v3').map((row) => [`${row.id}`, backendText(row)]),
  cilium_lb4_reverse_nat: (at) =>
    mapRows(at, 'cilium_lb4_reverse_nat').map((row) => [`${row.revNat}`, reverseNatText(row)]),
};

/** Maps without a copy: only their name is known to the agent. */
const UNCACHED: readonly string[] = [
  'cilium_ct4_global',
  'cilium_ct_any4_global',
  'cilium_snat_v4_external',
  'cilium_lb4_reverse_sk',
  'cilium_metrics',
  'cilium_node_map_v2',
  'cilium_runtime_config',
  'cilium_policystats',
  'cilium_ipv4_frag_datagrams',
  'cilium_lb_affinity_match',
  'cilium_lb4_affinity',
  'cilium_lb4_source_range',
  'cilium_ratelimit',
  'cilium_auth_map',
];

/** unverified: that policy maps say `Allow` and their counters in this form. */
function policyEntries(context: Context, name: string): readonly Entry[] | null {
  const node = nodeOf(context);
  const rows = [...context.machine.lab.table(node, 'cilium_policy_v2')].filter(
    ([, row]) => policyMapName(row.endpoint) === name,
  );
  if (rows.length === 0) return null;
  context.shows({ kind: 'rows', netns: node, table: 'cilium_policy_v2', keys: rows.map(([key]) => key) });
  return rows.map(([, row]): Entry => {
    const port = row.port === 0 ? 'ANY' : `${row.port}/${row.proto}`;
    return [`${row.direction}: ${row.identity} ${port}`, `${row.proxyPort} 0 0`];
  });
}

function entriesOf(context: Context, name: string): readonly Entry[] | null {
  const cached = Object.hasOwn(CACHED, name) ? CACHED[name] : undefined;
  return cached === undefined ? policyEntries(context, name) : cached(context);
}

export function mapNames(context: Pick<Context, 'machine' | 'host'>): readonly string[] {
  const rows = context.machine.lab.table(nodeOf(context), 'cilium_policy_v2' satisfies TableName);
  const policies = [...new Set([...rows.values()].map((row) => policyMapName(row.endpoint)))];
  return [...Object.keys(CACHED), ...UNCACHED, ...policies];
}

export function* mapGet(call: CobraCall): Task {
  const { context, operands } = call;
  const [name = ''] = operands;
  if (name === '') return yield* fatal(call, 'map name must be specified');
  if (UNCACHED.includes(name)) {
    yield* write(context.io.stdout, 'Cache is disabled\n\n');
    return 0;
  }
  const entries = entriesOf(context, name);
  if (entries === null) return yield* fatal(call, '[GET /map/{name}][404] getMapNameNotFound ');
  if (wantsOutput(call)) {
    const cache = entries.map(([key, value]) => ({ 'desired-action': 'sync', key, value }));
    return yield* printOutput(call, { cache, path: `/sys/fs/bpf/tc/globals/${name}` });
  }
  if (entries.length === 0) yield* write(context.io.stdout, 'Cache is empty\n\n');
  else {
    const lines = entries.map(([key, value]) => `${key}\t${value}\tsync\t`);
    yield* write(context.io.stdout, tabwriter(['Key\tValue\tState\tError', ...lines], BPF_TABLE));
  }
  return 0;
}

export function* mapList(call: CobraCall): Task {
  const { context } = call;
  const names = inHashOrder(mapNames(context), (name) => name);
  if (call.flags.has('verbose')) {
    for (const name of names) {
      yield* write(context.io.stdout, `## Map: ${name}\n`);
      yield* mapGet({ ...call, operands: [name] });
      yield* write(context.io.stdout, '\n');
    }
    return 0;
  }
  const lines = names.map((name) => {
    const entries = UNCACHED.includes(name) ? null : entriesOf(context, name);
    return `${name}\t${entries?.length ?? 0}\t0\t${entries !== null}`;
  });
  yield* write(context.io.stdout, tabwriter(['Name\tNum entries\tNum errors\tCache enabled', ...lines], BPF_TABLE));
  return 0;
}
