import type { Tree } from '../../cluster/json.ts';
import { HASH_LABEL } from '../../cluster/pod-template.ts';
import { isOf } from '../../cluster/restart-agents.ts';
import type {
  DaemonSetRecord,
  DeploymentRecord,
  Labels,
  PodRecord,
  PodTemplate,
  ReplicaSetRecord,
} from '../../cluster/records.ts';
import type { Machine } from '../../machine.ts';
import { metadata, ownerReference, record, stamp, uid } from './meta.ts';
import { containerObject } from './pod-object.ts';

const REVISION = 'deployment.kubernetes.io/revision';

/** A toleration as a chart writes it: of everything, or of one key. */
function toleration(key: string): Tree {
  return key === '' ? { operator: 'Exists' } : { effect: 'NoSchedule', key };
}

function templateObject(template: PodTemplate, labels: Labels = template.labels): Tree {
  return {
    metadata: {
      ...(template.annotations.length === 0 ? {} : { annotations: record(template.annotations) }),
      labels: record(labels),
    },
    spec: {
      containers: template.containers.map((each) => containerObject(each, null)),
      dnsPolicy: 'ClusterFirst',
      ...(template.hostNetwork ? { hostNetwork: true } : {}),
      ...(template.initContainers.length === 0
        ? {}
        : { initContainers: template.initContainers.map((each) => containerObject(each, null)) }),
      ...(template.nodeSelector.length === 0 ? {} : { nodeSelector: record(template.nodeSelector) }),
      restartPolicy: template.restartPolicy,
      schedulerName: 'default-scheduler',
      securityContext: {},
      terminationGracePeriodSeconds: template.grace,
      ...(template.tolerates.length === 0 ? {} : { tolerations: template.tolerates.map(toleration) }),
      ...template.more,
    },
  };
}

export interface Counts {
  readonly total: number;
  readonly updated: number;
  readonly ready: number;
}

/** How many pods a deployment has, of its latest template, and ready ones. */
export function countsOf(machine: Machine, deployment: DeploymentRecord): Counts {
  const { work } = machine.cluster;
  const sets = work.setsOf(deployment).map((set) => ({ set, pods: work.ownedBy(set) }));
  const all = sets.flatMap(({ pods }) => pods);
  const fresh = sets.find(({ set }) => set.hash === deployment.hash)?.pods ?? [];
  return { total: all.length, updated: fresh.length, ready: all.filter(({ ready }) => ready !== null).length };
}

export function deploymentObject(machine: Machine, deployment: DeploymentRecord): Tree {
  const { namespace, name, created, labels, annotations, revision, replicas, selector, template } = deployment;
  const { total, updated, ready } = countsOf(machine, deployment);
  const short = Math.max(0, replicas - ready);
  const time = stamp(machine, created);
  const condition = (type: string, status: string, reason: string, message: string): Tree => ({
    lastTransitionTime: time,
    lastUpdateTime: time,
    message,
    reason,
    status,
    type,
  });
  const enough = ready >= replicas - Math.floor(replicas / 4);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(
      machine,
      {
        kind: 'Deployment',
        name,
        namespace,
        created,
        labels,
        annotations: [...annotations, [REVISION, `${revision}`]],
      },
      { generation: revision },
    ),
    spec: {
      progressDeadlineSeconds: 600,
      replicas,
      revisionHistoryLimit: 10,
      selector: { matchLabels: record(selector) },
      strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' }, type: 'RollingUpdate' },
      template: templateObject(template),
    },
    status: {
      ...(ready > 0 ? { availableReplicas: ready } : {}),
      conditions: [
        enough
          ? condition('Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.')
          : condition(
              'Available',
              'False',
              'MinimumReplicasUnavailable',
              'Deployment does not have minimum availability.',
            ),
        updated === replicas && ready >= replicas && total === updated
          ? condition(
              'Progressing',
              'True',
              'NewReplicaSetAvailable',
              `ReplicaSet "${name}-${deployment.hash}" has successfully progressed.`,
            )
          : condition(
              'Progressing',
              'True',
              'ReplicaSetUpdated',
              `ReplicaSet "${name}-${deployment.hash}" is progressing.`,
            ),
      ],
      observedGeneration: revision,
      ...(ready > 0 ? { readyReplicas: ready } : {}),
      ...(total > 0 ? { replicas: total } : {}),
      ...(short > 0 ? { unavailableReplicas: short } : {}),
      ...(updated > 0 ? { updatedReplicas: updated } : {}),
    },
  };
}

