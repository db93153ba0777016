import { parseAllDocuments } from 'yaml';
import type { Container, Labels, PodTemplate } from '../../cluster/records.ts';
import type { Json } from './json-path.ts';

type Tree = { readonly [key: string]: Json };

/** An object of a manifest as far as the lab makes it. */
export type Wanted =
  | {
      readonly kind: 'Deployment';
      readonly namespace: string | null;
      readonly name: string;
      readonly labels: Labels;
      readonly replicas: number;
      readonly selector: Labels;
      readonly template: PodTemplate;
    }
  | { readonly kind: 'Pod'; readonly namespace: string | null; readonly name: string; readonly template: PodTemplate }
  | {
      readonly kind: 'Service';
      readonly namespace: string | null;
      readonly name: string;
      readonly labels: Labels;
      readonly selector: Labels | null;
      readonly port: number;
      readonly targetPort: number;
      readonly protocol: 'TCP' | 'UDP';
      readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
      readonly clusterIP: string | null;
      readonly nodePort: number | null;
    }
  | { readonly kind: 'Namespace'; readonly name: string };

export type ReadManifest =
  | { readonly ok: true; readonly wanted: readonly Wanted[] }
  | { readonly ok: false; readonly error: string };

const tree = (value: Json | undefined): Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : {};
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
const text = (value: Json | undefined): string | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : null;
const pairs = (value: Json | undefined): Labels =>
  Object.entries(tree(value)).map(([key, each]) => [key, text(each) ?? ''] as const);

/** Reads the documents of a manifest. What the lab has no place for is refused by its kind; nothing is guessed. */
export function readManifest(source: string, name: string): ReadManifest {
  const documents = parseAllDocuments(source, { maxAliasCount: 50 } as object);
  const wanted: Wanted[] = [];
  for (const document of Array.isArray(documents) ? documents : []) {
    const [problem] = document.errors;
    if (problem !== undefined)
      return {
        ok: false,
        error: `error: error parsing ${name}: error converting YAML to JSON: yaml: ${problem.message.split('\n')[0]}`,
      };
    const value = document.toJSON() as Json;
    if (value === null) continue;
    const each = readObject(tree(value), name);
    if (typeof each === 'string') return { ok: false, error: each };
    wanted.push(each);
  }
  if (wanted.length === 0) return { ok: false, error: 'error: no objects passed to apply' };
  return { ok: true, wanted };
}

function readObject(object: Tree, source: string): Wanted | string {
  const kind = text(object['kind']);
  const version = text(object['apiVersion']);
  const where = `error: error when retrieving current configuration of "${source}"`;
  if (kind === null)
    return `error: error validating "${source}": error validating data: kind not set; if you choose to ignore these errors, turn validation off with --validate=false`;
  if (version === null)
    return `error: error validating "${source}": error validating data: apiVersion not set; if you choose to ignore these errors, turn validation off with --validate=false`;
  const meta = tree(object['metadata']);
  const name = text(meta['name']);
  if (name === null) return `${where}: resource name may not be empty`;
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name)) {
    return `The ${kind} "${name}" is invalid: metadata.name: Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`;
  }
  const namespace = text(meta['namespace']);
  const spec = tree(object['spec']);
  const labels = pairs(meta['labels']);
  switch (kind) {
    case 'Namespace':
      return { kind, name };
    case 'Pod':
      return { kind, namespace, name, template: templateOf(labels, spec) };
    case 'Deployment': {
      const template = tree(spec['template']);
      const selector = pairs(tree(spec['selector'])['matchLabels']);
      const own = pairs(tree(template['metadata'])['labels']);
      if (!selector.every(([key, value]) => own.some(([k, v]) => k === key && v === value))) {
        return `The Deployment "${name}" is invalid: spec.template.metadata.labels: Invalid value: ${JSON.stringify(Object.fromEntries(own))}: \`selector\` does not match template \`labels\``;
      }
      return {
        kind,
        namespace,
        name,
        labels,
        replicas: Number(spec['replicas'] ?? 1),
        selector,
        template: templateOf(own, tree(template['spec'])),
      };
    }
    case 'Service': {
      const port = tree(list(spec['ports'])[0]);
      const type = text(spec['type']) ?? 'ClusterIP';
      if (type !== 'ClusterIP' && type !== 'NodePort' && type !== 'LoadBalancer')
        return `The Service "${name}" is invalid: spec.type: Unsupported value: "${type}": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"`;
      const number = Number(port['port'] ?? 80);
      const target = Number(port['targetPort'] ?? number);
      const selector = spec['selector'] === undefined ? null : pairs(spec['selector']);
      return {
        kind,
        namespace,
        name,
        labels,
        selector,
        port: number,
        targetPort: Number.isNaN(target) ? number : target,
        protocol: text(port['protocol']) === 'UDP' ? 'UDP' : 'TCP',
        type,
        clusterIP: text(spec['clusterIP']),
        nodePort: typeof port['nodePort'] === 'number' ? port['nodePort'] : null,
      };
    }
    default:
      return `error: resource mapping not found for name: "${name}" namespace: "${namespace ?? ''}" from "${source}": no matches for kind "${kind}" in version "${version}" in this lab: Deployment, Pod, Service and Namespace are`;
  }
}

function templateOf(labels: Labels, spec: Tree): PodTemplate {
  const containers = list(spec['containers']).map((value): Container => {
    const each = tree(value);
    return {
      name: text(each['name']) ?? 'container',
      image: text(each['image']) ?? '',
      ports: list(each['ports']).flatMap((port) => Number(tree(port)['containerPort']) || []),
      command: [...list(each['command']), ...list(each['args'])].map((each) => text(each) ?? ''),
    };
  });
  const anti = tree(tree(spec['affinity'])['podAntiAffinity']);
  const apartFrom = list(anti['requiredDuringSchedulingIgnoredDuringExecution']).flatMap((term) => {
    const selector = tree(tree(term)['labelSelector']);
    const byExpression = list(selector['matchExpressions']).map((value) => ({
      key: text(tree(value)['key']) ?? '',
      values: list(tree(value)['values']).map((each) => text(each) ?? ''),
    }));
    return [...byExpression, ...pairs(selector['matchLabels']).map(([key, value]) => ({ key, values: [value] }))];
  });
  return { labels, containers, nodeName: text(spec['nodeName']), nodeSelector: pairs(spec['nodeSelector']), apartFrom };
}
