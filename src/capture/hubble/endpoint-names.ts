import { IDENTITY, type Identity, type NetnsName } from '../../lab/names.ts';
import type { IpcacheRow } from '../../lab/tables.ts';
import type { Pod, World } from '../../lab/world.ts';
import type { EventId } from '../../trace/events.ts';
import { tableAt } from '../../trace/state-at.ts';
import type { Trace } from '../../trace/trace.ts';
import { cidrNumbers, ipv4Number, maskOf, type Ipv4Addr } from '../../wire/address.ts';
import { RESERVED } from '../monitor/identity-name.ts';
import type { FlowEndpoint } from './flow.ts';

const CLUSTER = 'default';

const answers = new WeakMap<ReadonlyMap<string, IpcacheRow>, Map<Ipv4Addr, Identity | null>>();

/** The longest prefix of a node's ipcache that holds the address. */
function ipcacheIdentity(trace: Trace, node: NetnsName, ip: Ipv4Addr, event: EventId): Identity | null {
  const rows = tableAt(trace, node, 'cilium_ipcache_v2', event);
  const known = answers.get(rows) ?? new Map<Ipv4Addr, Identity | null>();
  answers.set(rows, known);
  const before = known.get(ip);
  if (before !== undefined) return before;
  let best: IpcacheRow | null = null;
  let longest = -1;
  for (const row of rows.values()) {
    const [base, length] = cidrNumbers(row.prefix);
    if (length > longest && (ipv4Number(ip) & maskOf(length)) >>> 0 === base) {
      best = row;
      longest = length;
    }
  }
  const identity = best?.identity ?? null;
  known.set(ip, identity);
  return identity;
}

const pods = new WeakMap<World, ReadonlyMap<Ipv4Addr, Pod>>();

export function podAt(world: World, ip: Ipv4Addr): Pod | null {
  const known = pods.get(world) ?? new Map([...world.pods.values()].map((pod) => [pod.ip, pod] as const));
  pods.set(world, known);
  return known.get(ip) ?? null;
}

/**
 * EndpointResolver.ResolveEndpoint (pkg/hubble/parser/common/endpoint.go), as the agent of `node` answers. It knows id and
 * workload of its own endpoints only; of the others the name, from ipcache. The identity that the datapath has recorded wins
 * over the one that ipcache has.
 */
export function resolveEndpoint(
  trace: Trace,
  node: NetnsName,
  ip: Ipv4Addr | null,
  recorded: Identity,
  event: EventId,
): FlowEndpoint {
  const { world } = trace;
  const pod = ip === null ? null : podAt(world, ip);
  const local = pod?.node === node ? pod : null;
  const cached = ip === null ? null : (local?.identity ?? ipcacheIdentity(trace, node, ip, event));
  const identity = recorded === IDENTITY.unknown ? (cached ?? IDENTITY.unknown) : recorded;
  const labels = labelsOf(world, node, identity);
  return {
    id: local?.endpoint ?? 0,
    identity,
    clusterName: labels.some((label) => label.startsWith('k8s:io.cilium.k8s.policy.cluster=')) ? CLUSTER : '',
    namespace: pod?.namespace ?? '',
    labels,
    podName: pod?.shortName ?? '',
    workloads: local === null ? [] : [workloadOf(local)],
  };
}

const ofIdentities = new WeakMap<World, ReadonlyMap<Identity, readonly string[]>>();

function podIdentities(world: World): ReadonlyMap<Identity, readonly string[]> {
  const known =
    ofIdentities.get(world) ??
    new Map([...world.pods.values()].toReversed().map((pod) => [pod.identity, podLabels(pod)] as const));
  ofIdentities.set(world, known);
  return known;
}

/** The labels of an identity: those of the pods that have it, or a reserved one. */
function labelsOf(world: World, node: NetnsName, identity: Identity): readonly string[] {
  const name = RESERVED[identity];
  if (identity === IDENTITY.kubeApiserver) return ['reserved:kube-apiserver', 'reserved:remote-node'];
  if (identity === IDENTITY.host && world.nodes.some((each) => each.name === node && each.controlPlane))
    return ['reserved:host', 'reserved:kube-apiserver'];
  if (name !== undefined) return [`reserved:${name}`];
  return podIdentities(world).get(identity) ?? [];
}

const EXCLUDED = /^(pod-template-hash|controller-revision-hash|pod-template-generation)$/;

/** The identity-relevant labels of a pod (pkg/labelsfilter), sorted. The service account follows from what runs in it. */
function podLabels({ labels, namespace, role }: Pod): readonly string[] {
  const account = role === 'dns' ? 'coredns' : 'default';
  const own = labels.filter(([key]) => !EXCLUDED.test(key)).map(([key, value]) => `k8s:${key}=${value}`);
  const cilium = [
    `k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name=${namespace}`,
    `k8s:io.cilium.k8s.policy.cluster=${CLUSTER}`,
    `k8s:io.cilium.k8s.policy.serviceaccount=${account}`,
    `k8s:io.kubernetes.pod.namespace=${namespace}`,
  ];
  return [...own, ...cilium].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Names that a ReplicaSet makes: the Deployment's, its template's hash, five characters. */
const OF_DEPLOYMENT = /^(.+)-[0-9a-z]{8,10}-[0-9a-z]{5}$/;

/** GetWorkloadMetaFromPod (pkg/k8s/utils): a ReplicaSet's pod is its Deployment's, a bare pod its own workload. */
function workloadOf({ shortName }: Pod): FlowEndpoint['workloads'][number] {
  const deployment = OF_DEPLOYMENT.exec(shortName)?.[1];
  return deployment === undefined ? { name: shortName, kind: 'Pod' } : { name: deployment, kind: 'Deployment' };
}
