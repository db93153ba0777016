import type { LabPod, LabService } from '../../lab/file.ts';
import type { Nanos, NetnsName } from '../../lab/names.ts';

export type Labels = readonly (readonly [key: string, value: string])[];

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly ports: readonly number[];
  readonly command: readonly string[];
}

/** What a pod is made from. */
export interface PodTemplate {
  readonly labels: Labels;
  readonly containers: readonly Container[];
  readonly nodeName: string | null;
  readonly nodeSelector: Labels;
  /** Label selectors of required anti-affinity by host name: no two pods of these on one node. */
  readonly apartFrom: readonly { readonly key: string; readonly values: readonly string[] }[];
}

export interface PodRecord {
  readonly name: string;
  readonly namespace: string;
  readonly node: string | null;
  readonly ip: string | null;
  readonly hostNetwork: boolean;
  readonly labels: Labels;
  readonly containers: readonly Container[];
  readonly initContainers: readonly string[];
  /** The annotation kubectl.kubernetes.io/default-container. */
  readonly defaultContainer: string | null;
  readonly created: Nanos;
  readonly owner: { readonly kind: 'ReplicaSet' | 'DaemonSet' | 'Node' | 'Deployment'; readonly name: string } | null;
  readonly state: 'Pending' | 'ContainerCreating' | 'Running' | 'Terminating';
  readonly restarts: number;
  /** As the engine knows it; null for pods in a node's own network. */
  readonly lab: LabPod | null;
}

export interface DeploymentRecord {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly selector: Labels;
  readonly replicas: number;
  readonly template: PodTemplate;
  readonly hash: string;
  readonly created: Nanos;
  readonly revision: number;
}

export interface DaemonSetRecord {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly selector: Labels;
  readonly containers: readonly Container[];
  readonly created: Nanos;
  /** Nodes whose pod is of the latest revision; null: no rollout has been asked for. */
  readonly updated: number | null;
}

export interface ServiceRecord extends LabService {
  readonly created: Nanos;
  readonly labels: Labels;
}

/** How a cluster changes the lab: the pods and services that the engine has to know. */
export interface ClusterView {
  readonly pods: readonly LabPod[];
  readonly services: readonly LabService[];
  readonly from: NetnsName;
}
