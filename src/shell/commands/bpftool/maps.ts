import type { NetnsName } from '../../../lab/names.ts';
import type { Machine } from '../../machine.ts';
import { policyMapName } from '../cilium-dbg/policy.ts';
import { attachmentsOf, callsMapOf } from './attachments.ts';

type MapType =
  | 'hash'
  | 'lru_hash'
  | 'lpm_trie'
  | 'percpu_hash'
  | 'lru_percpu_hash'
  | 'prog_array'
  | 'perf_event_array'
  | 'array';

/** A map in the kernel, as `bpftool map` lists it; `name` is the whole one. */
export interface LoadedMap {
  readonly id: number;
  readonly name: string;
  readonly type: MapType;
  readonly flags: number;
  readonly key: number;
  readonly value: number;
  readonly max: number;
  readonly memory: number;
}

type Shape = readonly [name: string, type: MapType, key: number, value: number, max: number];

const LPM_ENTRIES = 512_000;
const SERVICES = 65_536;
/** The smallest tables of connections: machines of the lab's size get them (pkg/option/config.go LimitTableAutoGlobalTCPMin). */
const TCP_ENTRIES = 131_072;
const ANY_ENTRIES = 65_536;
/** CPUs of the lab's machines: percpu maps have a value for each. */
const CPUS = 2;

/** Sizes of keys and values in bytes (bpf/lib/eps.h, common.h, lb.h, nat.h, policy.h, metrics.h); unverified: those of snat. */
const SHAPES: readonly Shape[] = [
  ['cilium_events', 'perf_event_array', 4, 4, CPUS],
  ['cilium_metrics', 'percpu_hash', 8, 16, 1024],
  ['cilium_runtime_config', 'array', 4, 8, 256],
  ['cilium_lxc', 'hash', 20, 48, 65_535],
  ['cilium_ipcache_v2', 'lpm_trie', 24, 24, LPM_ENTRIES],
  ['cilium_node_map_v2', 'hash', 20, 4, 16_384],
  ['cilium_lb4_services_v2', 'hash', 12, 12, SERVICES],
  ['cilium_lb4_backends_v3', 'hash', 4, 12, SERVICES],
  ['cilium_lb4_reverse_nat', 'hash', 2, 6, SERVICES],
  ['cilium_lb4_reverse_sk', 'lru_hash', 16, 8, ANY_ENTRIES],
  ['cilium_ct4_global', 'lru_hash', 14, 56, TCP_ENTRIES],
  ['cilium_ct_any4_global', 'lru_hash', 14, 56, ANY_ENTRIES],
  ['cilium_snat_v4_external', 'lru_hash', 14, 24, TCP_ENTRIES],
  ['cilium_ipv4_frag_datagrams', 'lru_hash', 12, 4, 8192],
  ['cilium_policystats', 'lru_percpu_hash', 16, 16, 65_529],
  ['cilium_call_policy', 'prog_array', 4, 4, 65_535],
  ['cilium_egresscall_policy', 'prog_array', 4, 4, 65_535],
];
const POLICY = ['lpm_trie', 12, 8, 16_384] as const;
const CALLS = ['prog_array', 4, 4, 50] as const;
/** BPF_F_NO_PREALLOC: a trie must have it, and Cilium's plain hashes have it. */
const NO_PREALLOC = 1;

/**
 * Cilium's maps on a node, in the order in which they are made. unverified: their numbers, which are drawn from the lab's
 * seed and stay when agents start again, as pinned maps do; and which of them a build makes besides those the lab reads.
 */
export function mapsOf(machine: Machine, node: NetnsName): readonly LoadedMap[] {
  const cilium = machine.lab.ciliumOf(node);
  if (cilium.datapath !== 'cilium') return [];
  const calls = [...new Set(attachmentsOf(machine, node).map((one) => callsMapOf(machine, one)))];
  const policies = [
    ...new Set([...machine.lab.table(node, 'cilium_policy_v2').values()].map((row) => policyMapName(row.endpoint))),
  ];
  const shapes: readonly Shape[] = [
    ...SHAPES,
    ...policies.map((name): Shape => [name, ...POLICY]),
    ...calls.map((name): Shape => [name, ...CALLS]),
  ];
  const draw = machine.random(`bpf maps ${node}`);
  let id = draw.between(20, 60);
  return shapes.map(([name, type, key, value, max]) => {
    const flags = type === 'hash' || type === 'lpm_trie' ? NO_PREALLOC : 0;
    id += draw.between(1, 3);
    const used = entriesOf(machine, node, name);
    return { id, name, type, flags, key, value, max, memory: memoryOf({ type, key, value, max }, used) };
  });
}

/** How many rows the lab has in a map; null: the lab has no such table. */
function entriesOf(machine: Machine, node: NetnsName, name: string): number {
  const { lab } = machine;
  switch (name) {
    case 'cilium_lxc':
    case 'cilium_ipcache_v2':
    case 'cilium_lb4_services_v2':
    case 'cilium_lb4_backends_v3':
    case 'cilium_lb4_reverse_nat':
      return lab.table(node, name).size;
    default:
      return [...lab.table(node, 'cilium_policy_v2').values()].filter((row) => policyMapName(row.endpoint) === name)
        .length;
  }
}

const eight = (n: number): number => (n + 7) & ~7;
const power = (n: number): number => 2 ** Math.ceil(Math.log2(Math.max(n, 1)));

/** What the kernel counts for a map (kernel/bpf: htab_map_mem_usage, trie_mem_usage, array_map_mem_usage). unverified: to the byte. */
function memoryOf({ type, key, value, max }: Pick<LoadedMap, 'type' | 'key' | 'value' | 'max'>, used: number): number {
  const values = type.includes('percpu') ? eight(value) * CPUS : eight(value);
  const element = 48 + eight(key) + values;
  switch (type) {
    case 'array':
    case 'prog_array':
    case 'perf_event_array':
      return 320 + max * 8;
    case 'lpm_trie':
      return used * (40 + key - 4 + value);
    case 'hash':
      return 704 + power(max) * 16 + used * element;
    default:
      return 704 + power(max) * 16 + max * element;
  }
}
