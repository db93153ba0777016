import type { Nanos } from '../../../lab/names.ts';
import { ciliumConfig } from '../../cluster/cilium-config.ts';
import { CLUSTER_AGE } from '../../cluster/helm-release.ts';
import type { Machine } from '../../machine.ts';
import { ageText } from './age.ts';
import type { Json } from './json-path.ts';
import {
  daemonSetObject,
  deploymentObject,
  endpointsOf,
  type KubeObject,
  placed,
  podObject,
  replicaSetObject,
  serviceObject,
  stamp,
} from './objects.ts';

const BORN = -CLUSTER_AGE as Nanos;

/** One object with what its row shows. */
export interface Item {
  readonly name: string;
  readonly namespace: string | null;
  readonly created: Nanos;
  readonly object: KubeObject;
  /** Cells between NAME and AGE, and those that -o wide adds after AGE. */
  readonly cells: readonly string[];
  readonly wide: readonly string[];
}

/** A kind of objects: its names, its columns, and where they come from. */
export interface Kind {
  readonly plural: string;
  readonly names: readonly string[];
  /** 'pod', 'deployment.apps': as it stands before a name. */
  readonly prefix: string;
  readonly namespaced: boolean;
  readonly columns: readonly string[];
  readonly wide: readonly string[];
  list(machine: Machine): readonly Item[];
}

type Tree = { readonly [key: string]: Json };
const at = (object: Tree, ...path: readonly string[]): Json =>
  path.reduce<Json>(
    (value, key) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? ((value as Tree)[key] ?? null) : null,
    object,
  );

function containersCells(object: KubeObject): readonly string[] {
  const list = at(object, 'spec', 'template', 'spec', 'containers') as readonly Tree[] | null;
  const selector = Object.entries((at(object, 'spec', 'selector', 'matchLabels') ?? {}) as Tree).map(
    ([key, value]) => `${key}=${String(value)}`,
  );
  return [
    (list ?? []).map((each) => String(each['name'])).join(','),
    (list ?? []).map((each) => String(each['image'])).join(','),
    selector.join(','),
  ];
}

const PODS: Kind = {
  plural: 'pods',
  names: ['pods', 'pod', 'po'],
  prefix: 'pod',
  namespaced: true,
  columns: ['READY', 'STATUS', 'RESTARTS'],
  wide: ['IP', 'NODE', 'NOMINATED NODE', 'READINESS GATES'],
  list: (machine) =>
    machine.cluster.work.pods.map((pod) => {
      const up = pod.state === 'Running' || pod.state === 'Terminating';
      const count = pod.containers.length;
      return {
        name: pod.name,
        namespace: pod.namespace,
        created: pod.created,
        object: podObject(machine, pod),
        cells: [`${up ? count : 0}/${count}`, pod.state, `${pod.restarts}`],
        wide: [up ? (pod.ip ?? '<none>') : '<none>', pod.node ?? '<none>', '<none>', '<none>'],
      };
    }),
};

const NODES: Kind = {
  plural: 'nodes',
  names: ['nodes', 'node', 'no'],
  prefix: 'node',
  namespaced: false,
  columns: ['STATUS', 'ROLES'],
  wide: ['INTERNAL-IP', 'EXTERNAL-IP', 'OS-IMAGE', 'KERNEL-VERSION', 'CONTAINER-RUNTIME'],
  list: (machine) => {
    const { versions, nodes } = machine.world.file;
    const version = `v${versions.kubernetes.replace(/^v/, '')}`;
    return nodes.map(({ name, ip, controlPlane }): Item => {
      const system = {
        containerRuntimeVersion: 'containerd://1.7.27',
        kernelVersion: versions.kernel,
        kubeletVersion: version,
        osImage: 'Ubuntu 24.04.2 LTS',
      };
      const role: Tree = controlPlane ? { 'node-role.kubernetes.io/control-plane': '' } : {};
      return {
        name,
        namespace: null,
        created: BORN,
        object: {
          apiVersion: 'v1',
          kind: 'Node',
          metadata: {
            creationTimestamp: stamp(machine, BORN),
            labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', ...role },
            name,
          },
          spec: {},
          status: {
            addresses: [
              { address: ip, type: 'InternalIP' },
              { address: name, type: 'Hostname' },
            ],
            conditions: [{ status: 'True', type: 'Ready' }],
            nodeInfo: system,
          },
        },
        cells: ['Ready', controlPlane ? 'control-plane' : '<none>'],
        wide: [ip, '<none>', system.osImage, versions.kernel, system.containerRuntimeVersion],
      };
    });
  },
};

const SERVICES: Kind = {
  plural: 'services',
  names: ['services', 'service', 'svc'],
  prefix: 'service',
  namespaced: true,
  columns: ['TYPE', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)'],
  wide: ['SELECTOR'],
  list: (machine) =>
    machine.cluster.work.services.map((service) => {
      const [namespace, name] = placed(service.name);
      const port = `${service.port}${service.nodePort === null ? '' : `:${service.nodePort}`}/${service.protocol}`;
      const selector = (service.selector ?? []).map(([key, value]) => `${key}=${value}`).join(',');
      return {
        name,
        namespace,
        created: service.created,
        object: serviceObject(machine, service),
        cells: [service.type, service.clusterIP, service.externalIP ?? '<none>', port],
        wide: [selector === '' ? '<none>' : selector],
      };
    }),
};

