import { listAt, textAt, treeAt, type Json, type Tree } from '../../cluster/json.ts';
import { podTemplate } from '../../cluster/pod-template.ts';
import type { Container, Labels, PodTemplate } from '../../cluster/records.ts';

/** Keys of a container and of a pod that have a place of their own in a template. */
const CONTAINER_KEYS = ['name', 'image', 'command', 'args'];
const POD_KEYS = [
  'containers',
  'initContainers',
  'nodeName',
  'nodeSelector',
  'hostNetwork',
  'restartPolicy',
  'terminationGracePeriodSeconds',
  'tolerations',
];

function without(object: Tree, keys: readonly string[]): Tree {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

function texts(value: Json | undefined): readonly string[] {
  return listAt(value).map((each) => textAt(each) ?? '');
}

function readContainer(value: Json): Container {
  const each = treeAt(value);
  const ports = listAt(each['ports']).map(treeAt);
  const more = without(each, CONTAINER_KEYS);
  // The API server adds the protocol.
  const said = ports.length === 0 ? {} : { ports: ports.map((port) => ({ protocol: 'TCP', ...port })) };
  return {
    name: textAt(each['name']) ?? '',
    image: textAt(each['image']) ?? '',
    ports: ports.flatMap((port) => Number(port['containerPort']) || []),
    command: texts(each['command']),
    args: texts(each['args']),
    more: { ...more, ...said },
  };
}

/** What a pod's spec says, as a template. */
export function readTemplate(labels: Labels, annotations: Labels, spec: Tree): PodTemplate {
  const anti = treeAt(treeAt(spec['affinity'])['podAntiAffinity']);
  const terms = listAt(anti['requiredDuringSchedulingIgnoredDuringExecution']).map(treeAt);
  const policy = textAt(spec['restartPolicy']);
  const grace = spec['terminationGracePeriodSeconds'];
  return podTemplate(labels, listAt(spec['containers']).map(readContainer), {
    annotations,
    initContainers: listAt(spec['initContainers']).map(readContainer),
    nodeName: textAt(spec['nodeName']),
    nodeSelector: Object.entries(treeAt(spec['nodeSelector'])).map(([key, value]) => [key, textAt(value) ?? '']),
    hostNetwork: spec['hostNetwork'] === true,
    apartFrom: terms.flatMap((term) => (term['topologyKey'] === 'kubernetes.io/hostname' ? selected(term) : [])),
    restartPolicy: policy === 'Never' || policy === 'OnFailure' ? policy : 'Always',
    grace: typeof grace === 'number' ? grace : 30,
    tolerates: listAt(spec['tolerations']).map((each) => textAt(treeAt(each)['key']) ?? ''),
    more: without(spec, POD_KEYS),
  });
}

/** The labels of a term of anti-affinity. */
function selected(term: Tree): readonly { readonly key: string; readonly values: readonly string[] }[] {
  const selector = treeAt(term['labelSelector']);
  const expressions = listAt(selector['matchExpressions']).map(treeAt);
  return [
    ...expressions.map((each) => ({ key: textAt(each['key']) ?? '', values: texts(each['values']) })),
    ...Object.entries(treeAt(selector['matchLabels'])).map(([key, value]) => ({ key, values: [textAt(value) ?? ''] })),
  ];
}
