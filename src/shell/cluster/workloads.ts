import type { Prng } from '../../base/prng.ts';
import type { LabFile, LabPod } from '../../lab/file.ts';
import type { Nanos, NetnsName } from '../../lab/names.ts';
import type { World } from '../../lab/world.ts';
import { cidrHas, ipv4Number, ipv4Of, type Cidr, type Ipv4Addr } from '../../wire/address.ts';
import { ciliumLabels, filePods, systemPods } from './first-pods.ts';
import { CLUSTER_AGE } from './helm-release.ts';
import { suffix, templateHash } from './kube-names.ts';
import type { DaemonSetRecord, DeploymentRecord, Labels, PodRecord, PodTemplate, ServiceRecord } from './records.ts';

const BORN = -CLUSTER_AGE as Nanos;

export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return wanted.every(([key, value]) => labels.some(([k, v]) => k === key && v === value));
}

/** Pods, services and what makes pods, as the API server has them. It changes records only: who calls tells the engine. */
export class Workloads {
  pods: PodRecord[];
  services: ServiceRecord[];
  deployments: DeploymentRecord[];
  daemonSets: DaemonSetRecord[];
  readonly namespaces: string[];
  readonly #file: LabFile;
  readonly #rng: Prng;

  constructor(file: LabFile, world: World, rng: Prng) {
    this.#file = file;
    this.#rng = rng;
    this.pods = [...filePods(file, world), ...systemPods(file, rng.fork('system'))];
    this.services = file.services.map((service) => ({ ...service, created: BORN, labels: service.selector ?? [] }));
    this.deployments = this.#inferred();
    this.daemonSets = ['cilium', 'cilium-envoy'].map((name) => ({
      namespace: 'kube-system',
      name,
      labels: ciliumLabels(name),
      selector: [['k8s-app', name]],
      containers: this.pods.find(({ owner }) => owner?.name === name)?.containers ?? [],
      created: BORN,
      updated: null,
    }));
    const own = [...new Set(this.pods.map(({ namespace }) => namespace))];
    this.namespaces = [
      ...new Set(['cilium-secrets', 'default', 'kube-node-lease', 'kube-public', 'kube-system', ...own]),
    ].sort();
  }

