import type { Prng } from '../../base/prng.ts';
import type { LabFile } from '../../lab/file.ts';
import type { Nanos } from '../../lab/names.ts';
import type { World } from '../../lab/world.ts';
import { ciliumImages } from './cilium-images.ts';
import { CLUSTER_AGE } from './helm-release.ts';
import { ownerOf, suffix, templateHash } from './kube-names.ts';
import type { Container, Labels, PodRecord } from './records.ts';

const BORN = -CLUSTER_AGE as Nanos;
/** Workloads of a reader are younger than the cluster. */
const APPLIED = -1_800_000_000_000 as Nanos;

/** The agent pod's containers that come before its own (install/kubernetes/cilium/templates/cilium-agent/daemonset.yaml). */
export const AGENT_INIT = [
  'config',
  'mount-cgroup',
  'apply-sysctl-overwrites',
  'mount-bpf-fs',
  'clean-cilium-state',
  'install-cni-binaries',
] as const;

const container = (name: string, image: string, ports: readonly number[] = []): Container => ({
  name,
  image,
  ports,
  command: [],
});

/** The labels that the chart gives the pods of a part of Cilium. */
export function ciliumLabels(part: string): Labels {
  return [
    ['app.kubernetes.io/name', part === 'cilium' ? 'cilium-agent' : part],
    ['app.kubernetes.io/part-of', 'cilium'],
    ['k8s-app', part],
  ];
}

/** The pods of the lab file, as the API server has them. */
export function filePods(file: LabFile, world: World): readonly PodRecord[] {
  return file.pods.map((lab): PodRecord => {
    const cut = lab.name.indexOf('/');
    const namespace = cut < 0 ? 'default' : lab.name.slice(0, cut);
    const name = cut < 0 ? lab.name : lab.name.slice(cut + 1);
    const owner = ownerOf(name);
    const own = [...world.pods.values()].find((pod) => pod.name === lab.name);
    const app = owner?.deployment ?? lab.labels.find(([key]) => key === 'app' || key === 'k8s-app')?.[1] ?? name;
    const ports = lab.ports.length > 0 ? lab.ports : own?.role === 'web' ? [80] : [];
    const image = lab.image === '' ? (own?.role === 'web' ? 'traefik/whoami' : 'nicolaka/netshoot') : lab.image;
    return {
      name,
      namespace,
      node: lab.node,
      ip: lab.ip,
      hostNetwork: false,
      labels: owner === null ? lab.labels : [...lab.labels, ['pod-template-hash', owner.hash]],
      containers: [container(app, image, ports)],
      initContainers: [],
      defaultContainer: null,
      created: namespace === 'kube-system' ? BORN : APPLIED,
      owner: owner === null ? null : { kind: 'ReplicaSet', name: `${owner.deployment}-${owner.hash}` },
      state: 'Running',
      restarts: 0,
      lab: {
        ...lab,
        identity: own?.identity ?? lab.identity,
        endpoint: own?.endpoint ?? lab.endpoint,
        lxc: own === undefined ? lab.lxc : (world.devices.get(own.lxc)?.name ?? lab.lxc),
      },
    };
  });
}

function minorOf(version: string): number {
  return Number(version.split('.')[1] ?? 0);
}

/** The pods that a kubeadm cluster with Cilium runs in its nodes' own network. */
export function systemPods(file: LabFile, rng: Prng): readonly PodRecord[] {
  const { kubernetes, cilium } = file.versions;
  const images = ciliumImages(cilium);
  const pod = (
    name: string,
    node: string,
    ip: string,
    labels: Labels,
    containers: readonly Container[],
    owner: PodRecord['owner'],
    init: readonly string[] = [],
  ): PodRecord => ({
    name,
    namespace: 'kube-system',
    node,
    ip,
    hostNetwork: true,
    labels,
    containers,
    initContainers: init,
    // The chart of 1.18 has the annotation; that of 1.17 has not, and kubectl says which container it takes.
    defaultContainer: owner?.name === 'cilium' && minorOf(cilium) >= 18 ? 'cilium-agent' : null,
    created: BORN,
    owner,
    state: 'Running',
    restarts: 0,
    lab: null,
  });
  const of = (part: string): readonly Container[] =>
    (images[part] ?? []).map((image) => container(part === 'cilium' ? 'cilium-agent' : part, image));
  const out: PodRecord[] = [];
  for (const { name, ip, controlPlane } of file.nodes) {
    out.push(
      pod(
        `cilium-${suffix(rng)}`,
        name,
        ip,
        ciliumLabels('cilium'),
        of('cilium'),
        { kind: 'DaemonSet', name: 'cilium' },
        AGENT_INIT,
      ),
    );
    out.push(
      pod(`cilium-envoy-${suffix(rng)}`, name, ip, ciliumLabels('cilium-envoy'), of('cilium-envoy'), {
        kind: 'DaemonSet',
        name: 'cilium-envoy',
      }),
    );
    if (!controlPlane) continue;
    const operator = `cilium-operator-${templateHash(`operator ${cilium}`)}`;
    out.push(
      pod(`${operator}-${suffix(rng)}`, name, ip, ciliumLabels('cilium-operator'), of('cilium-operator'), {
        kind: 'ReplicaSet',
        name: operator,
      }),
    );
    for (const part of ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler']) {
      const image =
        part === 'etcd' ? 'registry.k8s.io/etcd:3.5.21-0' : `registry.k8s.io/${part}:v${kubernetes.replace(/^v/, '')}`;
      out.push(
        pod(
          `${part}-${name}`,
          name,
          ip,
          [
            ['component', part],
            ['tier', 'control-plane'],
          ],
          [container(part, image)],
          { kind: 'Node', name },
        ),
      );
    }
  }
  return out;
}
