import type { Prng } from '../../base/prng.ts';
import type { LabFile, LabPod } from '../../lab/file.ts';
import type { Nanos, NetnsName } from '../../lab/names.ts';
import type { World } from '../../lab/world.ts';
import { APPLIED, BORN } from './ages.ts';
import { filePods } from './file-pods.ts';
import { firstDeployments, firstReplicaSets } from './first-sets.ts';
import { firstConfigMaps } from './first-config-maps.ts';
import { firstNodes } from './first-nodes.ts';
import { placed } from './kube-names.ts';
import { hasLabels } from './pod-template.ts';
import type {
  ConfigMapRecord,
  DaemonSetRecord,
  DeploymentRecord,
  EventRecord,
  NamespaceRecord,
  NodeRecord,
  PodRecord,
  ReplicaSetRecord,
  ServiceRecord,
} from './records.ts';
import { systemPods, systemSets } from './system-pods.ts';

/** Events are kept for an hour (kube-apiserver --event-ttl), and never more than these. */
const MOST_EVENTS = 2000;

/** What the chart labels its namespace with. */
const OF_HELM = [
  ['app.kubernetes.io/managed-by', 'Helm'],
  ['app.kubernetes.io/part-of', 'cilium'],
] as const;

type Named = { readonly namespace: string; readonly name: string };

function same(a: Named, b: Named): boolean {
  return a.name === b.name && a.namespace === b.namespace;
}

/**
 * Everything that the API server holds of pods, services, nodes and what makes pods. It changes records only: controllers
 * decide what follows and tell the engine.
 */
export class Workloads {
  /** The namespace of kubectl's context: where everything is that is said to be nowhere else. */
  currentNamespace = 'default';
  /** Grows with every change: who waits for one looks at this. */
  version = 0;
  pods: readonly PodRecord[];
  services: readonly ServiceRecord[];
  deployments: readonly DeploymentRecord[];
  replicaSets: readonly ReplicaSetRecord[];
  daemonSets: readonly DaemonSetRecord[];
  nodes: readonly NodeRecord[];
  namespaces: readonly NamespaceRecord[];
  configMaps: readonly ConfigMapRecord[];
  readonly events: EventRecord[] = [];
  readonly file: LabFile;
  readonly rng: Prng;
  /** Addresses of podCIDRs that no pod may have: those of cilium_host. */
  readonly reserved: ReadonlySet<string>;
  /** Deployments and daemon sets that a controller is busy with. */
  readonly busy = new Set<string>();

  constructor(file: LabFile, world: World, rng: Prng) {
    this.file = file;
    this.rng = rng;
    this.reserved = new Set(world.nodes.map(({ ciliumHost }) => ciliumHost));
    this.daemonSets = systemSets(file);
    this.pods = [...filePods(file, world), ...systemPods(file, this.daemonSets, rng.fork('system'))];
    this.replicaSets = firstReplicaSets(this.pods);
    this.deployments = firstDeployments(this.pods);
    this.services = file.services.map((service) => ({
      ...service,
      created: placed(service.name)[0] === 'kube-system' || service.selector === null ? BORN : APPLIED,
      labels: serviceLabels(service.name, service.selector ?? []),
      annotations: [],
    }));
    this.nodes = firstNodes(file, this.pods);
    const own = [...this.pods.map(({ namespace }) => namespace), ...this.services.map(({ name }) => placed(name)[0])];
    const cilium = file.cilium.datapath === 'cilium' ? ['cilium-secrets'] : [];
    const names = new Set([...cilium, 'default', 'kube-node-lease', 'kube-public', 'kube-system', ...own]);
    this.namespaces = [...names].map((name) => ({
      name,
      created: BORN,
      labels: [...(name === 'cilium-secrets' ? OF_HELM : []), ['kubernetes.io/metadata.name', name]],
    }));
    this.configMaps = firstConfigMaps(file, this.namespaces);
  }

  /** Says that something has changed. */
  touch(): void {
    this.version += 1;
  }

  hasNamespace(name: string): boolean {
    return this.namespaces.some((each) => each.name === name);
  }

  findPod(namespace: string, name: string): PodRecord | undefined {
    return this.pods.find((pod) => pod.name === name && pod.namespace === namespace);
  }

  findDeployment(namespace: string, name: string): DeploymentRecord | undefined {
    return this.deployments.find((each) => each.name === name && each.namespace === namespace);
  }

  findDaemonSet(namespace: string, name: string): DaemonSetRecord | undefined {
    return this.daemonSets.find((each) => each.name === name && each.namespace === namespace);
  }

  findNode(name: string): NodeRecord | undefined {
    return this.nodes.find((each) => each.name === name);
  }

