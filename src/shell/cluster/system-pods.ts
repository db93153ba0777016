import type { Prng } from '../../base/prng.ts';
import type { LabFile, LabNode } from '../../lab/file.ts';
import type { Nanos } from '../../lab/names.ts';
import { BORN, joined } from './ages.ts';
import { ciliumImages } from './cilium-images.ts';
import { FIRST_WEEK } from './helm-values.ts';
import { hexOf, suffix, templateHash } from './kube-names.ts';
import { container, DEFAULT_CONTAINER, HASH_LABEL, podTemplate } from './pod-template.ts';
import type { Container, DaemonSetRecord, Labels, Owner, PodRecord, PodTemplate } from './records.ts';

/** The agent pod's containers that come before its own (install/kubernetes/cilium/templates/cilium-agent/daemonset.yaml). */
export const AGENT_INIT = [
  'config',
  'mount-cgroup',
  'apply-sysctl-overwrites',
  'mount-bpf-fs',
  'clean-cilium-state',
  'install-cni-binaries',
] as const;
const STATIC = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const;
const ALL_TAINTS = [''] as const;

/** The labels that the chart gives the pods of a part of Cilium. */
export function ciliumLabels(part: string): Labels {
  const name = part === 'cilium' ? 'cilium-agent' : part;
  const common = [['app.kubernetes.io/name', name] as const, ['app.kubernetes.io/part-of', 'cilium'] as const];
  if (part !== 'cilium-operator') return [...common, ['k8s-app', part]];
  return [...common, ['io.cilium/app', 'operator'], ['name', 'cilium-operator']];
}

function imagesOf(part: string, version: string): readonly string[] {
  return ciliumImages(version)[part] ?? [];
}

/** The daemon sets of a kubeadm cluster with Cilium, or with what it replaces. */
export function systemSets(file: LabFile): readonly DaemonSetRecord[] {
  const { cilium, versions } = file;
  const images = (part: string): readonly Container[] =>
    imagesOf(part, versions.cilium).map((image) => container(part === 'cilium' ? 'cilium-agent' : part, image));
  const [agent] = imagesOf('cilium', versions.cilium);
  const init = AGENT_INIT.map((name) => container(name, agent ?? ''));
  const set = (name: string, labels: Labels, template: PodTemplate): DaemonSetRecord => ({
    namespace: 'kube-system',
    name,
    labels,
    selector: labels.filter(([key]) => key === 'k8s-app'),
    template,
    created: BORN,
    generation: 1,
  });
  const common = { hostNetwork: true, tolerates: ALL_TAINTS, nodeSelector: [['kubernetes.io/os', 'linux']] as const };
  const sets: DaemonSetRecord[] = [];
  if (cilium.datapath === 'cilium') {
    const labels = ciliumLabels('cilium');
    sets.push(
      set(
        'cilium',
        labels,
        podTemplate(labels, images('cilium'), {
          ...common,
          initContainers: init,
          grace: 1,
          annotations: agentAnnotations(versions.cilium),
        }),
      ),
    );
    const envoy = ciliumLabels('cilium-envoy');
    sets.push(set('cilium-envoy', envoy, podTemplate(envoy, images('cilium-envoy'), { ...common, grace: 1 })));
  }
  if (!cilium.kubeProxyReplacement || cilium.datapath === 'linux') {
    const labels = [['k8s-app', 'kube-proxy']] as const;
    const image = `registry.k8s.io/kube-proxy:v${versions.kubernetes.replace(/^v/, '')}`;
    sets.push(set('kube-proxy', labels, podTemplate(labels, [container('kube-proxy', image)], common)));
  }
  return sets;
}

/** The chart of 1.18 says which container is meant when nobody says; with that of 1.17 kubectl tells which it takes. */
function agentAnnotations(version: string): Labels {
  const minor = Number(version.replace(/^v/, '').split('.')[1] ?? 0);
  return minor >= 18 ? [[DEFAULT_CONTAINER, 'cilium-agent']] : [];
}

