import { listAt, treeAt, type Tree } from '../../cluster/json.ts';
import type { NodeRecord } from '../../cluster/records.ts';
import type { Machine } from '../../machine.ts';
import { ageOf } from './age.ts';
import { annotationLines, eventLines, labelLines, type Lines, multiline } from './describe-lines.ts';
import { jsonText } from './kind.ts';
import { localStamp } from './meta.ts';
import { rolesOf } from './node-object.ts';
import { rfc1123 } from './rfc1123.ts';

const ORDER = ['cpu', 'ephemeral-storage', 'hugepages-2Mi', 'memory', 'pods'];

/** pkg/describe describeNode. unverified: requests of CPU and memory, which the lab's pods do not have. */
export function nodeLines(machine: Machine, node: NodeRecord, object: Tree): Lines {
  const meta = treeAt(object['metadata']);
  const spec = treeAt(object['spec']);
  const status = treeAt(object['status']);
  const system = treeAt(status['nodeInfo']);
  const offset = machine.world.epoch.offsetMinutes;
  const time = (value: unknown): string => rfc1123(typeof value === 'string' ? value : '', offset);
  const taints = listAt(spec['taints']).map((each) => {
    const { key, value, effect } = treeAt(each);
    return `${jsonText(key)}${value === undefined ? '' : `=${jsonText(value)}`}:${jsonText(effect)}`;
  });
  const room = (title: string, resources: Tree): Lines => [
    `${title}:`,
    ...ORDER.map((name) => `  ${name}:\t${jsonText(resources[name])}`),
  ];
  const told = (title: string, key: string): string => `  ${title}:\t${jsonText(system[key])}`;
  return [
    `Name:\t${node.name}`,
    `Roles:\t${rolesOf(node).join(',') || '<none>'}`,
    ...labelLines('Labels', treeAt(meta['labels'])),
    ...annotationLines('Annotations', treeAt(meta['annotations'])),
    `CreationTimestamp:\t${localStamp(machine, node.created)}`,
    ...multiline('Taints', taints.toSorted()),
    `Unschedulable:\t${node.cordoned}`,
    'Lease:',
    `  HolderIdentity:\t${node.name}`,
    '  AcquireTime:\t<unset>',
    `  RenewTime:\t${localStamp(machine, machine.now)}`,
    'Conditions:',
    '  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage',
    '  ----\t------\t-----------------\t------------------\t------\t-------',
    ...listAt(status['conditions'])
      .map(treeAt)
      .map(
        (each) =>
          `  ${jsonText(each['type'])} \t${jsonText(each['status'])} \t${time(each['lastHeartbeatTime'])} \t${time(each['lastTransitionTime'])} \t${jsonText(each['reason'])} \t${jsonText(each['message'])}`,
      ),
    'Addresses:',
    ...listAt(status['addresses']).map(
      (each) => `  ${jsonText(treeAt(each)['type'])}:\t${jsonText(treeAt(each)['address'])}`,
    ),
    ...room('Capacity', treeAt(status['capacity'])),
    ...room('Allocatable', treeAt(status['allocatable'])),
    'System Info:',
    told('Machine ID', 'machineID'),
    told('System UUID', 'systemUUID'),
    told('Boot ID', 'bootID'),
    told('Kernel Version', 'kernelVersion'),
    told('OS Image', 'osImage'),
    told('Operating System', 'operatingSystem'),
    told('Architecture', 'architecture'),
    told('Container Runtime Version', 'containerRuntimeVersion'),
    told('Kubelet Version', 'kubeletVersion'),
    told('Kube-Proxy Version', 'kubeProxyVersion'),
    ...(spec['podCIDR'] === undefined
      ? []
      : [`PodCIDR:\t${jsonText(spec['podCIDR'])}`, `PodCIDRs:\t${jsonText(spec['podCIDR'])}`]),
    ...podTable(machine, node.name),
    ...eventLines(machine, 'Node', null, node.name),
  ];
}

function podTable(machine: Machine, node: string): Lines {
  const pods = machine.cluster.work.pods
    .filter((pod) => pod.node === node && pod.status !== 'Completed')
    .toSorted((a, b) => (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1));
  return [
    `Non-terminated Pods:\t(${pods.length} in total)`,
    '  Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge',
    '  ---------\t----\t\t------------\t----------\t---------------\t-------------\t---',
    ...pods.map(
      (pod) => `  ${pod.namespace}\t${pod.name}\t\t0 (0%)\t0 (0%)\t0 (0%)\t0 (0%)\t${ageOf(machine, pod.created)}`,
    ),
    'Allocated resources:',
    '  (Total limits may be over 100 percent, i.e., overcommitted.)',
    '  Resource\tRequests\tLimits',
    '  --------\t--------\t------',
    ...['cpu', 'memory', 'ephemeral-storage', 'hugepages-2Mi'].map((name) => `  ${name}\t0 (0%)\t0 (0%)`),
  ];
}