  findService(namespace: string, name: string): ServiceRecord | undefined {
    return this.services.find((each) => placed(each.name)[0] === namespace && placed(each.name)[1] === name);
  }

  /** Pods of a ReplicaSet or a DaemonSet that nobody deletes. */
  ownedBy({ namespace, name }: Named): readonly PodRecord[] {
    return this.pods.filter(
      (pod) =>
        pod.namespace === namespace && pod.owner?.name === name && pod.owner.kind !== 'Node' && pod.deleting === null,
    );
  }

  setsOf({ namespace, name }: Named): readonly ReplicaSetRecord[] {
    return this.replicaSets.filter((set) => set.namespace === namespace && set.deployment === name);
  }

  /** What the engine has to know: every pod with an address of its own that runs, and that still answers. */
  labPods(): readonly LabPod[] {
    return this.pods.flatMap((pod) => (pod.lab !== null && this.isOnNetwork(pod) ? [pod.lab] : []));
  }

  /** Who is asked to end is no backend any more; who serves nobody stays until it has ended. */
  isOnNetwork({ started, deleting, namespace, labels }: PodRecord): boolean {
    if (started === null || deleting === null) return started !== null;
    return !this.services.some(
      ({ name, selector }) => selector !== null && placed(name)[0] === namespace && hasLabels(labels, selector),
    );
  }

  addPod(pod: PodRecord): PodRecord {
    this.pods = [...this.pods, pod];
    this.touch();
    return pod;
  }

  /** The pod as it is after the change; what is gone stays gone. */
  changePod(pod: Named, change: Partial<PodRecord>): PodRecord | null {
    const before = this.findPod(pod.namespace, pod.name);
    if (before === undefined) return null;
    const after = { ...before, ...change };
    this.pods = this.pods.map((each) => (each === before ? after : each));
    this.touch();
    return after;
  }

  removePod(pod: Named): void {
    this.pods = this.pods.filter((each) => !same(each, pod));
    this.touch();
  }

  /** Puts in the place of one of the same name, or at the end. */
  putDeployment(record: DeploymentRecord): void {
    this.deployments = put(this.deployments, record);
    this.touch();
  }

  putReplicaSet(record: ReplicaSetRecord): void {
    this.replicaSets = put(this.replicaSets, record);
    this.touch();
  }

  putDaemonSet(record: DaemonSetRecord): void {
    this.daemonSets = put(this.daemonSets, record);
    this.touch();
  }

  putService(record: ServiceRecord): void {
    const at = this.services.findIndex(({ name }) => name === record.name);
    this.services = at < 0 ? [...this.services, record] : this.services.with(at, record);
    this.touch();
  }

  putNode(record: NodeRecord): void {
    this.nodes = this.nodes.map((node) => (node.name === record.name ? record : node));
    this.touch();
  }

  putConfigMap(record: ConfigMapRecord): void {
    this.configMaps = put(this.configMaps, record);
    this.touch();
  }

  /** Somebody tells what has happened to an object; the same again is counted. */
  tell(event: Omit<EventRecord, 'first' | 'last' | 'count'>, now: Nanos): void {
    const before = this.events.findIndex(
      (each) =>
        each.object === event.object &&
        each.namespace === event.namespace &&
        each.reason === event.reason &&
        each.message === event.message,
    );
    if (before >= 0) {
      const [old] = this.events.splice(before, 1);
      this.events.push({ ...old!, last: now, count: old!.count + 1 });
    } else this.events.push({ ...event, first: now, last: now, count: 1 });
    if (this.events.length > MOST_EVENTS) this.events.shift();
    this.touch();
  }

  /** Where changes of the cluster come from: its (first) control-plane node. */
  get master(): NetnsName {
    return (this.file.nodes.find(({ controlPlane }) => controlPlane) ?? this.file.nodes[0])!.name as NetnsName;
  }
}

function put<T extends Named>(list: readonly T[], record: T): readonly T[] {
  const at = list.findIndex((each) => same(each, record));
  return at < 0 ? [...list, record] : list.with(at, record);
}

/** kubeadm's own services have labels of their own; those of the posts carry the labels that they select. */
function serviceLabels(name: string, selector: ServiceRecord['labels']): ServiceRecord['labels'] {
  const [namespace, short] = placed(name);
  if (namespace === 'default' && short === 'kubernetes') {
    return [
      ['component', 'apiserver'],
      ['provider', 'kubernetes'],
    ];
  }
  if (namespace !== 'kube-system' || short !== 'kube-dns') return selector;
  return [...selector, ['kubernetes.io/cluster-service', 'true'], ['kubernetes.io/name', 'CoreDNS']];
}
