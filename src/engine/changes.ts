import type { NetnsName } from '../lab/names.ts';
import { effectiveSettings } from '../lab/settings.ts';
import { TABLE_NAMES } from '../lab/tables.ts';
import type { TableName, TableRow } from '../lab/tables.ts';
import type { Pod, World } from '../lab/world.ts';
import { cilium } from '../trace/cite.ts';
import type { Cite } from '../trace/cite.ts';
import { sameValue } from '../trace/same-value.ts';
import { REGENERATED, stimulusText } from '../trace/stimulus-text.ts';
import type { FlushTable, Stimulus } from '../trace/stimulus.ts';
import type { Ipv4Addr } from '../wire/address.ts';
import type { Lab } from './host.ts';
import type { Sim } from './sim.ts';
import type { Write } from './state.ts';
import { TIMING } from './timing.ts';

const AGENT = [
  cilium('pkg/datapath/linux/node.go', 'NodeConfigurationChanged'),
  cilium('pkg/datapath/loader/base.go', 'Reinitialize'),
];
const REGENERATE = [cilium('pkg/endpoint/bpf.go', 'regenerateBPF')];
const WATCH = [cilium('pkg/k8s/watchers/watcher.go', 'K8sWatcher')];
const SCRUB = cilium('pkg/endpoint/endpoint.go', 'scrubIPsInConntrackTable');

/** Who starts and stops with the namespaces that a change makes or takes away. */
export interface Hosts {
  start(netns: NetnsName): void;
  stop(netns: NetnsName): void;
}

/**
 * The agent of a node starts: it makes and removes devices, writes routes, rules and maps at once, and the MTU into its
 * pods' routes. The programs stay attached as they were until the endpoints are regenerated; so for a while the routes
 * already lead where the programs do not go yet, which is when packets turn in circles by way of cilium_host.
 */
export function startAgent(lab: Lab, stimulus: Extract<Stimulus, { kind: 'agent' }>, hosts: Hosts): void {
  const { sim } = lab;
  const { from: node } = stimulus;
  const old = sim.settingsOf(node);
  const command = stimulusText(stimulus);
  sim.programs.set(node, old);
  change(lab, node, command, AGENT, hosts, () => sim.evolution.agent(node, stimulus.cilium));
  const settings = effectiveSettings(sim.evolution.viewOf(node).file);
  lab.starting.get(node)?.cancel();
  const timer = sim.after(TIMING.regeneration, () => {
    sim.programs.set(node, settings);
    sim.record({ netns: node, cites: REGENERATE }, { kind: 'configured', command: REGENERATED, error: null });
  });
  lab.starting.set(node, timer);
}

/** Somebody has told the API server that pods and services are these: kubelets and agents follow at once. */
export function changeCluster(lab: Lab, stimulus: Extract<Stimulus, { kind: 'cluster' }>, hosts: Hosts): void {
  const { sim } = lab;
  change(lab, stimulus.from, stimulusText(stimulus), WATCH, hosts, () =>
    sim.evolution.cluster(stimulus.pods, stimulus.services),
  );
}

function change(
  lab: Lab,
  at: NetnsName,
  command: string,
  cites: readonly Cite[],
  hosts: Hosts,
  evolve: () => void,
): void {
  const { sim } = lab;
  const old = sim.world;
  const oldViews = viewsOf(sim, old);
  evolve();
  const now = sim.world;
  const views = viewsOf(sim, now);
  const gone = [...old.pods.values()].filter((pod) => !isSame(pod, now.pods.get(pod.name)));
  const fresh = [...now.pods.values()].filter((pod) => !isSame(pod, old.pods.get(pod.name)));
  for (const pod of gone) hosts.stop(pod.name);
  const names = [...new Set([at, ...old.netns.keys(), ...now.netns.keys()])];
  for (const name of names) {
    const [from, to] = [oldViews.get(name), views.get(name)];
    const cleared = gone.some((pod) => pod.name === name);
    const writes = from === to ? [] : differences(sim, name, cleared ? undefined : from, to, cleared);
    if (from !== to) writes.push(...leftovers(sim, name, gone));
    if (writes.length > 0 || name === at)
      sim.record(
        { netns: name, writes, cites: gone.length > 0 ? [...cites, SCRUB] : cites },
        { kind: 'configured', command, error: null },
      );
  }
  for (const pod of fresh) hosts.start(pod.name);
}

/** By which world each namespace has its tables. */
function viewsOf(sim: Sim, world: World): ReadonlyMap<NetnsName, World> {
  return new Map(
    [...world.netns].map(([name, { kind, on }]) => [name, sim.evolution.viewOf(kind === 'node' ? name : on)]),
  );
}

function isSame(pod: Pod, other: Pod | undefined): boolean {
  return other !== undefined && pod.ip === other.ip && pod.lxc === other.lxc;
}

/** What must be written so that rows that the agent, the kubelet or the kernel made become those of the new world. */
function differences(
  sim: Sim,
  netns: NetnsName,
  from: World | undefined,
  to: World | undefined,
  cleared: boolean,
): Write[] {
  const before = from?.netns.get(netns)?.tables;
  const after = to?.netns.get(netns)?.tables;
  return TABLE_NAMES.flatMap((table) => {
    const rows = after?.[table] as ReadonlyMap<string, unknown> | undefined;
    const writes: Write[] = [];
    const old = cleared ? sim.state.table(netns, table) : before?.[table];
    for (const key of old?.keys() ?? []) if (!rows?.has(key)) writes.push(removal(table, key));
    for (const [key, row] of rows ?? []) {
      if (cleared || !sameValue(before?.[table].get(key) ?? null, row)) writes.push({ table, row } as Write);
    }
    return writes;
  });
}

function removal(table: TableName, remove: string): Write {
  return { table, remove } as Write;
}

/** Rows that a run has added about what is gone: the kernel's with the device, conntrack's with the endpoint. */
function leftovers(sim: Sim, netns: NetnsName, gone: readonly Pod[]): readonly Write[] {
  if (sim.world.netns.get(netns)?.kind !== 'node') return [];
  const writes: Write[] = [];
  for (const table of ['routes', 'neigh'] as const) {
    for (const [key, { dev }] of sim.state.table(netns, table)) {
      if (dev !== null && !sim.world.devices.has(dev)) writes.push(removal(table, key));
    }
  }
  const addresses = new Set<Ipv4Addr>(gone.filter((pod) => pod.node === netns).map((pod) => pod.ip));
  if (addresses.size === 0) return writes;
  for (const table of ['cilium_ct4_global', 'cilium_ct_any4_global'] as const) {
    for (const [key, { src, dst }] of sim.state.table(netns, table)) {
      if (addresses.has(src) || addresses.has(dst)) writes.push(removal(table, key));
    }
  }
  return writes;
}

/** All rows of a table away: `conntrack -F` and its like. */
export function flushTable(lab: Lab, stimulus: Extract<Stimulus, { kind: 'flush' }>): void {
  const { from: netns, table } = stimulus;
  const writes = [...lab.sim.state.table(netns, table)].flatMap(([key, row]) =>
    isKept(row) ? [] : [removal(table, key)],
  );
  lab.sim.record({ netns, writes }, { kind: 'configured', command: stimulusText(stimulus), error: null });
}

/** What somebody has fixed stays, as the default filter of `ip neigh flush` has it (ip/ipneigh.c). */
function isKept(row: TableRow[FlushTable]): boolean {
  return 'state' in row && (row.state === 'PERMANENT' || row.state === 'NOARP');
}
