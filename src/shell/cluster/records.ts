import type { LabPod, LabService } from '../../lab/file.ts';
import type { Nanos } from '../../lab/names.ts';
import type { Tree } from './json.ts';

export type Labels = readonly (readonly [key: string, value: string])[];

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly ports: readonly number[];
  readonly command: readonly string[];
  readonly args: readonly string[];
  /** What a manifest says beyond these: env, resources, probes. */
  readonly more: Tree;
}

/** What a pod is made from. */
export interface PodTemplate {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
  readonly nodeName: string | null;
  readonly nodeSelector: Labels;
  readonly hostNetwork: boolean;
  /** Label selectors of required anti-affinity by host name: no two pods of these on one node. */
  readonly apartFrom: readonly { readonly key: string; readonly values: readonly string[] }[];
  readonly restartPolicy: 'Always' | 'OnFailure' | 'Never';
  /** terminationGracePeriodSeconds. */
  readonly grace: number;
  /** Keys of taints that are tolerated; '' tolerates all. */
  readonly tolerates: readonly string[];
  /** What a manifest says of the pod beyond these: affinity, volumes. */
  readonly more: Tree;
}

export interface Owner {
  readonly kind: 'ReplicaSet' | 'DaemonSet' | 'Node';
  readonly name: string;
}

export interface PodRecord {
  readonly name: string;
  readonly namespace: string;
  readonly node: string | null;
  readonly ip: string | null;
  readonly template: PodTemplate;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly owner: Owner | null;
  readonly created: Nanos;
  /** What the STATUS column says as long as nobody deletes it. */
  readonly status: string;
  /** Since when its containers run and are ready; null: not yet. */
  readonly started: Nanos | null;
  readonly ready: Nanos | null;
  readonly deleting: Nanos | null;
  readonly restarts: number;
  /** As the engine knows it; null for pods in a node's own network. */
  readonly lab: LabPod | null;
}

export interface DeploymentRecord {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly selector: Labels;
  readonly replicas: number;
  readonly template: PodTemplate;
  /** Of the ReplicaSet that it wants now. */
  readonly hash: string;
  readonly created: Nanos;
  readonly revision: number;
  /** The lab file tells of names, labels and images only: a manifest that agrees with these has made it. */
  readonly inferred: boolean;
}

export interface ReplicaSetRecord {
  readonly namespace: string;
  readonly name: string;
  readonly deployment: string;
  readonly hash: string;
  readonly template: PodTemplate;
  readonly replicas: number;
  readonly created: Nanos;
  readonly revision: number;
}

export interface DaemonSetRecord {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly selector: Labels;
  readonly template: PodTemplate;
  readonly created: Nanos;
  /** Counts the templates: pods carry it as pod-template-generation. */
  readonly generation: number;
}

export interface ServiceRecord extends LabService {
  readonly created: Nanos;
  readonly labels: Labels;
  readonly annotations: Labels;
}

export interface NodeRecord {
  readonly name: string;
  readonly created: Nanos;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[];
  readonly cordoned: boolean;
}

export interface NamespaceRecord {
  readonly name: string;
  readonly created: Nanos;
  readonly labels: Labels;
}

export interface ConfigMapRecord {
  readonly namespace: string;
  readonly name: string;
  readonly created: Nanos;
  readonly labels: Labels;
  readonly data: Labels;
}

export interface EventRecord {
  readonly namespace: string;
  /** What it is about. */
  readonly kind: string;
  readonly object: string;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly source: string;
  readonly first: Nanos;
  readonly last: Nanos;
  readonly count: number;
}
