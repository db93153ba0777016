import type { Nanos } from '../../../lab/names.ts';
import { hash32 } from '../../../base/prng.ts';
import type { Tree } from '../../cluster/json.ts';
import { uidOf } from '../../cluster/kube-names.ts';
import type { Labels } from '../../cluster/records.ts';
import type { Machine } from '../../machine.ts';
import { clockText } from '../date/clock-text.ts';

function clock(
  machine: Machine,
  at: Nanos,
): { readonly seconds: number; readonly offsetMinutes: number; readonly zone: string } {
  const { seconds, offsetMinutes } = machine.world.epoch;
  const zone = offsetMinutes === 540 ? 'KST' : 'UTC';
  return { seconds: seconds + Math.floor(at / 1e9), offsetMinutes, zone };
}

/** An instant of lab time as RFC 3339 in UTC, as objects have it. */
export function stamp(machine: Machine, at: Nanos): string {
  return clockText({ ...clock(machine, at), offsetMinutes: 0, zone: 'UTC' }, '%FT%TZ');
}

/** An instant in the clock of the machine on which kubectl runs (Go's RFC1123Z). */
export function localStamp(machine: Machine, at: Nanos): string {
  return clockText(clock(machine, at), '%a, %d %b %Y %T %z');
}

export function record(labels: Labels): Tree {
  return Object.fromEntries(labels.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

export interface Named {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
  readonly created: Nanos;
  readonly labels: Labels;
  readonly annotations?: Labels;
}

/** The uid of an object: another one of the same name made later has another. */
export function uid({ kind, namespace, name, created }: Omit<Named, 'labels'>): string {
  return uidOf(`${kind} ${namespace ?? ''}/${name} ${created}`);
}

/** metadata, with its keys in their order. */
export function metadata(machine: Machine, object: Named, more: Tree = {}): Tree {
  const { name, namespace, created, labels, annotations = [] } = object;
  const { generateName, ownerReferences, ...rest } = more;
  return {
    ...(annotations.length === 0 ? {} : { annotations: record(annotations) }),
    creationTimestamp: stamp(machine, created),
    ...(generateName === undefined ? {} : { generateName }),
    ...rest,
    ...(labels.length === 0 ? {} : { labels: record(labels) }),
    name,
    ...(namespace === null ? {} : { namespace }),
    ...(ownerReferences === undefined ? {} : { ownerReferences }),
    // unverified: etcd counts every write of the cluster; here it depends on the object alone.
    resourceVersion: `${300 + (hash32(`${object.kind} ${namespace ?? ''}/${name} ${created}`) % 9000)}`,
    uid: uid(object),
  };
}

export function ownerReference(kind: string, apiVersion: string, name: string, id: string): Tree {
  const block = kind === 'Node' ? {} : { blockOwnerDeletion: true };
  return { apiVersion, ...block, controller: true, kind, name, uid: id };
}
