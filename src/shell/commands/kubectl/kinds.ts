import type { Machine } from '../../machine.ts';
import { apiVersionOf, type Item, type Kind } from './kind.ts';
import { CILIUM_ENDPOINTS, CILIUM_IDENTITIES, CILIUM_NODES, DEFINITIONS } from './kinds-of-cilium.ts';
import { CONFIG_MAPS, NAMESPACES, NODES } from './kinds-of-cluster.ts';
import { EVENTS } from './kinds-of-events.ts';
import { PODS } from './kinds-of-pods.ts';
import { ENDPOINT_SLICES, ENDPOINTS, SERVICES } from './kinds-of-services.ts';
import { DAEMON_SETS, DEPLOYMENTS, REPLICA_SETS } from './kinds-of-workloads.ts';
import { EMPTY_KINDS } from './kinds-without-objects.ts';

/** Every kind that kubectl can name here; a new one is a member more. In the order of the API: the core, then by group. */
export const KINDS: readonly Kind[] = [
  CONFIG_MAPS,
  ENDPOINTS,
  EVENTS,
  NAMESPACES,
  NODES,
  PODS,
  SERVICES,
  DEFINITIONS,
  DAEMON_SETS,
  DEPLOYMENTS,
  REPLICA_SETS,
  CILIUM_ENDPOINTS,
  CILIUM_IDENTITIES,
  CILIUM_NODES,
  ENDPOINT_SLICES,
  ...EMPTY_KINDS,
];

/** What `kubectl get all` is (the category all), in its order. */
export const ALL: readonly Kind[] = [PODS, SERVICES, DAEMON_SETS, DEPLOYMENTS, REPLICA_SETS];

const byName = new Map<string, Kind>();
for (const kind of KINDS) {
  for (const name of [kind.plural, kind.singular, ...kind.short, kind.kind.toLowerCase()]) byName.set(name, kind);
}

/** The kind that a word means: 'po', 'Pods', 'deployments.apps', 'deployments.v1.apps'. Null when it means none. */
export function kindOf(word: string): Kind | null {
  const [name = '', ...rest] = word.toLowerCase().split('.');
  const kind = byName.get(name) ?? null;
  if (kind === null || rest.length === 0) return kind;
  const group = rest.join('.');
  return group === kind.group || group === `${kind.version}.${kind.group}` ? kind : null;
}

/** The same in a cluster that may not know the kind. */
export function kindIn(machine: Machine, word: string): Kind | null {
  const kind = kindOf(word);
  return kind === null || kind.exists?.(machine) === false ? null : kind;
}

/** The kind that a manifest means. */
export function kindOfManifest(apiVersion: string, kind: string): Kind | null {
  return KINDS.find((each) => each.kind === kind && apiVersionOf(each) === apiVersion) ?? null;
}

/** Objects in the order in which the API server gives them: by namespace, then by name. */
export function itemsOf(kind: Kind, machine: Machine): readonly Item[] {
  const sorted = kind.list(machine).map((item) => [`${item.namespace ?? ''}/${item.name}`, item] as const);
  return sorted.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}