  /** Deployments that the names of pods tell of. */
  #inferred(): DeploymentRecord[] {
    const known = new Map<string, DeploymentRecord>();
    for (const { namespace, owner, labels, containers, created } of this.pods) {
      if (owner?.kind !== 'ReplicaSet') continue;
      const cut = owner.name.lastIndexOf('-');
      const [name, hash] = [owner.name.slice(0, cut), owner.name.slice(cut + 1)];
      const own = labels.filter(([key]) => key !== 'pod-template-hash');
      const before = known.get(`${namespace}/${name}`);
      const template = { labels: own, containers, nodeName: null, nodeSelector: [], apartFrom: [] };
      known.set(
        `${namespace}/${name}`,
        before === undefined
          ? { namespace, name, labels: [], selector: own, replicas: 1, template, hash, created, revision: 1 }
          : { ...before, replicas: before.replicas + 1 },
      );
    }
    return [...known.values()];
  }

  podsOf({ namespace, name, hash }: Pick<DeploymentRecord, 'namespace' | 'name' | 'hash'>): readonly PodRecord[] {
    return this.pods.filter(
      (pod) => pod.namespace === namespace && pod.owner?.name === `${name}-${hash}` && pod.state !== 'Terminating',
    );
  }

  /** What the engine has to know: every pod with an address of its own that runs, and all services. */
  labPods(): readonly LabPod[] {
    return this.pods.flatMap(({ lab, state }) => (lab !== null && state === 'Running' ? [lab] : []));
  }

  replace(pod: PodRecord, change: Partial<PodRecord>): PodRecord {
    const after = { ...pod, ...change };
    this.pods = this.pods.map((each) => (each.name === pod.name && each.namespace === pod.namespace ? after : each));
    return after;
  }

  remove(pod: Pick<PodRecord, 'name' | 'namespace'>): void {
    this.pods = this.pods.filter((each) => each.name !== pod.name || each.namespace !== pod.namespace);
  }

  /** A new pod, Pending: on a node if one will take it. */
  create(namespace: string, name: string, template: PodTemplate, owner: PodRecord['owner'], now: Nanos): PodRecord {
    const node = this.#schedule(namespace, template);
    const pod: PodRecord = {
      name,
      namespace,
      node,
      ip: null,
      hostNetwork: false,
      labels: template.labels,
      containers: template.containers,
      initContainers: [],
      defaultContainer: null,
      created: now,
      owner,
      state: node === null ? 'Pending' : 'ContainerCreating',
      restarts: 0,
      lab: null,
    };
    this.pods.push(pod);
    return pod;
  }

  /** A new pod of a deployment, with a name of its own. */
  createFor(deployment: DeploymentRecord, now: Nanos): PodRecord {
    const set = `${deployment.name}-${deployment.hash}`;
    const labels: Labels = [...deployment.template.labels, ['pod-template-hash', deployment.hash]];
    const name = `${set}-${suffix(this.#rng)}`;
    return this.create(
      deployment.namespace,
      name,
      { ...deployment.template, labels },
      { kind: 'ReplicaSet', name: set },
      now,
    );
  }

  /** The pod runs: it gets an address from its node's podCIDR (Cilium's cluster-pool IPAM), and the same identity as its like. */
  run(pod: PodRecord): PodRecord {
    const node = this.#file.nodes.find(({ name }) => name === pod.node);
    if (node === undefined) return pod;
    const ip = pod.ip ?? this.#freeAddress(node.podCIDR as Cidr);
    const labels = pod.labels.filter(([key]) => key !== 'pod-template-hash');
    const like = this.pods.find(
      (each) =>
        each.lab !== null &&
        each.namespace === pod.namespace &&
        hasLabels(each.lab.labels, labels) &&
        hasLabels(labels, each.lab.labels),
    );
    const full = pod.namespace === 'default' ? pod.name : `${pod.namespace}/${pod.name}`;
    const lab: LabPod = {
      name: full,
      ip,
      node: node.name,
      identity: like?.lab?.identity ?? null,
      endpoint: null,
      lxc: null,
      labels,
      image: pod.containers[0]?.image ?? '',
      ports: pod.containers.flatMap(({ ports }) => ports),
    };
    return this.replace(pod, { state: 'Running', ip, lab });
  }

  #freeAddress(cidr: Cidr): Ipv4Addr {
    const [base = '', length = '24'] = cidr.split('/');
    const size = 2 ** (32 - Number(length));
    const taken = new Set([...this.pods.map(({ ip }) => ip), ...this.#file.nodes.map(({ ciliumHost }) => ciliumHost)]);
    for (let i = 0; i < 10_000; i++) {
      const ip = ipv4Of(ipv4Number(base as Ipv4Addr) + this.#rng.between(2, Math.max(2, size - 2)));
      if (!taken.has(ip) && cidrHas(cidr, ip)) return ip;
    }
    return ipv4Of(ipv4Number(base as Ipv4Addr) + 1);
  }

  /** An address for a service, beside those that there are. */
  freeServiceAddress(): Ipv4Addr {
    const taken = new Set(this.services.map(({ clusterIP }) => clusterIP));
    const known = (this.services[0]?.clusterIP ?? this.#file.nodes[0]?.ip ?? '') as Ipv4Addr;
    const base = ipv4Number(known) - (ipv4Number(known) % 65_536);
    for (;;) {
      const ip = ipv4Of(base + this.#rng.between(256, 65_000));
      if (!taken.has(ip)) return ip;
    }
  }

  /** The node with the fewest pods of the same labels, then of any; in the order of the file. */
  #schedule(namespace: string, { nodeName, nodeSelector, apartFrom, labels }: PodTemplate): string | null {
    if (nodeName !== null) return this.#file.nodes.some(({ name }) => name === nodeName) ? nodeName : null;
    const fits = this.#file.nodes.filter(({ name }) => {
      if (!nodeSelector.every(([key, value]) => key === 'kubernetes.io/hostname' && value === name)) return false;
      return !this.pods.some(
        (pod) =>
          pod.node === name &&
          pod.namespace === namespace &&
          apartFrom.some(({ key, values }) => pod.labels.some(([k, v]) => k === key && values.includes(v))),
      );
    });
    const own = labels.filter(([key]) => key !== 'pod-template-hash');
    const load = (node: string): number =>
      this.pods.filter((pod) => pod.node === node && !pod.hostNetwork).length +
      100 * this.pods.filter((pod) => pod.node === node && hasLabels(pod.labels, own)).length;
    return fits.toSorted((a, b) => load(a.name) - load(b.name))[0]?.name ?? null;
  }

  hashOf(template: PodTemplate): string {
    return templateHash(JSON.stringify(template));
  }

  /** Where changes of the cluster come from: its (first) control-plane node. */
  get master(): NetnsName {
    return (this.#file.nodes.find(({ controlPlane }) => controlPlane) ?? this.#file.nodes[0])!.name as NetnsName;
  }
}
