import type { Nanos } from '../../../lab/names.ts';
import { ciliumConfig } from '../../cluster/cilium-config.ts';
import { CLUSTER_AGE } from '../../cluster/helm-release.ts';
import type { Item, Kind, Tree } from './kind.ts';
import { stamp } from './objects.ts';

const BORN = -CLUSTER_AGE as Nanos;

export const NODES: Kind = {
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

export const NAMESPACES: Kind = {
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

export const CONFIG_MAPS: Kind = {
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
