import { ownOf } from '../../base/own.ts';
import type { LabFile, LabPod } from '../../lab/file.ts';
import type { NetnsName } from '../../lab/names.ts';
import type { Pod, World } from '../../lab/world.ts';
import { APPLIED, BORN } from './ages.ts';
import { ownerOf, placed, templateHash } from './kube-names.ts';
import { container, HASH_LABEL, podTemplate } from './pod-template.ts';
import type { Container, Owner, PodRecord } from './records.ts';

/** Parts of the cluster that are Deployments whatever their pods are called in a lab file, by their label k8s-app. */
const KNOWN: Readonly<Record<string, string>> = {
  'kube-dns': 'coredns',
  'hubble-relay': 'hubble-relay',
  'hubble-ui': 'hubble-ui',
};
const COREDNS = 'registry.k8s.io/coredns/coredns:v1.12.0';
/** A pod that only waits for people who type in it (the posts' curl-pod). */
const WAITS = { command: ['tail'], args: ['-f', '/dev/null'] } as const;

/** The pods of the lab file, as the API server has them. */
export function filePods(file: LabFile, world: World): readonly PodRecord[] {
  return file.pods.map((lab) => filePod(lab, world.pods.get(lab.name as NetnsName), world));
}

function filePod(lab: LabPod, known: Pod | undefined, world: World): PodRecord {
  const [namespace, name] = placed(lab.name);
  const owner = ownerIn(namespace, name, lab);
  const labels =
    owner === null
      ? lab.labels
      : [...lab.labels, [HASH_LABEL, owner.name.slice(owner.name.lastIndexOf('-') + 1)] as const];
  const born = namespace === 'kube-system' ? BORN : APPLIED;
  const waits = known?.role === 'client';
  const template = podTemplate(labels, [containerOf(lab, known, owner, name)], {
    ...(waits && owner === null ? { grace: 0, nodeName: lab.node } : {}),
    ...(namespace === 'kube-system' ? { tolerates: ['node-role.kubernetes.io/control-plane'] } : {}),
  });
  return {
    name,
    namespace,
    node: lab.node,
    ip: lab.ip,
    template,
    labels,
    annotations: [],
    owner,
    created: born,
    status: 'Running',
    started: born,
    ready: born,
    deleting: null,
    restarts: 0,
    lab: asKnown(lab, known, world),
  };
}

function ownerIn(namespace: string, name: string, lab: LabPod): Owner | null {
  const said = ownerOf(name);
  if (said !== null) return { kind: 'ReplicaSet', name: `${said.deployment}-${said.hash}` };
  if (namespace !== 'kube-system') return null;
  const part = ownOf(KNOWN, lab.labels.find(([key]) => key === 'k8s-app')?.[1] ?? '');
  return part === undefined ? null : { kind: 'ReplicaSet', name: `${part}-${templateHash(part)}` };
}

function containerOf(lab: LabPod, known: Pod | undefined, owner: Owner | null, name: string): Container {
  const role = known?.role ?? 'other';
  const app = lab.labels.find(([key]) => key === 'app' || key === 'k8s-app' || key === 'run')?.[1];
  const called = owner === null ? (app ?? name) : owner.name.slice(0, owner.name.lastIndexOf('-'));
  const usual = { web: 'traefik/whoami', dns: COREDNS, client: 'nicolaka/netshoot', other: called }[role];
  const image = lab.image === '' ? usual : lab.image;
  const ports = lab.ports.length > 0 || role !== 'web' ? lab.ports : [80];
  return { ...container(called, image, ports), ...(role === 'client' ? WAITS : {}) };
}

/** What the lab has made of a pod is kept from then on: its identity, its endpoint and its device. */
export function asKnown(lab: LabPod, known: Pod | undefined, world: World): LabPod {
  if (known === undefined || known.ip !== lab.ip) return lab;
  const { identity, endpoint } = known;
  return { ...lab, identity, endpoint, lxc: world.devices.get(known.lxc)?.name ?? lab.lxc };
}
