import type { Context } from '../../command.ts';
import { write } from '../../process/stream.ts';
import { until, type Task } from '../../process/task.ts';
import { untilInterrupted } from './interrupted.ts';
import { relaxed } from './custom-columns.ts';
import type { Flags } from './flags.ts';
import { evaluate } from './json-path.ts';
import { prefixOf, type Item, type Kind } from './kind.ts';
import { ENDPOINTS } from './kinds-of-services.ts';
import { formatted, isTable } from './output.ts';
import { Refusal } from './refusal.ts';
import { askedFor, type Asked, chosen, namespaceOf } from './resource-arguments.ts';
import { labelsOf } from './select.ts';
import { tableText } from './table-text.ts';

const NOTHING = `You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.

error: Required resource not specified.
Use "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).
See 'kubectl get -h' for help and examples`;

interface Group {
  readonly kind: Kind;
  /** All of them were asked for, not some by name. */
  readonly listed: boolean;
  readonly items: readonly Item[];
}

/** kubectl get. */
export function* get(context: Context, flags: Flags, words: readonly string[]): Task {
  const { io, machine } = context;
  if (words.length === 0) throw new Refusal(NOTHING);
  const asked = askedFor(machine, words);
  if (
    asked.some(({ kind }) => kind === ENDPOINTS) &&
    /^v?1\.(?:3[3-9]|[4-9]\d)/.test(machine.world.file.versions.kubernetes)
  ) {
    yield* write(io.stderr, 'Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\n');
  }
  const output = flags.value('output');
  if (flags.has('watch') && asked.length > 1) {
    throw new Refusal('error: you may only specify a single resource type');
  }
  const groups: Group[] = [];
  const errors: string[] = [];
  for (const each of asked) {
    const found = chosen(context, flags, each);
    groups.push({ kind: each.kind, listed: each.names.length === 0, items: sorted(found.items, flags) });
    errors.push(...found.errors);
  }
  show(context, groups);
  if (flags.has('watch') && errors.length === 0) return yield* untilInterrupted(watched(context, flags, asked[0]!));
  const single = asked.length === 1 && asked[0]!.names.length === 1;
  if (!isTable(output)) {
    const found = groups.flatMap(({ kind, items }) => items.map((item) => ({ kind, item })));
    if (!(single && found.length === 0))
      yield* write(io.stdout, formatted(output ?? '', found, single, !flags.has('noHeaders')));
  } else yield* tables(context, flags, groups, errors.length > 0);
  yield* write(io.stderr, errors.map((line) => `${line}\n`).join(''));
  return errors.length > 0 ? 1 : 0;
}

function* tables(context: Context, flags: Flags, groups: readonly Group[], failed: boolean): Task<void> {
  const full = merged(groups).filter(({ items }) => items.length > 0);
  // A list counts even when it is empty, a name only when it is found (multipleGVKsRequested).
  const prefixed =
    new Set(groups.filter(({ listed, items }) => listed || items.length > 0).map(({ kind }) => kind)).size > 1;
  for (const [i, { kind, items }] of full.entries()) {
    const rows = items.map((item) => row(flags, kind, item, prefixed));
    const text = tableText(flags.has('noHeaders') ? rows : [heading(flags, kind), ...rows]);
    yield* write(context.io.stdout, i === 0 || flags.has('noHeaders') ? text : `\n${text}`);
  }
  if (full.length > 0 || failed || flags.has('ignore')) return;
  const where = flags.has('all') ? '' : ` in ${namespaceOf(flags)} namespace.`;
  const cluster = groups.some(({ kind }) => !kind.namespaced);
  yield* write(context.io.stderr, `No resources found${cluster ? '' : where}\n`);
}

/** Neighbours of one kind are one table: `pod/a pod/b`. */
function merged(groups: readonly Group[]): readonly Group[] {
  const out: Group[] = [];
  for (const group of groups) {
    const last = out.at(-1);
    if (last?.kind === group.kind) out[out.length - 1] = { ...last, items: [...last.items, ...group.items] };
    else out.push(group);
  }
  return out;
}

function visible<T>(flags: Flags, kind: Kind, cells: readonly T[]): readonly T[] {
  if (flags.value('output') === 'wide') return cells;
  return cells.filter((_, i) => kind.columns[i]?.wide !== true);
}

