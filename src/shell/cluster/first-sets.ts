import { hexOf } from './kube-names.ts';
import { podTemplate, withoutHash } from './pod-template.ts';
import type { DeploymentRecord, PodRecord, ReplicaSetRecord } from './records.ts';

/** 'webpod-697b545f57' of a pod that a ReplicaSet has made. */
function setOf({ owner }: PodRecord): { readonly deployment: string; readonly hash: string } | null {
  if (owner?.kind !== 'ReplicaSet') return null;
  const cut = owner.name.lastIndexOf('-');
  return { deployment: owner.name.slice(0, cut), hash: owner.name.slice(cut + 1) };
}

/** Deployments that the owners of pods tell of. Of several ReplicaSets of one name, that with the most pods is the current one. */
export function firstDeployments(pods: readonly PodRecord[]): readonly DeploymentRecord[] {
  const sets = firstReplicaSets(pods);
  const byName = new Map<string, ReplicaSetRecord>();
  for (const set of sets) {
    const key = `${set.namespace}/${set.deployment}`;
    const before = byName.get(key);
    if (before === undefined || before.replicas < set.replicas) byName.set(key, set);
  }
  return [...byName.values()].map((set): DeploymentRecord => {
    const labels = set.template.labels;
    return {
      namespace: set.namespace,
      name: set.deployment,
      labels: set.namespace === 'kube-system' ? labels : [],
      annotations: [],
      selector: labels,
      replicas: set.replicas,
      template: set.template,
      hash: set.hash,
      created: set.created,
      revision: 1,
      inferred: true,
    };
  });
}

export function firstReplicaSets(pods: readonly PodRecord[]): readonly ReplicaSetRecord[] {
  const known = new Map<string, ReplicaSetRecord>();
  for (const pod of pods) {
    const said = setOf(pod);
    if (said === null) continue;
    const name = `${said.deployment}-${said.hash}`;
    const key = `${pod.namespace}/${name}`;
    const before = known.get(key);
    if (before !== undefined) {
      known.set(key, { ...before, replicas: before.replicas + 1 });
      continue;
    }
    const { template, namespace, created } = pod;
    const own = podTemplate(withoutHash(template.labels), template.containers, {
      hostNetwork: template.hostNetwork,
      tolerates: template.tolerates,
    });
    known.set(key, { ...said, namespace, name, template: own, replicas: 1, created, revision: 1 });
  }
  return [...known.values()];
}

/** A digest of an image, as a registry would give it: unverified, but always the same for one image. */
export function imageDigest(image: string): string {
  return image.includes('@') ? image.slice(image.indexOf('@') + 1) : `sha256:${hexOf(`image ${image}`, 64)}`;
}
