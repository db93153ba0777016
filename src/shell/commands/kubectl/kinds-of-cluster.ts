import { wantedConfig } from '../../cluster/helm-config.ts';
import { BORN } from '../../cluster/ages.ts';
import type { ConfigMapRecord } from '../../cluster/records.ts';
import type { Machine } from '../../machine.ts';
import { ageOf } from './age.ts';
import { column, type Item, type Kind, wideColumn } from './kind.ts';
import { metadata, record } from './meta.ts';
import { CONTAINER_RUNTIME, nodeObject, OS_IMAGE, rolesOf } from './node-object.ts';

export const NODES: Kind = {
  plural: 'nodes',
  singular: 'node',
  short: ['no'],
  group: '',
  version: 'v1',
  kind: 'Node',
  namespaced: false,
  columns: [
    ...['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION'].map(column),
    ...['INTERNAL-IP', 'EXTERNAL-IP', 'OS-IMAGE', 'KERNEL-VERSION', 'CONTAINER-RUNTIME'].map(wideColumn),
  ],
  list: (machine) => {
    const { versions, nodes } = machine.world.file;
    const addresses = new Map(nodes.map(({ name, ip }) => [name, ip]));
    return machine.cluster.work.nodes.map((node): Item => ({
      name: node.name,
      namespace: null,
      created: node.created,
      object: () => nodeObject(machine, node),
      cells: () => [
        node.name,
        `Ready${node.cordoned ? ',SchedulingDisabled' : ''}`,
        rolesOf(node).join(',') || '<none>',
        ageOf(machine, node.created),
        `v${versions.kubernetes.replace(/^v/, '')}`,
        addresses.get(node.name) ?? '<none>',
        '<none>',
        OS_IMAGE,
        versions.kernel,
        CONTAINER_RUNTIME,
      ],
    }));
  },
};

export const NAMESPACES: Kind = {
  plural: 'namespaces',
  singular: 'namespace',
  short: ['ns'],
  group: '',
  version: 'v1',
  kind: 'Namespace',
  namespaced: false,
  columns: ['NAME', 'STATUS', 'AGE'].map(column),
  list: (machine) =>
    machine.cluster.work.namespaces.map(({ name, created, labels }) => ({
      name,
      namespace: null,
      created,
      object: () => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: metadata(machine, { kind: 'Namespace', name, namespace: null, created, labels }),
        spec: { finalizers: ['kubernetes'] },
        status: { phase: 'Active' },
      }),
      cells: () => [name, 'Active', ageOf(machine, created)],
    })),
};

/** Those that kubeadm and readers have made, and cilium-config as Helm's values make it. */
export function configMaps(machine: Machine): readonly ConfigMapRecord[] {
  const { cluster, world } = machine;
  if (world.settings.datapath !== 'cilium') return cluster.work.configMaps;
  const data = [...wantedConfig(cluster, world.file)];
  const labels = [['app.kubernetes.io/managed-by', 'Helm']] as const;
  return [...cluster.work.configMaps, { namespace: 'kube-system', name: 'cilium-config', created: BORN, labels, data }];
}

export const CONFIG_MAPS: Kind = {
  plural: 'configmaps',
  singular: 'configmap',
  short: ['cm'],
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  namespaced: true,
  columns: ['NAME', 'DATA', 'AGE'].map(column),
  list: (machine) =>
    configMaps(machine).map(({ namespace, name, created, labels, data }) => ({
      name,
      namespace,
      created,
      object: () => ({
        apiVersion: 'v1',
        data: record(data),
        kind: 'ConfigMap',
        metadata: metadata(machine, { kind: 'ConfigMap', name, namespace, created, labels, annotations: ofHelm(name) }),
      }),
      cells: () => [name, `${data.length}`, ageOf(machine, created)],
    })),
};

function ofHelm(name: string): ConfigMapRecord['labels'] {
  if (name !== 'cilium-config') return [];
  return [
    ['meta.helm.sh/release-name', 'cilium'],
    ['meta.helm.sh/release-namespace', 'kube-system'],
  ];
}
