import { DEFAULTS, LIMITS } from './defaults.ts';
import { below, Fields, isObject, shown } from './fields.ts';
import type { LabPod, LabService } from './file.ts';
import { canonicalName, isDeviceName, isDnsLabel, isDnsSubdomain, splitName } from './names-in-file.ts';
import type { Findings, NamedThing } from './problems.ts';

const POD_KEYS = ['ip', 'node', 'identity', 'endpoint', 'lxc', 'labels', 'image', 'ports'] as const;
const SERVICE_KEYS = [
  'clusterIP',
  'port',
  'targetPort',
  'protocol',
  'selector',
  'type',
  'nodePort',
  'externalIP',
] as const;

function isNamespaced(name: string, isShortName: (text: string) => boolean): boolean {
  const [namespace, shortName] = splitName(name);
  return isDnsLabel(namespace) && isShortName(shortName);
}

/** The object under a name, or null after recording what is wrong with either. */
function namedFields(
  of: NamedThing,
  name: string,
  value: unknown,
  found: Findings,
  known: readonly string[],
): Fields | null {
  const path = below(`${of}s`, name);
  if (!isNamespaced(name, of === 'pod' ? isDnsSubdomain : isDnsLabel))
    found.problem(path, 'not-a-name', { got: shown(name), of });
  else if (!isObject(value)) found.problem(path, 'not-object', { got: shown(value) });
  else return new Fields(value, path, found, known);
  return null;
}

/** Label keys and values as pairs in the file's order. Numbers and booleans, which YAML makes of unquoted values, are refused. */
function parseLabels(fields: Fields, key: string): LabPod['labels'] {
  const pairs = fields.pairs(key);
  if (pairs.length > LIMITS.labels) {
    fields.found.problem(fields.at(key), 'too-many', { what: 'labels', count: pairs.length, limit: LIMITS.labels });
    return [];
  }
  const labels: (readonly [string, string])[] = [];
  for (const [label, value] of pairs) {
    const path = below(fields.at(key), label);
    if (typeof value !== 'string') fields.found.problem(path, 'not-text', { got: shown(value) });
    else if (label.length + value.length > 400)
      fields.found.problem(path, 'too-long', { length: label.length + value.length, limit: 400 });
    else labels.push([label, value]);
  }
  return labels;
}

/** Cluster pods have 256 to 65535; below are the reserved ones (pkg/identity/numericidentity.go). */
function parseIdentity(fields: Fields): number | null {
  const value = fields.raw('identity') ?? null;
  if (value === null) return null;
  const whole = typeof value === 'number' && Number.isInteger(value) ? value : 0;
  if ((whole >= 1 && whole <= 10) || (whole >= 256 && whole <= 65535)) return whole;
  fields.found.problem(fields.at('identity'), 'not-an-identity', { got: shown(value) });
  return null;
}

function parsePorts(fields: Fields): readonly number[] {
  const items = fields.list('ports');
  if (items.length > LIMITS.ports) {
    fields.found.problem(fields.at('ports'), 'too-many', { what: 'ports', count: items.length, limit: LIMITS.ports });
    return [];
  }
  return items.flatMap((item, i) => {
    if (typeof item === 'number' && Number.isInteger(item) && item >= 1 && item <= 65535) return [item];
    fields.found.problem(`${fields.at('ports')}[${i}]`, 'not-number', { got: shown(item), low: 1, high: 65535 });
    return [];
  });
}

/** One entry of `pods`, or null when it lacks an address or a node. Whether the node exists is checked later. */
export function parsePod(name: string, value: unknown, found: Findings): LabPod | null {
  const fields = namedFields('pod', name, value, found, POD_KEYS);
  if (fields === null) return null;
  const ip = fields.address('ip', true);
  const node = fields.text('node', null, 260);
  if (node === null && (fields.raw('node') ?? null) === null) fields.missing('node', 'node name');
  const lxc = fields.text('lxc', null);
  if (lxc !== null && !(isDeviceName(lxc) && lxc.startsWith('lxc')))
    found.problem(fields.at('lxc'), 'not-a-device', { got: shown(lxc) });
  const rest = {
    identity: parseIdentity(fields),
    endpoint: fields.number('endpoint', 1, 65535, null),
    lxc,
    labels: parseLabels(fields, 'labels'),
    image: fields.text('image', '', 400),
    ports: parsePorts(fields),
  };
  return ip === null || node === null ? null : { name: canonicalName(name), ip, node, ...rest };
}

/** One entry of `services`, or null when it lacks an address or a port. */
export function parseService(name: string, value: unknown, found: Findings): LabService | null {
  const fields = namedFields('service', name, value, found, SERVICE_KEYS);
  if (fields === null) return null;
  const clusterIP = fields.address('clusterIP', true);
  const port = fields.number('port', 1, 65535, null);
  if ((fields.raw('port') ?? null) === null) fields.missing('port', 'port');
  const selector = (fields.raw('selector') ?? null) === null ? null : parseLabels(fields, 'selector');
  const type = fields.oneOf('type', ['ClusterIP', 'NodePort', 'LoadBalancer'], 'ClusterIP');
  const canonical = canonicalName(name);
  const usualTarget = canonical === 'kubernetes' && selector === null ? DEFAULTS.apiServerPort : (port ?? 1);
  const rest = {
    targetPort: fields.number('targetPort', 1, 65535, usualTarget),
    protocol: fields.oneOf('protocol', ['TCP', 'UDP'], 'TCP'),
    selector,
    type,
    nodePort: fields.number('nodePort', 1, 65535, null),
    externalIP: fields.address('externalIP', false),
  };
  return clusterIP === null || port === null ? null : { name: canonical, clusterIP, port, ...rest };
}
