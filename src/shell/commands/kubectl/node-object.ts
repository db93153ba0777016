import type { Nanos } from '../../../lab/names.ts';
import type { Tree } from '../../cluster/json.ts';
import { uidOf, hexOf } from '../../cluster/kube-names.ts';
import { nodePodCidr } from '../../cluster/node-pod-cidr.ts';
import type { NodeRecord } from '../../cluster/records.ts';
import type { Machine } from '../../machine.ts';
import { metadata, stamp } from './meta.ts';

/** The machines of the study's Vagrantfile: two CPUs and so much memory. unverified: what a kubelet of theirs says. */
const CPUS = '2';
const MEMORY = { control: '2014908Ki', worker: '1487208Ki' } as const;
const DISK = '31270768Ki';
const ALLOCATABLE_DISK = '28819139742';
/** The kubelet's heartbeats. */
const HEARTBEAT = 300_000_000_000;

export const CONTAINER_RUNTIME = 'containerd://1.7.27';
export const OS_IMAGE = 'Ubuntu 24.04.2 LTS';

export function rolesOf({ labels }: NodeRecord): readonly string[] {
  const prefix = 'node-role.kubernetes.io/';
  return labels.flatMap(([key]) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
}

function conditions(machine: Machine, { created }: NodeRecord): readonly Tree[] {
  const up = (created + 60_000_000_000) as Nanos;
  const beat = (machine.now - ((((machine.now - up) % HEARTBEAT) + HEARTBEAT) % HEARTBEAT)) as Nanos;
  const condition = (type: string, status: string, reason: string, message: string, at = beat): Tree => ({
    lastHeartbeatTime: stamp(machine, at),
    lastTransitionTime: stamp(machine, type === 'Ready' || type === 'NetworkUnavailable' ? up : created),
    message,
    reason,
    status,
    type,
  });
  const cilium = machine.world.settings.datapath === 'cilium';
  return [
    ...(cilium ? [condition('NetworkUnavailable', 'False', 'CiliumIsUp', 'Cilium is running on this node', up)] : []),
    condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
    condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
    condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
    condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
  ];
}

/** A node as `-o yaml` has it. Its podCIDR is kubeadm's, which Cilium's cluster-pool does not use. */
export function nodeObject(machine: Machine, node: NodeRecord): Tree {
  const { nodes, versions } = machine.world.file;
  const at = nodes.findIndex(({ name }) => name === node.name);
  const own = nodes[at];
  const version = `v${versions.kubernetes.replace(/^v/, '')}`;
  const cidr = nodePodCidr(machine.world.file, at);
  const memory = own?.controlPlane === true ? MEMORY.control : MEMORY.worker;
  const room = (bytes: string, storage: string): Tree => ({
    cpu: CPUS,
    'ephemeral-storage': storage,
    'hugepages-2Mi': '0',
    memory: bytes,
    pods: '110',
  });
  const { name, created, labels, annotations, taints, cordoned } = node;
  const unschedulable = { effect: 'NoSchedule', key: 'node.kubernetes.io/unschedulable' };
  const allTaints = [
    ...taints.map(({ key, value, effect }) => ({ effect, key, ...(value === '' ? {} : { value }) })),
    ...(cordoned ? [unschedulable] : []),
  ];
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: metadata(machine, { kind: 'Node', name, namespace: null, created, labels, annotations }),
    spec: {
      ...(cidr === null ? {} : { podCIDR: cidr, podCIDRs: [cidr] }),
      ...(allTaints.length === 0 ? {} : { taints: allTaints }),
      ...(cordoned ? { unschedulable: true } : {}),
    },
    status: {
      addresses: [
        { address: own?.ip ?? '', type: 'InternalIP' },
        { address: name, type: 'Hostname' },
      ],
      allocatable: room(`${Number(memory.slice(0, -2)) - 102_400}Ki`, ALLOCATABLE_DISK),
      capacity: room(memory, DISK),
      conditions: conditions(machine, node),
      daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
      nodeInfo: {
        architecture: 'amd64',
        bootID: uidOf(`boot ${name}`),
        containerRuntimeVersion: CONTAINER_RUNTIME,
        kernelVersion: versions.kernel,
        kubeProxyVersion: '',
        kubeletVersion: version,
        machineID: hexOf(`machine ${name}`, 32),
        operatingSystem: 'linux',
        osImage: OS_IMAGE,
        systemUUID: uidOf(`system ${name}`),
      },
    },
  };
}
