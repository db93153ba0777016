import { BORN } from '../../cluster/ages.ts';
import type { Tree } from '../../cluster/json.ts';
import type { Labels } from '../../cluster/records.ts';
import type { Machine } from '../../machine.ts';
import type { Pod } from '../../../lab/world.ts';
import { ageOf } from './age.ts';
import { column, type Kind, wideColumn } from './kind.ts';
import { metadata, ownerReference, stamp, uid } from './meta.ts';

const CILIUM = {
  group: 'cilium.io',
  version: 'v2',
  exists: (machine: Machine): boolean => machine.world.settings.datapath === 'cilium',
} as const;

/** Where a node's pods get their addresses: by contrast to spec.podCIDR of the Node, this is what is used. */
export const CILIUM_NODES: Kind = {
  ...CILIUM,
  plural: 'ciliumnodes',
  singular: 'ciliumnode',
  short: ['cn', 'ciliumn'],
  kind: 'CiliumNode',
  namespaced: false,
  columns: ['NAME', 'CILIUMINTERNALIP', 'INTERNALIP', 'AGE'].map(column),
  list: (machine) =>
    machine.world.nodes.map(({ name, ip, ciliumHost, podCIDR }) => {
      const node = machine.cluster.work.findNode(name);
      const created = node?.created ?? BORN;
      const labels = node?.labels ?? [];
      const owner = ownerReference('Node', 'v1', name, uid({ kind: 'Node', name, namespace: null, created }));
      return {
        name,
        namespace: null,
        created,
        object: () => ({
          apiVersion: 'cilium.io/v2',
          kind: 'CiliumNode',
          metadata: metadata(
            machine,
            { kind: 'CiliumNode', name, namespace: null, created, labels },
            { generation: 1, ownerReferences: [owner] },
          ),
          spec: {
            addresses: [
              { ip, type: 'InternalIP' },
              { ip: ciliumHost, type: 'CiliumInternalIP' },
            ],
            alibabaCloud: {},
            azure: {},
            bootid: uid({ kind: 'boot', name, namespace: null, created }),
            encryption: {},
            eni: {},
            health: {},
            ingress: {},
            ipam: { podCIDRs: [podCIDR], pools: {} },
          },
          status: { alibabaCloud: {}, azure: {}, eni: {}, ipam: { 'operator-status': {} } },
        }),
        cells: () => [name, ciliumHost, ip, ageOf(machine, created)],
      };
    }),
};

/** The labels of an identity as the agent makes them (pkg/labels, with the namespace's own). */
function securityLabels(pod: Pod): Labels {
  return [
    ...pod.labels.map(([key, value]) => [`k8s:${key}`, value] as const),
    ['k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name', pod.namespace] as const,
    ['k8s:io.cilium.k8s.policy.cluster', 'default'] as const,
    ['k8s:io.cilium.k8s.policy.serviceaccount', pod.role === 'dns' ? 'coredns' : 'default'] as const,
    ['k8s:io.kubernetes.pod.namespace', pod.namespace] as const,
  ].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function endpointObject(machine: Machine, pod: Pod, created: typeof BORN): Tree {
  const { shortName: name, namespace, endpoint, identity, ip } = pod;
  const owner = ownerReference('Pod', 'v1', name, uid({ kind: 'Pod', name, namespace, created }));
  const { controller: _controller, blockOwnerDeletion: _block, ...reference } = owner;
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumEndpoint',
    metadata: metadata(
      machine,
      { kind: 'CiliumEndpoint', name, namespace, created, labels: pod.labels },
      { generation: 1, ownerReferences: [reference] },
    ),
    status: {
      encryption: {},
      'external-identifiers': {
        'cni-attachment-id': `${uid({ kind: 'sandbox', name, namespace, created })}:eth0`,
        'k8s-namespace': namespace,
        'k8s-pod-name': name,
        'pod-name': `${namespace}/${name}`,
      },
      id: endpoint,
      identity: { id: identity, labels: securityLabels(pod).map(([key, value]) => `${key}=${value}`) },
      networking: {
        addressing: [{ ipv4: ip }],
        node: machine.world.nodes.find((node) => node.name === pod.node)?.ip ?? '',
      },
      state: 'ready',
    },
  };
}

