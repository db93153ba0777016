import type { Container, Labels, PodTemplate } from './records.ts';

export function container(name: string, image: string, ports: readonly number[] = []): Container {
  return { name, image, ports, command: [], args: [], more: {} };
}

/** A template with Kubernetes' defaults for what is not said. */
export function podTemplate(
  labels: Labels,
  containers: readonly Container[],
  change: Partial<PodTemplate> = {},
): PodTemplate {
  return {
    labels,
    annotations: [],
    containers,
    initContainers: [],
    nodeName: null,
    nodeSelector: [],
    hostNetwork: false,
    apartFrom: [],
    restartPolicy: 'Always',
    grace: 30,
    tolerates: [],
    more: {},
    ...change,
  };
}

export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return wanted.every(([key, value]) => labels.some(([k, v]) => k === key && v === value));
}

/** The label under which a ReplicaSet knows its pods: no part of what a pod is for. */
export const HASH_LABEL = 'pod-template-hash';

/** The annotation that names the container which is meant when nobody says (KEP-2227). */
export const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

export function withoutHash(labels: Labels): Labels {
  return labels.filter(([key]) => key !== HASH_LABEL);
}
