import type { Json, Tree } from '../../cluster/json.ts';
import { hexOf } from '../../cluster/kube-names.ts';
import { imageDigest } from '../../cluster/first-sets.ts';
import type { Container, Owner, PodRecord, PodTemplate } from '../../cluster/records.ts';
import type { Machine } from '../../machine.ts';
import { metadata, ownerReference, record, stamp, uid } from './meta.ts';

const TOKEN_MOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

export function tokenVolume(pod: PodRecord): string {
  return `kube-api-access-${hexOf(`token ${pod.namespace}/${pod.name}`, 5)}`;
}

/** Static pods have no service account: the kubelet has made them without the API server. */
export function accountOf({ owner, namespace, template }: PodRecord): string | null {
  if (owner?.kind === 'Node') return null;
  if (namespace !== 'kube-system') return 'default';
  const first = template.labels.find(([key]) => key === 'k8s-app' || key === 'name')?.[1];
  return first === 'kube-dns' ? 'coredns' : (first ?? 'default');
}

export function containerObject({ name, image, ports, command, args, more }: Container, mount: string | null): Tree {
  const tagged = image.includes('@') || (/:[^/]+$/.test(image) && !image.endsWith(':latest'));
  return {
    ...(args.length > 0 ? { args } : {}),
    ...(command.length > 0 ? { command } : {}),
    image,
    imagePullPolicy: tagged ? 'IfNotPresent' : 'Always',
    name,
    ...(ports.length > 0 ? { ports: ports.map((containerPort) => ({ containerPort, protocol: 'TCP' })) } : {}),
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    ...(mount === null ? {} : { volumeMounts: [{ mountPath: TOKEN_MOUNT, name: mount, readOnly: true }] }),
    ...more,
  };
}

export function tolerationsOf({ tolerates, hostNetwork }: PodTemplate, owner: string | null): readonly Tree[] {
  if (tolerates.includes('')) {
    if (owner === 'Node') return [{ effect: 'NoExecute', operator: 'Exists' }];
    const daemon = [
      'disk-pressure',
      'memory-pressure',
      'pid-pressure',
      'unschedulable',
      ...(hostNetwork ? ['network-unavailable'] : []),
    ];
    return [
      { operator: 'Exists' },
      ...(owner === 'DaemonSet'
        ? [
            ...['not-ready', 'unreachable'].map((key) => ({
              effect: 'NoExecute',
              key: `node.kubernetes.io/${key}`,
              operator: 'Exists',
            })),
            ...daemon.map((key) => ({ effect: 'NoSchedule', key: `node.kubernetes.io/${key}`, operator: 'Exists' })),
          ]
        : []),
    ];
  }
  return [
    ...tolerates.map((key) => ({ effect: 'NoSchedule', key })),
    ...['not-ready', 'unreachable'].map((key) => ({
      effect: 'NoExecute',
      key: `node.kubernetes.io/${key}`,
      operator: 'Exists',
      tolerationSeconds: 300,
    })),
  ];
}

function specOf(pod: PodRecord): Tree {
  const { template, owner, node } = pod;
  const account = accountOf(pod);
  const mount = account === null ? null : tokenVolume(pod);
  const critical = pod.namespace === 'kube-system' && template.tolerates.length > 0;
  return {
    containers: template.containers.map((each) => containerObject(each, mount)),
    dnsPolicy: 'ClusterFirst',
    enableServiceLinks: true,
    ...(template.hostNetwork ? { hostNetwork: true } : {}),
    ...(template.initContainers.length > 0
      ? { initContainers: template.initContainers.map((each) => containerObject(each, mount)) }
      : {}),
    ...(node === null ? {} : { nodeName: node }),
    ...(template.nodeSelector.length > 0 ? { nodeSelector: record(template.nodeSelector) } : {}),
    preemptionPolicy: 'PreemptLowerPriority',
    priority: critical ? (owner?.kind === 'ReplicaSet' ? 2_000_000_000 : 2_000_001_000) : 0,
    ...(critical
      ? { priorityClassName: owner?.kind === 'ReplicaSet' ? 'system-cluster-critical' : 'system-node-critical' }
      : {}),
    restartPolicy: template.restartPolicy,
    schedulerName: 'default-scheduler',
    securityContext: owner?.kind === 'Node' ? { seccompProfile: { type: 'RuntimeDefault' } } : {},
    ...(account === null ? {} : { serviceAccount: account, serviceAccountName: account }),
    terminationGracePeriodSeconds: template.grace,
    tolerations: tolerationsOf(template, owner?.kind ?? null),
    volumes: mount === null ? [] : [tokenSource(mount)],
    ...template.more,
  };
}

function tokenSource(name: string): Tree {
  const items: readonly Json[] = [
    { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
    { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
    {
      downwardAPI: { items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }] },
    },
  ];
  return { name, projected: { defaultMode: 420, sources: items } };
}

