import type { Nanos } from '../../../lab/names.ts';
import { CLUSTER_AGE } from '../../cluster/helm-release.ts';
import type { Kind, Tree } from './kind.ts';
import { stamp } from './objects.ts';

const BORN = -CLUSTER_AGE as Nanos;

export const CILIUM_NODES: Kind = {
  plural: 'ciliumnodes',
  names: ['ciliumnodes', 'ciliumnode', 'cn', 'ciliumnodes.cilium.io'],
  prefix: 'ciliumnode.cilium.io',
  namespaced: false,
  columns: ['CILIUMINTERNALIP', 'INTERNALIP'],
  wide: [],
  list: (machine) =>
    machine.world.nodes.map(({ name, ip, ciliumHost, podCIDR }) => ({
      name,
      namespace: null,
      created: BORN,
      object: {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumNode',
        metadata: { creationTimestamp: stamp(machine, BORN), name },
        spec: {
          addresses: [
            { ip, type: 'InternalIP' },
            { ip: ciliumHost, type: 'CiliumInternalIP' },
          ],
          ipam: { podCIDRs: [podCIDR] },
        },
      },
      cells: [ciliumHost, ip],
      wide: [],
    })),
};

export const CILIUM_ENDPOINTS: Kind = {
  plural: 'ciliumendpoints',
  names: ['ciliumendpoints', 'ciliumendpoint', 'cep', 'ciliumendpoints.cilium.io'],
  prefix: 'ciliumendpoint.cilium.io',
  namespaced: true,
  columns: ['SECURITY IDENTITY', 'ENDPOINT STATE', 'IPV4', 'IPV6'],
  wide: [],
  list: (machine) =>
    [...machine.world.pods.values()].map((pod) => {
      const created =
        machine.cluster.work.pods.find(({ name, namespace }) => name === pod.shortName && namespace === pod.namespace)
          ?.created ?? BORN;
      return {
        name: pod.shortName,
        namespace: pod.namespace,
        created,
        object: {
          apiVersion: 'cilium.io/v2',
          kind: 'CiliumEndpoint',
          metadata: {
            creationTimestamp: stamp(machine, created),
            labels: Object.fromEntries(pod.labels),
            name: pod.shortName,
            namespace: pod.namespace,
          },
          status: {
            id: pod.endpoint,
            identity: { id: pod.identity, labels: pod.labels.map(([key, value]) => `k8s:${key}=${value}`) },
            networking: {
              addressing: [{ ipv4: pod.ip }],
              node: machine.world.nodes.find(({ name }) => name === pod.node)?.ip ?? '',
            },
            state: 'ready',
          },
        },
        cells: [`${pod.identity}`, 'ready', pod.ip, ''],
        wide: [],
      };
    }),
};

export const CILIUM_IDENTITIES: Kind = {
  plural: 'ciliumidentities',
  names: ['ciliumidentities', 'ciliumidentity', 'ciliumid', 'ciliumidentities.cilium.io'],
  prefix: 'ciliumidentity.cilium.io',
  namespaced: false,
  columns: ['NAMESPACE'],
  wide: [],
  list: (machine) => {
    const byId = new Map([...machine.world.pods.values()].map((pod) => [pod.identity, pod]));
    return [...byId.values()].map((pod) => ({
      name: `${pod.identity}`,
      namespace: null,
      created: BORN,
      object: {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumIdentity',
        metadata: { creationTimestamp: stamp(machine, BORN), name: `${pod.identity}` },
        'security-labels': Object.fromEntries([
          ...pod.labels.map(([key, value]) => [`k8s:${key}`, value]),
          ['k8s:io.kubernetes.pod.namespace', pod.namespace],
        ]) as Tree,
      },
      cells: [pod.namespace],
      wide: [],
    }));
  },
};
