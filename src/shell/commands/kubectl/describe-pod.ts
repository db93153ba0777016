import { listAt, textAt, treeAt, type Tree } from '../../cluster/json.ts';
import type { PodRecord } from '../../cluster/records.ts';
import type { Machine } from '../../machine.ts';
import { ageOf } from './age.ts';
import { containerLines, tolerationLines, volumeLines } from './describe-containers.ts';
import { annotationLines, eventLines, labelLines, type Lines } from './describe-lines.ts';
import { jsonText } from './kind.ts';
import { rfc1123 } from './rfc1123.ts';

/** pkg/describe describePod. */
export function podLines(machine: Machine, pod: PodRecord, object: Tree): Lines {
  const spec = treeAt(object['spec']);
  const meta = treeAt(object['metadata']);
  const status = treeAt(object['status']);
  const offset = machine.world.epoch.offsetMinutes;
  const optional = (title: string, value: string | null): Lines =>
    value === null || value === '' ? [] : [`${title}:\t${value}`];
  const seccomp = textAt(treeAt(treeAt(spec['securityContext'])['seccompProfile'])['type']);
  const start = textAt(status['startTime']);
  const ips = listAt(status['podIPs']).map((each) => jsonText(treeAt(each)['ip']));
  const conditions = listAt(status['conditions']).map(treeAt);
  return [
    `Name:\t${pod.name}`,
    `Namespace:\t${pod.namespace}`,
    `Priority:\t${jsonText(spec['priority'])}`,
    ...optional('Priority Class Name', textAt(spec['priorityClassName'])),
    ...optional('Service Account', textAt(spec['serviceAccountName'])),
    `Node:\t${pod.node === null ? '<none>' : `${pod.node}/${jsonText(status['hostIP'])}`}`,
    ...(start === null ? [] : [`Start Time:\t${rfc1123(start, offset)}`]),
    ...labelLines('Labels', treeAt(meta['labels'])),
    ...annotationLines('Annotations', treeAt(meta['annotations'])),
    ...(pod.deleting === null
      ? [`Status:\t${jsonText(status['phase'])}`]
      : [
          `Status:\tTerminating (lasts ${ageOf(machine, pod.deleting)})`,
          `Termination Grace Period:\t${pod.template.grace}s`,
        ]),
    ...optional('SeccompProfile', seccomp),
    `IP:\t${jsonText(status['podIP'])}`,
    ...(ips.length === 0 ? ['IPs:\t<none>'] : ['IPs:', ...ips.map((ip) => `  IP:\t${ip}`)]),
    ...(pod.owner === null ? [] : [`Controlled By:\t${pod.owner.kind}/${pod.owner.name}`]),
    ...(pod.template.initContainers.length === 0
      ? []
      : containerLines('Init Containers', spec['initContainers'], [], offset)),
    ...containerLines('Containers', spec['containers'], status['containerStatuses'] ?? [], offset),
    ...(conditions.length === 0
      ? []
      : [
          'Conditions:',
          '  Type\tStatus',
          ...conditions.map((each) => `  ${jsonText(each['type'])} \t${jsonText(each['status'])} `),
        ]),
    ...volumeLines(spec['volumes'], ''),
    `QoS Class:\t${jsonText(status['qosClass'])}`,
    ...labelLines('Node-Selectors', treeAt(spec['nodeSelector'])),
    ...tolerationLines('Tolerations', spec['tolerations']),
    ...eventLines(machine, 'Pod', pod.namespace, pod.name),
  ];
}
