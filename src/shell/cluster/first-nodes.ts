import type { LabFile } from '../../lab/file.ts';
import { joined } from './ages.ts';
import type { Labels, NodeRecord, PodRecord } from './records.ts';

export const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';

/**
 * The nodes as kubeadm has made them. Its taint of control planes has been taken away where a workload of the lab runs
 * there, and where there is nothing else to run on.
 */
export function firstNodes(file: LabFile, pods: readonly PodRecord[]): readonly NodeRecord[] {
  const works = new Set(
    pods.flatMap(({ owner, namespace, node }) =>
      owner?.kind === 'ReplicaSet' && namespace !== 'kube-system' && node !== null ? [node] : [],
    ),
  );
  const workers = file.nodes.some(({ controlPlane }) => !controlPlane);
  return file.nodes.map(({ name, controlPlane, ip }, i): NodeRecord => {
    const role: Labels = controlPlane
      ? [
          [CONTROL_PLANE, ''],
          ['node.kubernetes.io/exclude-from-external-load-balancers', ''],
        ]
      : [];
    const tainted = controlPlane && workers && !works.has(name);
    return {
      name,
      created: joined(i, file.nodes.length),
      labels: [
        ['beta.kubernetes.io/arch', 'amd64'],
        ['beta.kubernetes.io/os', 'linux'],
        ['kubernetes.io/arch', 'amd64'],
        ['kubernetes.io/hostname', name],
        ['kubernetes.io/os', 'linux'],
        ...role,
      ],
      annotations: [
        ['alpha.kubernetes.io/provided-node-ip', ip],
        ['kubeadm.alpha.kubernetes.io/cri-socket', 'unix:///run/containerd/containerd.sock'],
        ['node.alpha.kubernetes.io/ttl', '0'],
        ['volumes.kubernetes.io/controller-managed-attach-detach', 'true'],
      ],
      taints: tainted ? [{ key: CONTROL_PLANE, value: '', effect: 'NoSchedule' }] : [],
      cordoned: false,
    };
  });
}