/** The cells of a row as they are shown. */
function row(flags: Flags, kind: Kind, item: Item, prefixed: boolean): readonly string[] {
  const cells = item.cells();
  const named =
    prefixed && kind.columns[0]?.name === 'NAME' ? [`${prefixOf(kind)}/${item.name}`, ...cells.slice(1)] : cells;
  const wanted = flags.values('labelColumns').flatMap((text) => text.split(','));
  return [
    ...(flags.has('all') && kind.namespaced ? [item.namespace ?? ''] : []),
    ...visible(flags, kind, named),
    ...wanted.map((key) => labelsOf(item)[key] ?? ''),
    ...(flags.has('labels') ? [labelsText(item)] : []),
  ];
}

function labelsText(item: Item): string {
  const labels = Object.entries(labelsOf(item)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return labels.map(([key, value]) => `${key}=${value}`).join(',') || '<none>';
}

function heading(flags: Flags, kind: Kind): readonly string[] {
  const wanted = flags.values('labelColumns').flatMap((text) => text.split(','));
  return [
    ...(flags.has('all') && kind.namespaced ? ['NAMESPACE'] : []),
    ...visible(flags, kind, kind.columns).map(({ name }) => name),
    ...wanted.map((key) => (key.split('/').at(-1) ?? '').toUpperCase()),
    ...(flags.has('labels') ? ['LABELS'] : []),
  ];
}

function sorted(items: readonly Item[], flags: Flags): readonly Item[] {
  const given = flags.value('sortBy');
  if (given === null) return items;
  const path = relaxed(given);
  const keyed = items.map((item) => [evaluate(path, item.object())[0] ?? null, item] as const);
  if (items.length > 0 && keyed.every(([key]) => key === null))
    throw new Refusal(`error: couldn't find any field with path "{${path}}" in the list of objects`);
  const compare = (a: unknown, b: unknown): number => {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    const [x, y] = [`${a as string}`, `${b as string}`];
    return x < y ? -1 : x > y ? 1 : 0;
  };
  return keyed.toSorted(([a], [b]) => compare(a, b)).map(([, item]) => item);
}

/** Says what an answer was read from: the devices of pods. */
function show({ machine, shows }: Context, groups: readonly Group[]): void {
  for (const { kind, items } of groups) {
    if (kind.plural !== 'pods' && kind.plural !== 'ciliumendpoints') continue;
    const names = new Set(items.map(({ namespace, name }) => `${namespace ?? ''}/${name}`));
    for (const pod of machine.world.pods.values()) {
      if (names.has(`${pod.namespace}/${pod.shortName}`)) shows({ kind: 'device', device: pod.eth0 });
    }
  }
}

/** -w: the rows as they are, and then each again as it changes, until Ctrl-C. */
function* watched(context: Context, flags: Flags, asked: Asked): Task {
  const { io, machine } = context;
  const { kind } = asked;
  const output = flags.value('output');
  const lenient = asked.names.length > 0 ? asked : { kind, names: [] };
  const state = (): ReadonlyMap<string, { readonly item: Item; readonly key: string }> => {
    const { items } = chosen(context, flags, lenient);
    return new Map(
      items.map((item) => [`${item.namespace ?? ''}/${item.name} ${item.created}`, { item, key: keyOf(kind, item) }]),
    );
  };
  const widths: number[] = [];
  let headed = flags.has('noHeaders') || !isTable(output);
  const print = function* (items: readonly Item[]): Task<void> {
    if (items.length === 0) return;
    if (!isTable(output)) {
      for (const item of items) yield* write(io.stdout, formatted(output ?? '', [{ kind, item }], true, false));
      return;
    }
    const rows = items.map((item) => row(flags, kind, item, false));
    yield* write(io.stdout, tableText(headed ? rows : [heading(flags, kind), ...rows], widths));
    headed = true;
  };
  let before = state();
  if (!flags.has('watchOnly')) yield* print([...before.values()].map(({ item }) => item));
  for (;;) {
    const seen = machine.cluster.work.version;
    const events = machine.world;
    yield* until(() => machine.cluster.work.version !== seen || machine.world !== events);
    const after = state();
    const gone = [...before].flatMap(([id, { item }]) => (after.has(id) ? [] : [item]));
    const changed = [...after].flatMap(([id, { item, key }]) => (before.get(id)?.key === key ? [] : [item]));
    yield* print(gone);
    yield* print(changed);
    before = after;
  }
}

/** What of a row is no age: a row is printed again when this changes. */
function keyOf({ columns }: Kind, { cells }: Item): string {
  return cells()
    .filter((_, i) => !/^(?:AGE|LAST SEEN|FIRST SEEN)$/.test(columns[i]?.name ?? ''))
    .join('\t');
}