export function replicaSetObject(machine: Machine, set: ReplicaSetRecord): Tree {
  const { work } = machine.cluster;
  const { namespace, name, created, hash, revision, replicas, template } = set;
  const pods = work.ownedBy(set);
  const ready = pods.filter((pod) => pod.ready !== null).length;
  const deployment = work.findDeployment(namespace, set.deployment);
  const labels: Labels = [...template.labels, [HASH_LABEL, hash]];
  const wanted = deployment?.replicas ?? replicas;
  const annotations: Labels = [
    ['deployment.kubernetes.io/desired-replicas', `${wanted}`],
    ['deployment.kubernetes.io/max-replicas', `${wanted + Math.ceil(wanted / 4)}`],
    [REVISION, `${revision}`],
  ];
  const owner =
    deployment === undefined
      ? {}
      : {
          ownerReferences: [
            ownerReference('Deployment', 'apps/v1', deployment.name, uid({ kind: 'Deployment', ...deployment })),
          ],
        };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: metadata(
      machine,
      { kind: 'ReplicaSet', name, namespace, created, labels, annotations },
      { generation: 1, ...owner },
    ),
    spec: {
      replicas,
      selector: { matchLabels: record([...(deployment?.selector ?? template.labels), [HASH_LABEL, hash]]) },
      template: templateObject(template, labels),
    },
    status: {
      ...(ready > 0 ? { availableReplicas: ready, fullyLabeledReplicas: pods.length } : {}),
      observedGeneration: 1,
      ...(ready > 0 ? { readyReplicas: ready } : {}),
      replicas: pods.length,
    },
  };
}

export interface DaemonCounts {
  readonly desired: number;
  readonly current: number;
  readonly ready: number;
  readonly updated: number;
}

export function daemonCountsOf(machine: Machine, set: DaemonSetRecord): DaemonCounts {
  const { work } = machine.cluster;
  const pods: readonly PodRecord[] = work.ownedBy(set);
  return {
    desired: work.nodes.length,
    current: pods.length,
    ready: pods.filter(({ ready }) => ready !== null).length,
    updated: pods.filter((pod) => isOf(pod, set)).length,
  };
}

export function daemonSetObject(machine: Machine, set: DaemonSetRecord): Tree {
  const { namespace, name, created, labels, selector, template, generation } = set;
  const { desired, current, ready, updated } = daemonCountsOf(machine, set);
  const annotations: Labels = [['deprecated.daemonset.template.generation', `${generation}`]];
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: metadata(machine, { kind: 'DaemonSet', name, namespace, created, labels, annotations }, { generation }),
    spec: {
      revisionHistoryLimit: 10,
      selector: { matchLabels: record(selector) },
      template: templateObject(template),
      updateStrategy: {
        rollingUpdate: { maxSurge: 0, maxUnavailable: name.startsWith('cilium') ? 2 : 1 },
        type: 'RollingUpdate',
      },
    },
    status: {
      currentNumberScheduled: current,
      desiredNumberScheduled: desired,
      numberAvailable: ready,
      numberMisscheduled: 0,
      numberReady: ready,
      ...(desired > ready ? { numberUnavailable: desired - ready } : {}),
      observedGeneration: generation,
      updatedNumberScheduled: updated,
    },
  };
}