const ENDPOINTS: Kind = {
  plural: 'endpoints',
  names: ['endpoints', 'ep'],
  prefix: 'endpoints',
  namespaced: true,
  columns: ['ENDPOINTS'],
  wide: [],
  list: (machine) =>
    machine.cluster.work.services.map((service) => {
      const [namespace, name] = placed(service.name);
      const all = endpointsOf(machine, service.name);
      const shown = all.slice(0, 3).join(',') + (all.length > 3 ? ` + ${all.length - 3} more...` : '');
      const addresses = all.map((text) => ({ ip: text.split(':')[0]! }));
      return {
        name,
        namespace,
        created: service.created,
        object: {
          apiVersion: 'v1',
          kind: 'Endpoints',
          metadata: { creationTimestamp: stamp(machine, service.created), name, namespace },
          subsets:
            all.length === 0 ? [] : [{ addresses, ports: [{ port: service.targetPort, protocol: service.protocol }] }],
        },
        cells: [shown === '' ? '<none>' : shown],
        wide: [],
      };
    }),
};

const DEPLOYMENTS: Kind = {
  plural: 'deployments',
  names: ['deployments', 'deployment', 'deploy', 'deployments.apps', 'deployment.apps'],
  prefix: 'deployment.apps',
  namespaced: true,
  columns: ['READY', 'UP-TO-DATE', 'AVAILABLE'],
  wide: ['CONTAINERS', 'IMAGES', 'SELECTOR'],
  list: (machine) =>
    machine.cluster.work.deployments.map((deployment) => {
      const object = deploymentObject(machine, deployment);
      const ready = Number(at(object, 'status', 'readyReplicas'));
      const { name, namespace, created, replicas } = deployment;
      return {
        name,
        namespace,
        created,
        object,
        cells: [`${ready}/${replicas}`, `${Number(at(object, 'status', 'replicas'))}`, `${ready}`],
        wide: containersCells(object),
      };
    }),
};

const REPLICA_SETS: Kind = {
  plural: 'replicasets',
  names: ['replicasets', 'replicaset', 'rs', 'replicasets.apps', 'replicaset.apps'],
  prefix: 'replicaset.apps',
  namespaced: true,
  columns: ['DESIRED', 'CURRENT', 'READY'],
  wide: ['CONTAINERS', 'IMAGES', 'SELECTOR'],
  list: (machine) =>
    machine.cluster.work.deployments.map((deployment) => {
      const object = replicaSetObject(machine, deployment);
      const status = (key: string): string => `${Number(at(object, 'status', key))}`;
      const { name, namespace, created, hash, replicas } = deployment;
      return {
        name: `${name}-${hash}`,
        namespace,
        created,
        object,
        cells: [`${replicas}`, status('replicas'), status('readyReplicas')],
        wide: containersCells(object),
      };
    }),
};

const DAEMON_SETS: Kind = {
  plural: 'daemonsets',
  names: ['daemonsets', 'daemonset', 'ds', 'daemonsets.apps', 'daemonset.apps'],
  prefix: 'daemonset.apps',
  namespaced: true,
  columns: ['DESIRED', 'CURRENT', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'NODE SELECTOR'],
  wide: ['CONTAINERS', 'IMAGES', 'SELECTOR'],
  list: (machine) =>
    machine.cluster.work.daemonSets.map((set) => {
      const object = daemonSetObject(machine, set);
      const status = (key: string): string => `${Number(at(object, 'status', key))}`;
      const cells = [
        'desiredNumberScheduled',
        'currentNumberScheduled',
        'numberReady',
        'updatedNumberScheduled',
        'numberAvailable',
      ].map(status);
      return {
        name: set.name,
        namespace: set.namespace,
        created: set.created,
        object,
        cells: [...cells, 'kubernetes.io/os=linux'],
        wide: containersCells(object),
      };
    }),
};

const NAMESPACES: Kind = {
  plural: 'namespaces',
  names: ['namespaces', 'namespace', 'ns'],
  prefix: 'namespace',
  namespaced: false,
  columns: ['STATUS'],
  wide: [],
  list: (machine) =>
    machine.cluster.work.namespaces.map((name) => ({
      name,
      namespace: null,
      created: BORN,
      object: {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { creationTimestamp: stamp(machine, BORN), labels: { 'kubernetes.io/metadata.name': name }, name },
        status: { phase: 'Active' },
      },
      cells: ['Active'],
      wide: [],
    })),
};

const CONFIG_MAPS: Kind = {
  plural: 'configmaps',
  names: ['configmaps', 'configmap', 'cm'],
  prefix: 'configmap',
  namespaced: true,
  columns: ['DATA'],
  wide: [],
  list: (machine) => {
    const data = ciliumConfig(machine.cluster.agents.wanted, machine.world.file);
    const map = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      data,
      metadata: { creationTimestamp: stamp(machine, BORN), name: 'cilium-config', namespace: 'kube-system' },
    };
    return [
      {
        name: 'cilium-config',
        namespace: 'kube-system',
        created: BORN,
        object: map,
        cells: [`${Object.keys(data).length}`],
        wide: [],
      },
    ];
  },
};

const CILIUM_NODES: Kind = {
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

const CILIUM_ENDPOINTS: Kind = {
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

const CILIUM_IDENTITIES: Kind = {
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
