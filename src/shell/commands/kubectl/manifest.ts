import { parseAllDocuments } from 'yaml';
import { isTree, listAt, textAt, treeAt, type Json, type Tree } from '../../cluster/json.ts';
import type { Labels, PodTemplate } from '../../cluster/records.ts';
import { readTemplate } from './manifest-pod.ts';
import { checkFields, nameProblem, unknownFields } from './manifest-checks.ts';
import { readService, type WantedService } from './manifest-service.ts';

interface Wished {
  readonly namespace: string | null;
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Labels;
}

/** An object of a manifest as far as the lab makes it. */
export type Wanted = Wished &
  (
    | {
        readonly kind: 'Deployment';
        readonly replicas: number;
        readonly selector: Labels;
        readonly template: PodTemplate;
      }
    | { readonly kind: 'Pod'; readonly template: PodTemplate }
    | ({ readonly kind: 'Service' } & WantedService)
    | { readonly kind: 'ConfigMap'; readonly data: Labels }
    | { readonly kind: 'Namespace' }
  );

/** Objects that can be made and what is wrong with the others, in the order of the manifest. */
export interface ReadManifest {
  readonly wanted: readonly Wanted[];
  readonly errors: readonly string[];
}

export function pairs(value: Json | undefined): Labels {
  return Object.entries(treeAt(value)).map(([key, each]) => [key, textAt(each) ?? ''] as const);
}

/** Nested aliases of a manifest would fill the memory of the page. */
const MOST_ALIASES = 100;

/** Reads the documents of a manifest. What the lab has no place for is refused by its kind; nothing is guessed. */
export function readManifest(source: string, name: string): ReadManifest {
  const wanted: Wanted[] = [];
  const errors: string[] = [];
  const found = parseAllDocuments(source);
  for (const document of Array.isArray(found) ? found : []) {
    const [problem] = document.errors;
    if (problem !== undefined) {
      const line = problem.linePos?.[0]?.line;
      const where = line === undefined ? '' : `line ${line}: `;
      errors.push(
        `error: error parsing ${name}: error converting YAML to JSON: yaml: ${where}${(problem.message.split('\n')[0] ?? '').replace(/ at line \d+.*$/, '')}`,
      );
      break;
    }
    let value: Json;
    try {
      value = document.toJS({ maxAliasCount: MOST_ALIASES }) as Json;
    } catch {
      errors.push(
        `error: error parsing ${name}: error converting YAML to JSON: yaml: document contains excessive aliasing`,
      );
      break;
    }
    if (value === null) continue;
    for (const each of treeAt(value)['kind'] === 'List' ? listAt(treeAt(value)['items']) : [value]) {
      const read = readObject(each, name);
      if (typeof read === 'string') errors.push(read);
      else wanted.push(read);
    }
  }
  return { wanted, errors };
}

const VERSIONS: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  Pod: 'v1',
  Service: 'v1',
  ConfigMap: 'v1',
  Namespace: 'v1',
};

function readObject(value: Json, source: string): Wanted | string {
  if (!isTree(value)) {
    return `error: error validating "${source}": error validating data: invalid object to validate; if you choose to ignore these errors, turn validation off with --validate=false`;
  }
  const kind = textAt(value['kind']);
  const version = textAt(value['apiVersion']);
  const unset = [...(version === null ? ['apiVersion'] : []), ...(kind === null ? ['kind'] : [])];
  if (unset.length > 0 || kind === null || version === null) {
    const said = unset.map((key) => `${key} not set`);
    const told = said.length === 1 ? said[0] : `[${said.join(', ')}]`;
    return `error: error validating "${source}": error validating data: ${told}; if you choose to ignore these errors, turn validation off with --validate=false`;
  }
  const meta = treeAt(value['metadata']);
  const name = textAt(meta['name']);
  if (VERSIONS[kind] !== version) {
    const known = Object.keys(VERSIONS).includes(kind);
    const real = known || /^(?:[a-z0-9]+\/)?v\d+$/.test(version) === false;
    return real
      ? `error: resource mapping not found for name: "${name ?? ''}" namespace: "${textAt(meta['namespace']) ?? ''}" from "${source}": no matches for kind "${kind}" in version "${version}"\nensure CRDs are installed first`
      : `error: ${kind} is not part of this lab: ${Object.keys(VERSIONS).join(', ')} are`;
  }
  if (name === null)
    return `error: error when retrieving current configuration of:\nResource: "${version}, Resource=${kind.toLowerCase()}s", GroupVersionKind: "${version}, Kind=${kind}"\nName: "", Namespace: "default"\nfrom server for: "${source}": resource name may not be empty`;
  const strict = unknownFields(kind, value);
  if (strict.length > 0) {
    return `Error from server (BadRequest): error when creating "${source}": ${kind} in version "${version.split('/').at(-1) ?? ''}" cannot be handled as a ${kind}: strict decoding error: ${strict.map((path) => `unknown field "${path}"`).join(', ')}`;
  }
  const problem = nameProblem(kind, name) ?? checkFields(kind, name, value);
  if (problem !== null) return problem;
  return wantedOf(kind, value, {
    namespace: textAt(meta['namespace']),
    name,
    labels: pairs(meta['labels']),
    annotations: pairs(meta['annotations']),
  });
}

function wantedOf(kind: string, object: Tree, common: Wished): Wanted | string {
  const spec = treeAt(object['spec']);
  switch (kind) {
    case 'Namespace':
      return { ...common, kind };
    case 'ConfigMap':
      return { ...common, kind, data: pairs(object['data']) };
    case 'Pod':
      return { ...common, kind, template: readTemplate(common.labels, common.annotations, spec) };
    case 'Service':
      return readService(common.name, spec, (service) => ({ ...common, kind, ...service }));
    default: {
      const template = treeAt(spec['template']);
      const meta = treeAt(template['metadata']);
      return {
        ...common,
        kind: 'Deployment',
        replicas: Number(spec['replicas'] ?? 1),
        selector: pairs(treeAt(spec['selector'])['matchLabels']),
        template: readTemplate(pairs(meta['labels']), pairs(meta['annotations']), treeAt(template['spec'])),
      };
    }
  }
}
