import type { Machine } from '../../machine.ts';
import { ageText } from './age.ts';
import type { Item, Kind } from './kind.ts';
import { CILIUM_ENDPOINTS, CILIUM_IDENTITIES, CILIUM_NODES } from './kinds-of-cilium.ts';
import { CONFIG_MAPS, NAMESPACES, NODES } from './kinds-of-cluster.ts';
import { PODS } from './kinds-of-pods.ts';
import { ENDPOINTS, SERVICES } from './kinds-of-services.ts';
import { DAEMON_SETS, DEPLOYMENTS, REPLICA_SETS } from './kinds-of-workloads.ts';

/** Every kind that kubectl can name here; a new one is a member more. */
export const KINDS: readonly Kind[] = [
  PODS,
  NODES,
  SERVICES,
  ENDPOINTS,
  DEPLOYMENTS,
  REPLICA_SETS,
  DAEMON_SETS,
  NAMESPACES,
  CONFIG_MAPS,
  CILIUM_NODES,
  CILIUM_ENDPOINTS,
  CILIUM_IDENTITIES,
];

/** What `kubectl get all` is. */
export const ALL: readonly Kind[] = [PODS, SERVICES, DAEMON_SETS, DEPLOYMENTS, REPLICA_SETS];

export function kindOf(word: string): Kind | null {
  return KINDS.find(({ names }) => names.includes(word.toLowerCase())) ?? null;
}

export function age(machine: Machine, item: Pick<Item, 'created'>): string {
  return ageText(machine.now - item.created);
}

/** Objects in the order in which the API server gives them: by namespace, then by name. */
export function itemsOf(kind: Kind, machine: Machine): readonly Item[] {
  const key = ({ namespace, name }: Item): string => `${namespace ?? ''}/${name}`;
  return kind.list(machine).toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
