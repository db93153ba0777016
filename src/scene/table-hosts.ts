import type { NetnsName } from '../lab/names.ts';
import { TABLE_NAMES, type TableName } from '../lab/tables.ts';
import type { NetnsKind, World } from '../lab/world.ts';
import type { EventId } from '../trace/events.ts';
import { tableAt } from '../trace/state-at.ts';
import type { TraceOnStage } from './place-of.ts';

export const HOST_KINDS: readonly NetnsKind[] = ['node', 'router', 'pod', 'outside'];

/** Every host of the lab by its kind, in the order of the lab. */
export function hostsByKind(world: Pick<World, 'netns'>): ReadonlyMap<NetnsKind, readonly NetnsName[]> {
  return new Map(
    HOST_KINDS.map((kind) => [
      kind,
      [...world.netns.values()].filter((netns) => netns.kind === kind).map((netns) => netns.name),
    ]),
  );
}

export type TableFamily = 'kernel' | 'cilium';

export function familyOf(table: TableName): TableFamily {
  return table.startsWith('cilium_') ? 'cilium' : 'kernel';
}

/** Every network namespace has the kernel's tables; Cilium's maps are pinned on nodes. */
export function tablesOf(world: Pick<World, 'netns'>, netns: NetnsName): readonly TableName[] {
  const node = world.netns.get(netns)?.kind === 'node';
  return TABLE_NAMES.filter((table) => node || familyOf(table) === 'kernel');
}

/** Why a table has no rows: what the lab is, or what has not happened yet. */
export type Emptiness =
  | 'plain-linux'
  | 'no-pods'
  | 'no-services'
  | 'replacement-off'
  | 'socket-lb-off'
  | 'no-open-socket'
  | 'no-flow'
  | 'masquerading-off'
  | 'nothing-masqueraded'
  | 'no-neighbour'
  | 'no-path-mtu'
  | 'no-socket'
  | 'no-route';

/** Only for tables that are empty at the event; all rows that were there once and are gone count as empty too. */
export function whyEmpty({ world }: Pick<TraceOnStage, 'world'>, table: TableName): Emptiness {
  const { settings, services } = world;
  if (familyOf(table) === 'cilium' && settings.datapath === 'linux') return 'plain-linux';
  switch (table) {
    case 'routes':
    case 'rules':
      return 'no-route';
    case 'neigh':
      return 'no-neighbour';
    case 'pmtu':
      return 'no-path-mtu';
    case 'sockets':
      return 'no-socket';
    case 'cilium_lxc':
    case 'cilium_ipcache_v2':
    case 'cilium_policy_v2':
      return 'no-pods';
    case 'cilium_lb4_services_v2':
    case 'cilium_lb4_backends_v3':
    case 'cilium_lb4_reverse_nat':
      return settings.kubeProxyReplacement || services.length === 0 ? 'no-services' : 'replacement-off';
    case 'cilium_lb4_reverse_sk':
      return settings.socketLB && settings.kubeProxyReplacement ? 'no-open-socket' : 'socket-lb-off';
    case 'cilium_ct4_global':
    case 'cilium_ct_any4_global':
      return 'no-flow';
    case 'cilium_snat_v4_external':
      return settings.bpfMasquerade ? 'nothing-masqueraded' : 'masquerading-off';
  }
}

/** Whether conntrack could hold entries of services here, and does not because connect() has chosen the backend. */
export function lacksServiceEntries({ world }: Pick<TraceOnStage, 'world'>, table: TableName): boolean {
  const { datapath, socketLB, kubeProxyReplacement } = world.settings;
  return table.startsWith('cilium_ct') && datapath === 'cilium' && socketLB && kubeProxyReplacement;
}

/** Rows of a table right after an event. */
export function rowCount(trace: TraceOnStage, netns: NetnsName, table: TableName, event: EventId): number {
  return tableAt(trace, netns, table, event).size;
}
