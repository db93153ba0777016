import type { Json } from './json-path.ts';
import { jsonText, type Kind, type Tree } from './kind.ts';
import { daemonSetObject, deploymentObject, type KubeObject, replicaSetObject } from './objects.ts';

const at = (object: Tree, ...path: readonly string[]): Json =>
  path.reduce<Json>(
    (value, key) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? ((value as Tree)[key] ?? null) : null,
    object,
  );

function containersCells(object: KubeObject): readonly string[] {
  const list = at(object, 'spec', 'template', 'spec', 'containers') as readonly Tree[] | null;
  const selector = Object.entries((at(object, 'spec', 'selector', 'matchLabels') ?? {}) as Tree).map(
    ([key, value]) => `${key}=${jsonText(value)}`,
  );
  return [
    (list ?? []).map((each) => jsonText(each['name'])).join(','),
    (list ?? []).map((each) => jsonText(each['image'])).join(','),
    selector.join(','),
  ];
}

export const DEPLOYMENTS: Kind = {
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

export const REPLICA_SETS: Kind = {
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

export const DAEMON_SETS: Kind = {
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
