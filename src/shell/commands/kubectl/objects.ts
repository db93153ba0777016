import type { Nanos } from '../../../lab/names.ts';
import type {
  Container,
  DaemonSetRecord,
  DeploymentRecord,
  Labels,
  PodRecord,
  ServiceRecord,
} from '../../cluster/records.ts';
import { hasLabels } from '../../cluster/workloads.ts';
import type { Machine } from '../../machine.ts';
import { clockText } from '../date/clock-text.ts';
import type { Json } from './json-path.ts';

export type KubeObject = { readonly [key: string]: Json };

/** An instant of lab time as RFC 3339 in UTC. */
export function stamp(machine: Machine, at: Nanos): string {
  return clockText(
    { seconds: machine.world.epoch.seconds + Math.floor(at / 1e9), offsetMinutes: 0, zone: 'UTC' },
    '%FT%TZ',
  );
}

function record(labels: Labels): Json {
  return Object.fromEntries(labels);
}

function container({ name, image, ports, command }: Container): Json {
  return {
    name,
    image,
    imagePullPolicy: image.includes('@') || /:[^/]+$/.test(image) ? 'IfNotPresent' : 'Always',
    ...(command.length > 0 ? { command } : {}),
    ...(ports.length > 0 ? { ports: ports.map((containerPort) => ({ containerPort, protocol: 'TCP' })) } : {}),
  };
}

export function podObject(machine: Machine, pod: PodRecord): KubeObject {
  const running = pod.state === 'Running' || pod.state === 'Terminating';
  const node = machine.world.nodes.find(({ name }) => name === pod.node);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      creationTimestamp: stamp(machine, pod.created),
      labels: record(pod.labels),
      name: pod.name,
      namespace: pod.namespace,
      ...(pod.owner === null
        ? {}
        : {
            ownerReferences: [
              {
                apiVersion: pod.owner.kind === 'Node' ? 'v1' : 'apps/v1',
                controller: true,
                kind: pod.owner.kind,
                name: pod.owner.name,
              },
            ],
          }),
    },
    spec: {
      containers: pod.containers.map(container),
      ...(pod.hostNetwork ? { hostNetwork: true } : {}),
      ...(pod.initContainers.length > 0 ? { initContainers: pod.initContainers.map((name) => ({ name })) } : {}),
      ...(pod.node === null ? {} : { nodeName: pod.node }),
      restartPolicy: 'Always',
      serviceAccountName: 'default',
    },
    status: {
      conditions: [{ status: running ? 'True' : 'False', type: 'Ready' }],
      containerStatuses: pod.containers.map(({ name, image }) => ({
        image,
        name,
        ready: running,
        restartCount: pod.restarts,
      })),
      ...(node === undefined ? {} : { hostIP: node.ip }),
      phase: running ? 'Running' : 'Pending',
      ...(pod.ip === null || !running ? {} : { podIP: pod.ip, podIPs: [{ ip: pod.ip }] }),
      startTime: stamp(machine, pod.created),
    },
  };
}

export function serviceObject(machine: Machine, service: ServiceRecord): KubeObject {
  const [namespace, name] = placed(service.name);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { creationTimestamp: stamp(machine, service.created), labels: record(service.labels), name, namespace },
    spec: {
      clusterIP: service.clusterIP,
      clusterIPs: [service.clusterIP],
      ports: [
        {
          port: service.port,
          protocol: service.protocol,
          targetPort: service.targetPort,
          ...(service.nodePort === null ? {} : { nodePort: service.nodePort }),
        },
      ],
      ...(service.selector === null ? {} : { selector: record(service.selector) }),
      type: service.type,
    },
    status: { loadBalancer: service.externalIP === null ? {} : { ingress: [{ ip: service.externalIP }] } },
  };
}

/** 'kube-system/kube-dns' is in kube-system; a bare name in default. */
export function placed(name: string): readonly [namespace: string, name: string] {
  const cut = name.indexOf('/');
  return cut < 0 ? ['default', name] : [name.slice(0, cut), name.slice(cut + 1)];
}

export function endpointsOf(machine: Machine, name: string): readonly string[] {
  const service = machine.world.services.find((each) => each.name === name);
  return (service?.backends ?? []).map(({ address, port }) => `${address}:${port}`);
}

export function deploymentObject(machine: Machine, deployment: DeploymentRecord): KubeObject {
  const pods = machine.cluster.work.podsOf(deployment);
  const ready = pods.filter(({ state }) => state === 'Running').length;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      annotations: { 'deployment.kubernetes.io/revision': `${deployment.revision}` },
      creationTimestamp: stamp(machine, deployment.created),
      labels: record(deployment.labels),
      name: deployment.name,
      namespace: deployment.namespace,
    },
    spec: {
      replicas: deployment.replicas,
      selector: { matchLabels: record(deployment.selector) },
      template: {
        metadata: { labels: record(deployment.template.labels) },
        spec: { containers: deployment.template.containers.map(container) },
      },
    },
    status: { availableReplicas: ready, readyReplicas: ready, replicas: pods.length, updatedReplicas: pods.length },
  };
}

export function replicaSetObject(machine: Machine, deployment: DeploymentRecord): KubeObject {
  const { metadata, spec, status } = deploymentObject(machine, deployment) as {
    readonly [key: string]: { readonly [key: string]: Json };
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { ...metadata, name: `${deployment.name}-${deployment.hash}` },
    spec: spec!,
    status: status!,
  };
}

export function daemonSetObject(machine: Machine, set: DaemonSetRecord): KubeObject {
  const pods = machine.cluster.work.pods.filter(
    (pod) => pod.namespace === set.namespace && hasLabels(pod.labels, set.selector),
  );
  const ready = pods.filter(({ state }) => state === 'Running').length;
  const desired = machine.world.nodes.length;
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {
      creationTimestamp: stamp(machine, set.created),
      labels: record(set.labels),
      name: set.name,
      namespace: set.namespace,
    },
    spec: {
      selector: { matchLabels: record(set.selector) },
      template: { spec: { containers: set.containers.map(container) } },
    },
    status: {
      currentNumberScheduled: pods.length,
      desiredNumberScheduled: desired,
      numberAvailable: ready,
      numberReady: ready,
      updatedNumberScheduled: set.updated ?? desired,
    },
  };
}
