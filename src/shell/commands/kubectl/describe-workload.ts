import { listAt, textAt, treeAt, type Tree } from '../../cluster/json.ts';
import type { PodRecord, ReplicaSetRecord } from '../../cluster/records.ts';
import type { Machine } from '../../machine.ts';
import { containerLines, tolerationLines, volumeLines } from './describe-containers.ts';
import { annotationLines, eventLines, labelLines, type Lines } from './describe-lines.ts';
import { jsonText, type Item } from './kind.ts';
import { rfc1123 } from './rfc1123.ts';

function selectorOf(spec: Tree): string {
  return Object.entries(treeAt(treeAt(spec['selector'])['matchLabels']))
    .map(([key, value]) => `${key}=${jsonText(value)}`)
    .join(',');
}

function templateLines(template: Tree): Lines {
  const meta = treeAt(template['metadata']);
  const spec = treeAt(template['spec']);
  const annotations = treeAt(meta['annotations']);
  return [
    'Pod Template:',
    ...labelLines('  Labels', treeAt(meta['labels'])),
    ...(Object.keys(annotations).length === 0 ? [] : annotationLines('  Annotations', annotations)),
    ...(spec['initContainers'] === undefined
      ? []
      : containerLines('Init Containers', spec['initContainers'], undefined, 0)),
    ...containerLines('Containers', spec['containers'], undefined, 0),
    ...volumeLines(spec['volumes'], '  '),
    ...labelLines('  Node-Selectors', treeAt(spec['nodeSelector'])),
    ...tolerationLines('  Tolerations', spec['tolerations']),
  ];
}

function podsStatus(pods: readonly PodRecord[]): string {
  const running = pods.filter(({ started }) => started !== null).length;
  return `${running} Running / ${pods.length - running} Waiting / 0 Succeeded / 0 Failed`;
}

function conditionLines(object: Tree): Lines {
  const all = listAt(treeAt(object['status'])['conditions']).map(treeAt);
  if (all.length === 0) return [];
  const rows = all.map(
    (each) => `  ${jsonText(each['type'])} \t${jsonText(each['status'])}\t${jsonText(each['reason'])}`,
  );
  return ['Conditions:', '  Type\tStatus\tReason', '  ----\t------\t------', ...rows];
}

/** pkg/describe describeDeployment. */
export function deploymentLines(machine: Machine, item: Item): Lines {
  const { work } = machine.cluster;
  const object = item.object();
  const meta = treeAt(object['metadata']);
  const spec = treeAt(object['spec']);
  const status = treeAt(object['status']);
  const count = (key: string): string => jsonText(status[key] ?? 0);
  const deployment = work.findDeployment(item.namespace ?? '', item.name);
  const sets = deployment === undefined ? [] : work.setsOf(deployment);
  const told = (some: readonly ReplicaSetRecord[]): string =>
    some.map((set) => `${set.name} (${work.ownedBy(set).length}/${set.replicas} replicas created)`).join(', ') ||
    '<none>';
  const [fresh, old] = [
    sets.filter(({ hash }) => hash === deployment?.hash),
    sets.filter(({ hash }) => hash !== deployment?.hash),
  ];
  return [
    `Name:\t${item.name}`,
    `Namespace:\t${item.namespace ?? ''}`,
    `CreationTimestamp:\t${rfc1123(jsonText(meta['creationTimestamp']), machine.world.epoch.offsetMinutes)}`,
    ...labelLines('Labels', treeAt(meta['labels'])),
    ...annotationLines('Annotations', treeAt(meta['annotations'])),
    `Selector:\t${selectorOf(spec)}`,
    `Replicas:\t${jsonText(spec['replicas'])} desired | ${count('updatedReplicas')} updated | ${count('replicas')} total | ${count('availableReplicas')} available | ${count('unavailableReplicas')} unavailable`,
    'StrategyType:\tRollingUpdate',
    'MinReadySeconds:\t0',
    'RollingUpdateStrategy:\t25% max unavailable, 25% max surge',
    ...templateLines(treeAt(spec['template'])),
    ...conditionLines(object),
    `OldReplicaSets:\t${told(old)}`,
    `NewReplicaSet:\t${told(fresh)}`,
    ...eventLines(machine, 'Deployment', item.namespace, item.name),
  ];
}

/** pkg/describe describeReplicaSet. */
export function replicaSetLines(machine: Machine, item: Item): Lines {
  const object = item.object();
  const meta = treeAt(object['metadata']);
  const spec = treeAt(object['spec']);
  const owner = textAt(treeAt(listAt(meta['ownerReferences'])[0])['name']);
  const pods = machine.cluster.work.ownedBy({ namespace: item.namespace ?? '', name: item.name });
  return [
    `Name:\t${item.name}`,
    `Namespace:\t${item.namespace ?? ''}`,
    `Selector:\t${selectorOf(spec)}`,
    ...labelLines('Labels', treeAt(meta['labels'])),
    ...annotationLines('Annotations', treeAt(meta['annotations'])),
    ...(owner === null ? [] : [`Controlled By:\tDeployment/${owner}`]),
    `Replicas:\t${pods.length} current / ${jsonText(spec['replicas'])} desired`,
    `Pods Status:\t${podsStatus(pods)}`,
    ...templateLines(treeAt(spec['template'])),
    ...eventLines(machine, 'ReplicaSet', item.namespace, item.name),
  ];
}

/** pkg/describe describeDaemonSet. */
export function daemonSetLines(machine: Machine, item: Item): Lines {
  const object = item.object();
  const meta = treeAt(object['metadata']);
  const spec = treeAt(object['spec']);
  const status = treeAt(object['status']);
  const selector = treeAt(treeAt(treeAt(spec['template'])['spec'])['nodeSelector']);
  const nodes = Object.entries(selector)
    .map(([key, value]) => `${key}=${jsonText(value)}`)
    .join(',');
  const pods = machine.cluster.work.ownedBy({ namespace: item.namespace ?? '', name: item.name });
  return [
    `Name:\t${item.name}`,
    `Namespace:\t${item.namespace ?? ''}`,
    `Selector:\t${selectorOf(spec)}`,
    `Node-Selector:\t${nodes === '' ? '<none>' : nodes}`,
    ...labelLines('Labels', treeAt(meta['labels'])),
    ...annotationLines('Annotations', treeAt(meta['annotations'])),
    `Desired Number of Nodes Scheduled: ${jsonText(status['desiredNumberScheduled'])}`,
    `Current Number of Nodes Scheduled: ${jsonText(status['currentNumberScheduled'])}`,
    `Number of Nodes Scheduled with Up-to-date Pods: ${jsonText(status['updatedNumberScheduled'])}`,
    `Number of Nodes Scheduled with Available Pods: ${jsonText(status['numberAvailable'])}`,
    `Number of Nodes Misscheduled: ${jsonText(status['numberMisscheduled'])}`,
    `Pods Status:\t${podsStatus(pods)}`,
    ...templateLines(treeAt(spec['template'])),
    ...eventLines(machine, 'DaemonSet', item.namespace, item.name),
  ];
}