/** docker.io's names in full, as containerd has them. */
function fullImage(image: string): string {
  const [first = '', ...rest] = image.split('/');
  const hosted = rest.length > 0 && /[.:]/.test(first);
  const name = hosted ? image : rest.length > 0 ? `docker.io/${image}` : `docker.io/library/${image}`;
  return name.includes('@') || /:[^/]+$/.test(name) ? name : `${name}:latest`;
}

function statusOf(machine: Machine, pod: PodRecord): Tree {
  const { template, started, ready, status, node, ip } = pod;
  const host = machine.world.nodes.find(({ name }) => name === node)?.ip;
  const condition = (type: string, at: PodRecord['ready'], why: Tree = {}): Tree => ({
    lastProbeTime: null,
    lastTransitionTime: stamp(machine, at ?? pod.created),
    ...(at === null ? why : {}),
    status: at === null ? 'False' : 'True',
    type,
  });
  const names = template.containers.map(({ name }) => name).join(' ');
  const unready = { message: `containers with unready status: [${names}]`, reason: 'ContainersNotReady' };
  const bound = node === null ? null : pod.created;
  const shown = started === null || ip === null ? {} : { podIP: ip, podIPs: [{ ip }] };
  const unschedulable = machine.cluster.work.events.findLast(
    ({ object, namespace, reason }) =>
      object === pod.name && namespace === pod.namespace && reason === 'FailedScheduling',
  );
  const waits =
    node === null && unschedulable !== undefined ? { message: unschedulable.message, reason: 'Unschedulable' } : {};
  return {
    conditions: [
      condition('PodReadyToStartContainers', started),
      condition('Initialized', started ?? (template.initContainers.length === 0 ? bound : null)),
      condition('Ready', ready, unready),
      condition('ContainersReady', ready, unready),
      condition('PodScheduled', bound, waits),
    ],
    ...(node === null
      ? {}
      : {
          containerStatuses: template.containers.map((each) => containerStatus(machine, pod, each)),
          ...(host === undefined ? {} : { hostIP: host, hostIPs: [{ ip: host }] }),
        }),
    phase: started === null ? 'Pending' : status === 'Completed' ? 'Succeeded' : 'Running',
    ...shown,
    qosClass: 'BestEffort',
    ...(node === null ? {} : { startTime: stamp(machine, pod.created) }),
  };
}

function containerStatus(machine: Machine, pod: PodRecord, { name, image }: Container): Tree {
  const mount = accountOf(pod) === null ? null : tokenVolume(pod);
  const { started, ready, restarts, status } = pod;
  const waiting = started === null || /BackOff|Error/.test(status);
  const known = {
    containerID: `containerd://${hexOf(`container ${pod.namespace}/${pod.name} ${name} ${restarts} ${pod.created}`, 64)}`,
    image: fullImage(image).replace(/@.*$/, ''),
    imageID: `${fullImage(image).replace(/[:@][^/]*$/, '')}@${imageDigest(image)}`,
  };
  return {
    ...(waiting ? { image, imageID: '' } : known),
    lastState: {},
    name,
    ready: ready !== null,
    restartCount: restarts,
    started: !waiting,
    ...(mount === null
      ? {}
      : { volumeMounts: [{ mountPath: TOKEN_MOUNT, name: mount, readOnly: true, recursiveReadOnly: 'Disabled' }] }),
    state: waiting
      ? { waiting: { reason: started === null ? 'ContainerCreating' : status } }
      : { running: { startedAt: stamp(machine, started) } },
  };
}

function ownerUid(machine: Machine, { namespace, created }: PodRecord, { kind, name }: Owner): string {
  const { work } = machine.cluster;
  const same = (each: { readonly namespace: string; readonly name: string }): boolean =>
    each.name === name && each.namespace === namespace;
  const found =
    kind === 'Node'
      ? work.findNode(name)
      : kind === 'DaemonSet'
        ? work.daemonSets.find(same)
        : work.replicaSets.find(same);
  return uid({ kind, name, namespace: kind === 'Node' ? null : namespace, created: found?.created ?? created });
}

/** A pod as `-o yaml` has it. */
export function podObject(machine: Machine, pod: PodRecord): Tree {
  const { owner, namespace, name, created, labels, annotations } = pod;
  const apiVersion = owner?.kind === 'Node' ? 'v1' : 'apps/v1';
  const references =
    owner === null
      ? {}
      : {
          ...(owner.kind === 'Node' ? {} : { generateName: `${owner.name}-` }),
          ownerReferences: [ownerReference(owner.kind, apiVersion, owner.name, ownerUid(machine, pod, owner))],
        };
  const going =
    pod.deleting === null
      ? {}
      : { deletionGracePeriodSeconds: pod.template.grace, deletionTimestamp: stamp(machine, pod.deleting) };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata(
      machine,
      { kind: 'Pod', name, namespace, created, labels, annotations },
      { ...going, ...references },
    ),
    spec: specOf(pod),
    status: statusOf(machine, pod),
  };
}
