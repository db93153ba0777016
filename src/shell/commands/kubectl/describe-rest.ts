import { isTree, listAt, textAt, treeAt, type Json, type Tree } from '../../cluster/json.ts';
import { fullName } from '../../cluster/kube-names.ts';
import type { Machine } from '../../machine.ts';
import { annotationLines, eventLines, labelLines, type Lines } from './describe-lines.ts';
import { jsonText, type Item, type Kind } from './kind.ts';
import { selectorText } from './kinds-of-services.ts';
import { sortedKeys } from './object-text.ts';
import { backendsOf, endpointsText, portsOf } from './service-ports.ts';

function head(item: Item, meta: Tree): Lines {
  return [
    `Name:\t${item.name}`,
    ...(item.namespace === null ? [] : [`Namespace:\t${item.namespace}`]),
    ...labelLines('Labels', treeAt(meta['labels'])),
    ...annotationLines('Annotations', treeAt(meta['annotations'])),
  ];
}

/** pkg/describe describeService. */
export function serviceLines(machine: Machine, item: Item): Lines {
  const object = item.object();
  const service = machine.cluster.work.findService(item.namespace ?? '', item.name)!;
  const backends = backendsOf(machine, fullName(item.namespace ?? '', item.name));
  const external = service.type !== 'ClusterIP';
  return [
    ...head(item, treeAt(object['metadata'])),
    `Selector:\t${selectorText(service.selector)}`,
    `Type:\t${service.type}`,
    'IP Family Policy:\tSingleStack',
    'IP Families:\tIPv4',
    `IP:\t${service.clusterIP}`,
    `IPs:\t${service.clusterIP}`,
    ...(service.externalIP === null ? [] : [`LoadBalancer Ingress:\t${service.externalIP} (VIP)`]),
    ...portsOf(service).flatMap((port) => {
      const name = port.name === '' ? '<unset>' : port.name;
      return [
        `Port:\t${name}\t${port.port}/${port.protocol}`,
        `TargetPort:\t${port.targetPort}/${port.protocol}`,
        ...(port.nodePort === null ? [] : [`NodePort:\t${name}\t${port.nodePort}/${port.protocol}`]),
        `Endpoints:\t${endpointsText(backends, [port]).replace('<none>', '')}`,
      ];
    }),
    'Session Affinity:\tNone',
    ...(external ? ['External Traffic Policy:\tCluster'] : []),
    'Internal Traffic Policy:\tCluster',
    ...eventLines(machine, 'Service', item.namespace, item.name),
  ];
}

/** pkg/describe describeEndpoints. */
export function endpointsLines(machine: Machine, item: Item): Lines {
  const object = item.object();
  const subsets = listAt(object['subsets']).map(treeAt);
  return [
    ...head(item, treeAt(object['metadata'])),
    'Subsets:',
    ...subsets.flatMap((subset) => [
      `  Addresses:\t${listAt(subset['addresses'])
        .map((each) => jsonText(treeAt(each)['ip']))
        .join(',')}`,
      '  NotReadyAddresses:\t<none>',
      '  Ports:',
      '    Name\tPort\tProtocol',
      '    ----\t----\t--------',
      ...listAt(subset['ports']).map((each) => {
        const { name, port, protocol } = treeAt(each);
        return `    ${textAt(name) ?? '<unset>'}\t${jsonText(port)}\t${jsonText(protocol)}`;
      }),
      '',
    ]),
    ...eventLines(machine, 'Endpoints', item.namespace, item.name),
  ];
}

/** pkg/describe ConfigMapDescriber. */
export function configMapLines(machine: Machine, item: Item): Lines {
  const object = item.object();
  const data = treeAt(object['data']);
  return [
    ...head(item, treeAt(object['metadata'])),
    '',
    'Data',
    '====',
    ...sortedKeys(data).flatMap((key) => [`${key}:`, '----', ...jsonText(data[key]).split('\n'), '']),
    '',
    'BinaryData',
    '====',
    '',
    ...eventLines(machine, 'ConfigMap', item.namespace, item.name),
  ];
}

export function namespaceLines(item: Item): Lines {
  const object = item.object();
  return [
    ...head(item, treeAt(object['metadata'])),
    'Status:\tActive',
    '',
    'No resource quota.',
    '',
    'No LimitRange resource.',
  ];
}

/** 'podCIDRs' as 'Pod CID Rs' (pkg/describe smartLabelFor, with fatih/camelcase). */
function label(field: string): string {
  if (!/^[A-Za-z-]+$/.test(field)) return field;
  const parts = field.match(/-|[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+/g) ?? [field];
  return parts
    .map((part) => {
      if (['API', 'URL', 'UID', 'GUID'].includes(part.toUpperCase())) return part.toUpperCase();
      return part === part.toLowerCase() ? part.charAt(0).toUpperCase() + part.slice(1) : part;
    })
    .join(' ');
}

function contents(value: Tree, level: number, path: string): Lines {
  const indent = '  '.repeat(level);
  return sortedKeys(value).flatMap((key): Lines => {
    const at = `${path}.${key}`;
    if (/^\.metadata\.(?:managedFields|name|namespace|labels|annotations)$/.test(at)) return [];
    const each: Json = value[key] ?? null;
    if (isTree(each)) return [`${indent}${label(key)}:`, ...contents(each, level + 1, at)];
    if (!Array.isArray(each)) return [`${indent}${label(key)}:\t${each === null ? '<nil>' : jsonText(each)}`];
    const list = each as readonly Json[];
    return [
      `${indent}${label(key)}:`,
      ...list.flatMap((one) => (isTree(one) ? contents(one, level + 1, at) : [`${indent}  ${jsonText(one)}`])),
    ];
  });
}

/** What kubectl says of kinds that it knows nothing of: everything (pkg/describe genericDescriber). */
export function genericLines(machine: Machine, kind: Kind, item: Item): Lines {
  const object = item.object();
  const meta = treeAt(object['metadata']);
  return [
    `Name:\t${item.name}`,
    `Namespace:\t${item.namespace ?? ''}`,
    ...labelLines('Labels', treeAt(meta['labels'])),
    ...annotationLines('Annotations', treeAt(meta['annotations'])),
    ...contents(object, 0, ''),
    ...eventLines(machine, kind.kind, item.namespace, item.name),
  ];
}
