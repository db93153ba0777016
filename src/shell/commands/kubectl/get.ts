import { stringify } from 'yaml';
import type { Context } from '../../command.ts';
import { write } from '../../process/stream.ts';
import { until, type Task } from '../../process/task.ts';
import type { Flags } from './flags.ts';
import { BadTemplate, type Json, jsonPathText } from './json-path.ts';
import type { Item, Kind } from './kind.ts';
import { age, ALL, itemsOf, kindOf } from './kinds.ts';
import type { KubeObject } from './objects.ts';
import { fieldSelector, labelSelector, labelsOf } from './select.ts';
import { tableText } from './table-text.ts';

/** What is asked for: kinds, and names if any. */
export interface Asked {
  readonly kind: Kind;
  readonly names: readonly string[];
}

/** 'pods', 'po,svc', 'pod x y', 'pod/x svc/y'; the text of the error otherwise. */
export function askedFor(words: readonly string[]): readonly Asked[] | string {
  const [first, ...names] = words;
  if (first === undefined)
    return 'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\nerror: Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).\nSee \'kubectl get -h\' for help and examples';
  if (first === 'all') return ALL.map((kind) => ({ kind, names: [] }));
  const out: Asked[] = [];
  if (first.includes('/')) {
    for (const word of words) {
      const [type = '', name = '', ...more] = word.split('/');
      const kind = kindOf(type);
      if (more.length > 0 || name === '')
        return 'error: arguments in resource/name form must have a single resource and name';
      if (kind === null) return unknownKind(type);
      out.push({ kind, names: [name] });
    }
    return out;
  }
  for (const type of first.split(',')) {
    const kind = kindOf(type);
    if (kind === null) return unknownKind(type);
    out.push({ kind, names });
  }
  return out;
}

function unknownKind(type: string): string {
  return `error: the server doesn't have a resource type "${type}"`;
}

export function notFound(kind: Kind, name: string): string {
  return `Error from server (NotFound): ${kind.prefix.includes('.') ? `${kind.plural}.${kind.prefix.split('.').slice(1).join('.')}` : kind.plural} "${name}" not found`;
}

/** The objects that are asked for, with the errors about names that do not exist. */
export function chosen(
  context: Context,
  flags: Flags,
  asked: Asked,
): { readonly items: readonly Item[]; readonly errors: readonly string[] } | string {
  const { kind, names } = asked;
  const namespace = flags.value('namespace') ?? 'default';
  let items = itemsOf(kind, context.machine).filter(
    (item) => !kind.namespaced || flags.has('all') || item.namespace === namespace,
  );
  const label = flags.value('selector') === null ? null : labelSelector(flags.value('selector') ?? '');
  if (flags.has('selector') && label === null)
    return `error: unable to parse requirement: found '${flags.value('selector')}'`;
  if (label !== null) items = items.filter(label);
  const fields = flags.value('fields');
  if (fields !== null) {
    const test = fieldSelector(fields);
    if (typeof test === 'string')
      return `Error from server (BadRequest): Unable to find "/v1, Resource=${kind.plural}" that match label selector "", field selector "${fields}": ${test}`;
    items = items.filter(test);
  }
  if (names.length === 0) return { items: sorted(items, flags), errors: [] };
  const errors: string[] = [];
  const found = names.flatMap((name) => {
    const item = items.find((each) => each.name === name);
    if (item === undefined && !flags.has('ignore')) errors.push(notFound(kind, name));
    return item ?? [];
  });
  return { items: found, errors };
}

