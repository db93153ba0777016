type Json = Readonly<Record<string, unknown>>;

/** The keywords of draft 2020-12 that our schema uses. Any other one is an error of the test: it would check nothing. */
const KNOWN = new Set(
  'type properties required additionalProperties items prefixItems minItems maxItems anyOf oneOf enum const pattern propertyNames not $ref'.split(
    ' ',
  ),
);
const REMARKS = new Set(['$schema', '$id', '$defs', 'title', 'description']);

/** Where a value differs from a schema, or null. */
export function schemaFault(root: Json, value: unknown, schema: Json = root, where = ''): string | null {
  for (const key of Object.keys(schema)) if (!KNOWN.has(key) && !REMARKS.has(key)) throw new Error(`keyword ${key}`);
  const at = (part: unknown, inner: unknown, place = where): string | null =>
    schemaFault(root, inner, part as Json, place);
  const parts = (key: string): readonly unknown[] => (schema[key] ?? []) as readonly unknown[];
  if (typeof schema['$ref'] === 'string') {
    const target = (root['$defs'] as Json)[schema['$ref'].replace('#/$defs/', '')];
    if (target === undefined) throw new Error(`no ${schema['$ref']}`);
    return at(target, value);
  }
  if ('const' in schema && schema['const'] !== value) return `${where}: not ${String(schema['const'])}`;
  if ('enum' in schema && !parts('enum').includes(value)) return `${where}: not one of ${parts('enum').join(', ')}`;
  if ('type' in schema && !isOfType(value, String(schema['type']))) return `${where}: no ${String(schema['type'])}`;
  if (typeof schema['pattern'] === 'string' && !new RegExp(schema['pattern'], 'u').test(String(value)))
    return `${where}: not like ${schema['pattern']}`;
  if ('not' in schema && at(schema['not'], value) === null) return `${where}: must not be that`;
  if ('anyOf' in schema && parts('anyOf').every((part) => at(part, value) !== null)) return `${where}: none of anyOf`;
  if ('oneOf' in schema && parts('oneOf').filter((part) => at(part, value) === null).length !== 1)
    return `${where}: not exactly one of oneOf`;
  if (Array.isArray(value)) return listFault(schema, value, where, at);
  return typeof value === 'object' && value !== null ? objectFault(schema, value as Json, where, at) : null;
}

type At = (part: unknown, inner: unknown, place?: string) => string | null;

function listFault(schema: Json, value: readonly unknown[], where: string, at: At): string | null {
  if (value.length < Number(schema['minItems'] ?? 0) || value.length > Number(schema['maxItems'] ?? Infinity))
    return `${where}: ${value.length} items`;
  const first = (schema['prefixItems'] ?? []) as readonly unknown[];
  for (const [i, item] of value.entries()) {
    const part = first[i] ?? schema['items'];
    const fault = part === undefined ? null : at(part, item, `${where}[${i}]`);
    if (fault !== null) return fault;
  }
  return null;
}

function objectFault(schema: Json, value: Json, where: string, at: At): string | null {
  const properties = (schema['properties'] ?? {}) as Json;
  for (const name of (schema['required'] ?? []) as readonly string[])
    if (!Object.hasOwn(value, name)) return `${where}.${name}: missing`;
  for (const [name, inner] of Object.entries(value)) {
    if ('propertyNames' in schema && at(schema['propertyNames'], name) !== null) return `${where}: name ${name}`;
    const own = Object.hasOwn(properties, name) ? properties[name] : schema['additionalProperties'];
    if (own === false) return `${where}.${name}: not known`;
    const fault = own === undefined ? null : at(own, inner, `${where}.${name}`);
    if (fault !== null) return fault;
  }
  return null;
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'null':
      return value === null;
    default:
      return typeof value === type;
  }
}
