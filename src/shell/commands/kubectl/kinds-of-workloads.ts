import { HASH_LABEL } from '../../cluster/pod-template.ts';
import type { Labels, PodTemplate } from '../../cluster/records.ts';
import { ageOf } from './age.ts';
import { column, type Kind, wideColumn } from './kind.ts';
import { selectorText } from './kinds-of-services.ts';
import { countsOf, daemonCountsOf, daemonSetObject, deploymentObject, replicaSetObject } from './workload-objects.ts';

const APPS = { group: 'apps', version: 'v1', namespaced: true } as const;
const WIDE = ['CONTAINERS', 'IMAGES', 'SELECTOR'].map(wideColumn);

function wideCells({ containers }: PodTemplate, selector: Labels): readonly string[] {
  return [
    containers.map(({ name }) => name).join(','),
    containers.map(({ image }) => image).join(','),
    selectorText(selector),
  ];
}

export const DEPLOYMENTS: Kind = {
  ...APPS,
  plural: 'deployments',
  singular: 'deployment',
  short: ['deploy'],
  kind: 'Deployment',
  columns: [...['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'AGE'].map(column), ...WIDE],
  list: (machine) =>
    machine.cluster.work.deployments.map((deployment) => ({
      name: deployment.name,
      namespace: deployment.namespace,
      created: deployment.created,
      object: () => deploymentObject(machine, deployment),
      cells: () => {
        const { updated, ready } = countsOf(machine, deployment);
        return [
          deployment.name,
          `${ready}/${deployment.replicas}`,
          `${updated}`,
          `${ready}`,
          ageOf(machine, deployment.created),
          ...wideCells(deployment.template, deployment.selector),
        ];
      },
    })),
};

export const REPLICA_SETS: Kind = {
  ...APPS,
  plural: 'replicasets',
  singular: 'replicaset',
  short: ['rs'],
  kind: 'ReplicaSet',
  columns: [...['NAME', 'DESIRED', 'CURRENT', 'READY', 'AGE'].map(column), ...WIDE],
  list: (machine) =>
    machine.cluster.work.replicaSets.map((set) => ({
      name: set.name,
      namespace: set.namespace,
      created: set.created,
      object: () => replicaSetObject(machine, set),
      cells: () => {
        const pods = machine.cluster.work.ownedBy(set);
        return [
          set.name,
          `${set.replicas}`,
          `${pods.length}`,
          `${pods.filter(({ ready }) => ready !== null).length}`,
          ageOf(machine, set.created),
          ...wideCells(set.template, [...set.template.labels, [HASH_LABEL, set.hash]]),
        ];
      },
    })),
};

export const DAEMON_SETS: Kind = {
  ...APPS,
  plural: 'daemonsets',
  singular: 'daemonset',
  short: ['ds'],
  kind: 'DaemonSet',
  columns: [
    ...['NAME', 'DESIRED', 'CURRENT', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'NODE SELECTOR', 'AGE'].map(column),
    ...WIDE,
  ],
  list: (machine) =>
    machine.cluster.work.daemonSets.map((set) => ({
      name: set.name,
      namespace: set.namespace,
      created: set.created,
      object: () => daemonSetObject(machine, set),
      cells: () => {
        const { desired, current, ready, updated } = daemonCountsOf(machine, set);
        return [
          set.name,
          ...[desired, current, ready, updated, ready].map((count) => `${count}`),
          selectorText(set.template.nodeSelector),
          ageOf(machine, set.created),
          ...wideCells(set.template, set.selector),
        ];
      },
    })),
};