function sorted(items: readonly Item[], flags: Flags): readonly Item[] {
  const path = flags.value('sortBy')?.replace(/^\{|\}$/g, '');
  if (path === undefined) return items;
  const key = (item: Item): string => jsonPathText(`{${path}}`, item.object);
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function row(context: Context, flags: Flags, kind: Kind, item: Item, prefixed: boolean): readonly string[] {
  const wide = flags.value('output') === 'wide';
  const labels = Object.entries(labelsOf(item))
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  return [
    ...(flags.has('all') && kind.namespaced ? [item.namespace ?? ''] : []),
    prefixed ? `${kind.prefix}/${item.name}` : item.name,
    ...item.cells,
    ...(kind.plural === 'ciliumidentities' || kind.plural === 'ciliumnodes' || kind.plural === 'ciliumendpoints'
      ? [age(context.machine, item)].slice(0, kind.plural === 'ciliumendpoints' ? 0 : 1)
      : [age(context.machine, item)]),
    ...(wide ? item.wide : []),
    ...(flags.has('labels') ? [labels === '' ? '<none>' : labels] : []),
  ];
}

function heading(flags: Flags, kind: Kind): readonly string[] {
  return [
    ...(flags.has('all') && kind.namespaced ? ['NAMESPACE'] : []),
    'NAME',
    ...kind.columns,
    ...(kind.plural === 'ciliumendpoints' ? [] : ['AGE']),
    ...(flags.value('output') === 'wide' ? kind.wide : []),
    ...(flags.has('labels') ? ['LABELS'] : []),
  ];
}

/** kubectl get. */
export function* get(context: Context, flags: Flags, words: readonly string[]): Task {
  const { io } = context;
  const asked = askedFor(words);
  if (typeof asked === 'string') {
    yield* write(io.stderr, `${asked}\n`);
    return 1;
  }
  const groups: { readonly kind: Kind; readonly items: readonly Item[] }[] = [];
  const errors: string[] = [];
  for (const each of asked) {
    const found = chosen(context, flags, each);
    if (typeof found === 'string') {
      yield* write(io.stderr, `${found}\n`);
      return 1;
    }
    groups.push({ kind: each.kind, items: found.items });
    errors.push(...found.errors);
  }
  for (const { items } of groups) for (const item of items) shown(context, item);
  const output = flags.value('output');
  if (output !== null && output !== 'wide') {
    const single = groups.length === 1 && asked[0]!.names.length === 1;
    const text = formatted(
      output,
      groups.flatMap(({ kind, items }) => items.map((item) => ({ kind, item }))),
      single,
    );
    if (text instanceof BadTemplate) {
      yield* write(io.stderr, `error: ${text.message}\n`);
      return 1;
    }
    if (!(single && errors.length > 0)) yield* write(io.stdout, text);
  } else if (groups.every(({ items }) => items.length === 0) && errors.length === 0) {
    const where =
      flags.has('all') || !asked[0]!.kind.namespaced
        ? 'No resources found'
        : `No resources found in ${flags.value('namespace') ?? 'default'} namespace.`;
    yield* write(io.stderr, `${where}\n`);
  } else yield* tables(context, flags, groups);
  yield* write(io.stderr, errors.map((line) => `${line}\n`).join(''));
  if (flags.has('watch')) yield* watched(context, flags, asked[0]!);
  return errors.length > 0 ? 1 : 0;
}

function* tables(
  context: Context,
  flags: Flags,
  groups: readonly { readonly kind: Kind; readonly items: readonly Item[] }[],
): Task<void> {
  let first = true;
  const full = groups.filter(({ items }) => items.length > 0);
  for (const { kind, items } of full) {
    const rows = items.map((item) => row(context, flags, kind, item, groups.length > 1));
    const text = tableText(flags.has('noHeaders') ? rows : [heading(flags, kind), ...rows]);
    yield* write(context.io.stdout, first ? text : `\n${text}`);
    first = false;
  }
}

/** Says what an answer was read from: the device of a pod. */
function shown(context: Context, item: Item): void {
  const pod = [...context.machine.world.pods.values()].find(
    (each) => each.shortName === item.name && each.namespace === item.namespace,
  );
  if (pod !== undefined) context.shows({ kind: 'device', device: pod.eth0 });
}

function* watched(context: Context, flags: Flags, asked: Asked): Task<void> {
  const rowsNow = (): ReadonlyMap<string, readonly string[]> => {
    const found = chosen(context, flags, asked);
    return new Map(
      typeof found === 'string'
        ? []
        : found.items.map((item) => [item.name, row(context, flags, asked.kind, item, false)]),
    );
  };
  let before = rowsNow();
  for (;;) {
    yield* until(() => [...rowsNow()].some(([name, cells]) => statusOf(before.get(name)) !== statusOf(cells)));
    const after = rowsNow();
    for (const [name, cells] of after)
      if (statusOf(before.get(name)) !== statusOf(cells)) yield* write(context.io.stdout, tableText([cells]));
    before = after;
  }
}

/** The cells of a row without its age. */
function statusOf(cells: readonly string[] | undefined): string {
  return (cells ?? []).slice(0, 4).join(' ');
}

function formatted(
  output: string,
  found: readonly { readonly kind: Kind; readonly item: Item }[],
  single: boolean,
): string | BadTemplate {
  const objects = found.map(({ item }) => item.object);
  const root: KubeObject =
    single && objects[0] !== undefined
      ? objects[0]
      : { apiVersion: 'v1', items: objects, kind: 'List', metadata: { resourceVersion: '' } };
  const [format, template] = split(output);
  switch (format) {
    case 'json':
      return `${JSON.stringify(root, null, 4)}\n`;
    case 'yaml':
      return stringify(root);
    case 'name':
      return found.map(({ kind, item }) => `${kind.prefix}/${item.name}\n`).join('');
    case 'jsonpath':
      try {
        return jsonPathText(template, root);
      } catch (error) {
        if (error instanceof BadTemplate) return error;
        throw error;
      }
    case 'custom-columns': {
      const columns = template
        .split(',')
        .map((column) => [column.slice(0, column.indexOf(':')), column.slice(column.indexOf(':') + 1)] as const);
      const cell = (path: string, object: Json): string => jsonPathText(`{${path}}`, object) || '<none>';
      return tableText([
        columns.map(([name]) => name),
        ...objects.map((object) => columns.map(([, path]) => cell(path, object))),
      ]);
    }
    default:
      return new BadTemplate(
        `unable to match a printer suitable for the output format "${format}", allowed formats are: custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,wide,yaml`,
      );
  }
}

function split(output: string): readonly [string, string] {
  const cut = output.indexOf('=');
  return cut < 0 ? [output, ''] : [output.slice(0, cut), output.slice(cut + 1)];
}
