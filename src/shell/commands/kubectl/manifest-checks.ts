import { isTree, listAt, textAt, treeAt, type Json, type Tree } from '../../cluster/json.ts';

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** What is wrong with a name, in the words of apimachinery's validation; null: nothing. */
export function nameProblem(kind: string, name: string): string | null {
  const invalid = `The ${kind} "${name}" is invalid: metadata.name: Invalid value: "${name}": `;
  if (kind === 'Service') {
    if (name.length <= 63 && LABEL.test(name)) return null;
    return `${invalid}a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')`;
  }
  if (name.length <= 253 && SUBDOMAIN.test(name)) return null;
  return `${invalid}a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`;
}

/** The keys that objects of the lab may have, as far as readers mistype them. */
const TOP = ['apiVersion', 'kind', 'metadata', 'spec', 'status', 'data', 'binaryData', 'immutable'];
const SPEC: Readonly<Record<string, readonly string[]>> = {
  Deployment: [
    'replicas',
    'selector',
    'template',
    'strategy',
    'minReadySeconds',
    'revisionHistoryLimit',
    'paused',
    'progressDeadlineSeconds',
  ],
  Service: [
    'selector',
    'ports',
    'type',
    'clusterIP',
    'clusterIPs',
    'externalIPs',
    'sessionAffinity',
    'loadBalancerIP',
    'loadBalancerSourceRanges',
    'externalName',
    'externalTrafficPolicy',
    'healthCheckNodePort',
    'publishNotReadyAddresses',
    'sessionAffinityConfig',
    'ipFamilies',
    'ipFamilyPolicy',
    'allocateLoadBalancerNodePorts',
    'loadBalancerClass',
    'internalTrafficPolicy',
    'trafficDistribution',
  ],
};
const POD_SPEC = [
  'volumes',
  'initContainers',
  'containers',
  'ephemeralContainers',
  'restartPolicy',
  'terminationGracePeriodSeconds',
  'activeDeadlineSeconds',
  'dnsPolicy',
  'nodeSelector',
  'serviceAccountName',
  'serviceAccount',
  'automountServiceAccountToken',
  'nodeName',
  'hostNetwork',
  'hostPID',
  'hostIPC',
  'shareProcessNamespace',
  'securityContext',
  'imagePullSecrets',
  'hostname',
  'subdomain',
  'affinity',
  'schedulerName',
  'tolerations',
  'hostAliases',
  'priorityClassName',
  'priority',
  'dnsConfig',
  'readinessGates',
  'runtimeClassName',
  'enableServiceLinks',
  'preemptionPolicy',
  'overhead',
  'topologySpreadConstraints',
  'setHostnameAsFQDN',
  'os',
  'hostUsers',
  'schedulingGates',
  'resourceClaims',
  'resources',
];
const CONTAINER = [
  'name',
  'image',
  'command',
  'args',
  'workingDir',
  'ports',
  'envFrom',
  'env',
  'resources',
  'resizePolicy',
  'restartPolicy',
  'volumeMounts',
  'volumeDevices',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
  'terminationMessagePath',
  'terminationMessagePolicy',
  'imagePullPolicy',
  'securityContext',
  'stdin',
  'stdinOnce',
  'tty',
];

function strange(object: Json | undefined, known: readonly string[], path: string): readonly string[] {
  return isTree(object) ? Object.keys(object).flatMap((key) => (known.includes(key) ? [] : [`${path}${key}`])) : [];
}

function strangeInPod(spec: Json | undefined, path: string): readonly string[] {
  const containers = listAt(treeAt(spec)['containers']);
  return [
    ...strange(spec, POD_SPEC, `${path}.`),
    ...containers.flatMap((each, i) => strange(each, CONTAINER, `${path}.containers[${i}].`)),
  ];
}

/** Fields that the API server does not know, by their paths: kubectl asks it to be strict (--validate=true). */
export function unknownFields(kind: string, object: Tree): readonly string[] {
  const top = strange(object, TOP, '');
  const spec = object['spec'];
  const own = SPEC[kind] === undefined ? [] : strange(spec, SPEC[kind], 'spec.');
  if (kind === 'Pod') return [...top, ...strangeInPod(spec, 'spec')];
  if (kind === 'Deployment')
    return [...top, ...own, ...strangeInPod(treeAt(treeAt(spec)['template'])['spec'], 'spec.template.spec')];
  return [...top, ...own];
}

/** What the API server's validation says of an object; null: nothing (pkg/apis/core/validation). */
export function checkFields(kind: string, name: string, object: Tree): string | null {
  const spec = treeAt(object['spec']);
  const problems: string[] = [];
  if (kind === 'Deployment') {
    const template = treeAt(spec['template']);
    const labels = treeAt(treeAt(template['metadata'])['labels']);
    const selector = treeAt(treeAt(spec['selector'])['matchLabels']);
    if (Object.keys(selector).length === 0) problems.push('spec.selector: Required value');
    const agrees = Object.entries(selector).every(([key, value]) => textAt(labels[key]) === textAt(value));
    if (Object.keys(selector).length === 0 || !agrees) {
      problems.push(
        `spec.template.metadata.labels: Invalid value: ${goMap(labels)}: \`selector\` does not match template \`labels\``,
      );
    }
    const { replicas } = spec;
    if (typeof replicas === 'number' && replicas < 0)
      problems.push(`spec.replicas: Invalid value: ${replicas}: must be greater than or equal to 0`);
    problems.push(...podProblems(treeAt(template['spec']), 'spec.template.spec'));
  }
  if (kind === 'Pod') problems.push(...podProblems(spec, 'spec'));
  if (kind === 'Service') {
    const ports = listAt(spec['ports']).map(treeAt);
    if (ports.length === 0) problems.push('spec.ports: Required value');
    for (const [i, { port }] of ports.entries()) {
      const number = typeof port === 'number' ? port : 0;
      if (!Number.isInteger(number) || number < 1 || number > 65_535)
        problems.push(`spec.ports[${i}].port: Invalid value: ${number}: must be between 1 and 65535, inclusive`);
    }
  }
  if (problems.length === 0) return null;
  const head = `The ${kind} "${name}" is invalid: `;
  return problems.length === 1 ? `${head}${problems[0]}` : `${head}\n${problems.map((each) => `* ${each}`).join('\n')}`;
}

function podProblems(spec: Tree, path: string): readonly string[] {
  const containers = listAt(spec['containers']).map(treeAt);
  if (containers.length === 0) return [`${path}.containers: Required value`];
  return containers.flatMap((each, i) => [
    ...(textAt(each['name']) === null ? [`${path}.containers[${i}].name: Required value`] : []),
    ...(textAt(each['image']) === null ? [`${path}.containers[${i}].image: Required value`] : []),
  ]);
}

/** A map of strings as validation shows it. */
function goMap(value: Tree): string {
  const keys = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1));
  return `{${keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(textAt(value[key]) ?? '')}`).join(',')}}`;
}