/** A daemon set's pod for a node, not yet begun. */
export function daemonPod(set: DaemonSetRecord, node: LabNode, rng: Prng, now: Nanos): PodRecord {
  const labels: Labels = [
    ...set.template.labels,
    ['controller-revision-hash', revisionHash(set)],
    ['pod-template-generation', `${set.generation}`],
  ];
  const owner = { kind: 'DaemonSet', name: set.name } as const;
  return hostPod(`${set.name}-${suffix(rng)}`, node, { ...set.template, labels }, owner, now);
}

/** Names the template of a daemon set (pkg/controller ComputeHash of its ControllerRevision). */
export function revisionHash({ name, generation }: Pick<DaemonSetRecord, 'name' | 'generation'>): string {
  return templateHash(`${name} ${generation}`);
}

function hostPod(name: string, node: LabNode, template: PodTemplate, owner: Owner, created: Nanos): PodRecord {
  return {
    name,
    namespace: 'kube-system',
    node: node.name,
    ip: node.ip,
    template,
    labels: template.labels,
    annotations: template.annotations,
    owner,
    created,
    status: 'Pending',
    started: null,
    ready: null,
    deleting: null,
    restarts: 0,
    lab: null,
  };
}

function running(pod: PodRecord): PodRecord {
  return { ...pod, status: 'Running', started: pod.created, ready: pod.created };
}

/**
 * The pods that a kubeadm cluster with Cilium runs in its nodes' own network. Agents are as old as their node, because the
 * scripts install Cilium with the first of them; in the first week it is installed by hand when all nodes are there.
 */
export function systemPods(file: LabFile, sets: readonly DaemonSetRecord[], rng: Prng): readonly PodRecord[] {
  const out: PodRecord[] = [];
  const { nodes } = file;
  const first = nodes.find(({ controlPlane }) => controlPlane) ?? nodes[0];
  const last = joined(nodes.length - 1, nodes.length);
  for (const [i, node] of nodes.entries()) {
    const since = joined(i, nodes.length);
    const agents = file.versions.cilium === FIRST_WEEK ? last : since;
    for (const set of sets) out.push(running(daemonPod(set, node, rng, agents)));
    if (file.cilium.datapath === 'cilium' && node === first) out.push(running(operatorPod(file, first, rng)));
    if (node.controlPlane) out.push(...STATIC.map((part) => running(staticPod(part, node, file, since))));
  }
  return out;
}

/** The lab's scripts run one operator (operator.replicas=1). */
function operatorPod(file: LabFile, node: LabNode, rng: Prng): PodRecord {
  const hash = templateHash(`operator ${file.versions.cilium}`);
  const set = `cilium-operator-${hash}`;
  const labels = [...ciliumLabels('cilium-operator'), [HASH_LABEL, hash] as const];
  const containers = imagesOf('cilium-operator', file.versions.cilium).map((image) =>
    container('cilium-operator', image),
  );
  const template = podTemplate(labels, containers, { hostNetwork: true, tolerates: ALL_TAINTS });
  return hostPod(`${set}-${suffix(rng)}`, node, template, { kind: 'ReplicaSet', name: set }, BORN);
}

/** A pod that the kubelet makes from /etc/kubernetes/manifests, and shows to the API server as its mirror. */
function staticPod(part: (typeof STATIC)[number], node: LabNode, file: LabFile, since: Nanos): PodRecord {
  const version = file.versions.kubernetes.replace(/^v/, '');
  const image = part === 'etcd' ? 'registry.k8s.io/etcd:3.5.21-0' : `registry.k8s.io/${part}:v${version}`;
  const labels = [['component', part] as const, ['tier', 'control-plane'] as const];
  const hash = hexOf(`manifest ${part} ${node.name} ${version}`, 32);
  const annotations: Labels = [
    ['kubernetes.io/config.hash', hash],
    ['kubernetes.io/config.mirror', hash],
    ['kubernetes.io/config.source', 'file'],
  ];
  const template = podTemplate(labels, [container(part, image)], {
    annotations,
    hostNetwork: true,
    nodeName: node.name,
    tolerates: ALL_TAINTS,
  });
  return hostPod(`${part}-${node.name}`, node, template, { kind: 'Node', name: node.name }, since);
}
