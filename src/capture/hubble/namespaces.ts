import type { FilterFields } from './filter-fields.ts';

/** The namespaces that flags have named: of either side, of the source, of the destination. */
export interface Namespaces {
  readonly any: readonly string[];
  readonly source: readonly string[];
  readonly destination: readonly string[];
}
export const NO_NAMESPACES: Namespaces = { any: [], source: [], destination: [] };

/** The flags that name namespaces. '' stands for all of them. */
export function withNamespace(namespaces: Namespaces, flag: string, value: string): Namespaces | null {
  const name = flag.endsWith('all-namespaces') ? '' : value;
  switch (flag) {
    case 'namespace':
    case 'all-namespaces':
      return { ...namespaces, any: [...namespaces.any, name] };
    case 'from-namespace':
    case 'from-all-namespaces':
      return { ...namespaces, source: [...namespaces.source, name] };
    case 'to-namespace':
    case 'to-all-namespaces':
      return { ...namespaces, destination: [...namespaces.destination, name] };
    default:
      return null;
  }
}

/** addNamespacesToFilter: names without a namespace get each of these. */
function qualified(names: readonly string[], namespaces: readonly string[]): readonly string[] {
  if (namespaces.length === 0) return names;
  return names.flatMap((name) => (name.includes('/') ? [name] : namespaces.map((ns) => `${ns}/${name}`)));
}

function onSource(fields: FilterFields, namespaces: readonly string[]): FilterFields {
  const { sourcePod, sourceService } = fields;
  const pods = sourcePod.length === 0 && sourceService.length === 0 ? [''] : sourcePod;
  return {
    ...fields,
    sourcePod: qualified(pods, namespaces),
    sourceService: qualified(sourceService, namespaces),
  };
}

function onDestination(fields: FilterFields, namespaces: readonly string[]): FilterFields {
  const { destinationPod, destinationService } = fields;
  const pods = destinationPod.length === 0 && destinationService.length === 0 ? [''] : destinationPod;
  return {
    ...fields,
    destinationPod: qualified(pods, namespaces),
    destinationService: qualified(destinationService, namespaces),
  };
}

/** flowFilters (hubble/cmd/observe/flows_filter.go): the filters of which a flow must match one, with their namespaces. */
export function materialised(
  left: FilterFields,
  right: FilterFields,
  { any, source, destination }: Namespaces,
): readonly FilterFields[] {
  let [one, two] = [left, right];
  if (destination.length > 0) [one, two] = [onDestination(one, destination), onDestination(two, destination)];
  if (source.length > 0) [one, two] = [onSource(one, source), onSource(two, source)];
  if (any.length > 0) [one, two] = [onSource(one, any), onDestination(two, any)];
  return JSON.stringify(one) === JSON.stringify(two) ? [one] : [one, two];
}

/** namespaceModifier.conflicts: a name with another namespace than the flags give. */
export function namespaceConflict(fields: FilterFields, { any, source, destination }: Namespaces): string | null {
  const from = [...fields.sourcePod, ...fields.sourceService];
  const to = [...fields.destinationPod, ...fields.destinationService];
  return (
    conflict(any, [...from, ...to]) ??
    conflict(source, from) ??
    conflict(destination, to) ??
    inconsistent(fields.sourcePod, fields.sourceService) ??
    inconsistent(fields.destinationPod, fields.destinationService)
  );
}

function namespaceOf(name: string): string {
  const slash = name.indexOf('/');
  return slash < 0 ? '' : name.slice(0, slash);
}

function conflict(namespaces: readonly string[], names: readonly string[]): string | null {
  for (const namespace of namespaces)
    for (const name of names) {
      const own = namespaceOf(name);
      if (own !== '' && own !== namespace) return `namespace conflict: "${namespace}" does not contain "${name}"`;
    }
  return null;
}

function inconsistent(pods: readonly string[], services: readonly string[]): string | null {
  for (const pod of pods) {
    const own = namespaceOf(pod);
    const other = own === '' ? undefined : services.find((service) => namespaceOf(service) !== own);
    if (other !== undefined) return `namespace of service "${other}" conflict with pod "${own}"`;
  }
  return null;
}