export const CILIUM_ENDPOINTS: Kind = {
  ...CILIUM,
  plural: 'ciliumendpoints',
  singular: 'ciliumendpoint',
  short: ['cep', 'ciliumep'],
  kind: 'CiliumEndpoint',
  namespaced: true,
  columns: [
    column('NAME'),
    column('SECURITY IDENTITY'),
    wideColumn('INGRESS ENFORCEMENT'),
    wideColumn('EGRESS ENFORCEMENT'),
    ...['ENDPOINT STATE', 'IPV4', 'IPV6'].map(column),
  ],
  list: (machine) =>
    [...machine.world.pods.values()].map((pod) => {
      const created = machine.cluster.work.findPod(pod.namespace, pod.shortName)?.created ?? BORN;
      return {
        name: pod.shortName,
        namespace: pod.namespace,
        created,
        object: () => endpointObject(machine, pod, created),
        // unverified: the two columns of enforcement, which are empty without a policy.
        cells: () => [pod.shortName, `${pod.identity}`, '', '', 'ready', pod.ip, ''],
      };
    }),
};

export const CILIUM_IDENTITIES: Kind = {
  ...CILIUM,
  plural: 'ciliumidentities',
  singular: 'ciliumidentity',
  short: ['ciliumid'],
  kind: 'CiliumIdentity',
  namespaced: false,
  columns: ['NAME', 'NAMESPACE', 'AGE'].map(column),
  list: (machine) => {
    // An identity outlives its last pod by the operator's garbage collection (15 minutes): those that have ever been are told.
    const byId = new Map([...machine.lab.trace.world.pods.values()].map((pod) => [pod.identity, pod]));
    return [...byId.values()].map((pod) => {
      const name = `${pod.identity}`;
      const labels: Labels = [['io.kubernetes.pod.namespace', pod.namespace]];
      const created = machine.cluster.work.findPod(pod.namespace, pod.shortName)?.created ?? BORN;
      return {
        name,
        namespace: null,
        created,
        object: () => ({
          apiVersion: 'cilium.io/v2',
          kind: 'CiliumIdentity',
          metadata: metadata(
            machine,
            { kind: 'CiliumIdentity', name, namespace: null, created, labels },
            { generation: 1 },
          ),
          'security-labels': Object.fromEntries(securityLabels(pod)),
        }),
        cells: () => [name, pod.namespace, ageOf(machine, created)],
      };
    });
  },
};

/** What the operator registers (pkg/k8s/apis/cilium.io/client/register.go). unverified: that 1.18.0 registers no other. */
const DEFINED = [
  'ciliumcidrgroups',
  'ciliumclusterwidenetworkpolicies',
  'ciliumendpoints',
  'ciliumidentities',
  'ciliuml2announcementpolicies',
  'ciliumloadbalancerippools',
  'ciliumnetworkpolicies',
  'ciliumnodeconfigs',
  'ciliumnodes',
  'ciliumpodippools',
] as const;

export const DEFINITIONS: Kind = {
  plural: 'customresourcedefinitions',
  singular: 'customresourcedefinition',
  short: ['crd', 'crds'],
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  namespaced: false,
  columns: ['NAME', 'CREATED AT'].map(column),
  list: (machine) =>
    !CILIUM.exists(machine)
      ? []
      : DEFINED.map((plural) => {
          const name = `${plural}.cilium.io`;
          return {
            name,
            namespace: null,
            created: BORN,
            object: () => ({
              apiVersion: 'apiextensions.k8s.io/v1',
              kind: 'CustomResourceDefinition',
              metadata: metadata(machine, {
                kind: 'CustomResourceDefinition',
                name,
                namespace: null,
                created: BORN,
                labels: [],
              }),
              spec: { group: 'cilium.io', names: { plural } },
            }),
            cells: () => [name, stamp(machine, BORN)],
          };
        }),
};
