import type { Machine } from '../../machine.ts';
import type { Context } from '../../command.ts';
import type { Flags } from './flags.ts';
import { pluralOf, type Item, type Kind } from './kind.ts';
import { ALL, itemsOf, kindIn } from './kinds.ts';
import { NOT_MODELLED } from './kinds-without-objects.ts';
import { Refusal } from './refusal.ts';
import { fieldSelector, labelSelector } from './select.ts';

/** What is asked for: kinds, and names if any. */
export interface Asked {
  readonly kind: Kind;
  readonly names: readonly string[];
}

/** The kind that a word means in this cluster. Throws a Refusal in kubectl's words. */
export function demandKind(machine: Machine, word: string): Kind {
  const kind = kindIn(machine, word);
  if (kind !== null) return kind;
  if (NOT_MODELLED.includes(word.toLowerCase().split('.')[0] ?? '')) {
    throw new Refusal(`error: ${word} are not part of this lab (kubectl api-resources lists what is)`);
  }
  throw new Refusal(`error: the server doesn't have a resource type "${word}"`);
}

/** 'pods', 'po,svc', 'pod x y', 'pod/x svc/y' (cli-runtime resource/builder.go). Throws a Refusal. */
export function askedFor(machine: Machine, words: readonly string[]): readonly Asked[] {
  const [first = '', ...names] = words;
  if (words.some((word) => word.includes('/'))) return words.map((word, i) => byName(machine, word, i, words));
  const asked: Asked[] = [];
  for (const type of first.split(',')) {
    if (type === 'all') asked.push(...ALL.map((kind) => ({ kind, names })));
    else if (type !== '') asked.push({ kind: demandKind(machine, type), names });
  }
  if (names.some((name) => name === '')) throw new Refusal('error: resource name may not be empty');
  return asked;
}

function byName(machine: Machine, word: string, at: number, words: readonly string[]): Asked {
  const [type = '', name = '', ...more] = word.split('/');
  if (!word.includes('/')) {
    throw new Refusal(
      at === 0
        ? `error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'`
        : `error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'`,
    );
  }
  if (more.length > 0 || type === '' || name === '') {
    const why = 'arguments in resource/name form must have a single resource and name';
    if (more.length > 0 || words.length > 1) throw new Refusal(`error: ${why}`);
    throw new Refusal(`error: ${why}`);
  }
  return { kind: demandKind(machine, type), names: [name] };
}

/** 'error: …' of the API server about a name that it does not know. */
export function notFound(kind: Kind, name: string): string {
  return `Error from server (NotFound): ${pluralOf(kind)} "${name}" not found`;
}

export function namespaceOf(flags: Flags): string {
  return flags.value('namespace') ?? 'default';
}

/** The objects that are asked for, with the errors about names that do not exist. Throws a Refusal. */
export function chosen(
  { machine }: Pick<Context, 'machine'>,
  flags: Flags,
  { kind, names }: Asked,
): { readonly items: readonly Item[]; readonly errors: readonly string[] } {
  const selector = flags.value('selector');
  if (names.length > 0) {
    if (selector !== null) throw new Refusal('error: name cannot be provided when a selector is specified');
    if (flags.has('all') && kind.namespaced)
      throw new Refusal('error: a resource cannot be retrieved by name across all namespaces');
  }
  let items = itemsOf(kind, machine);
  if (kind.namespaced && !flags.has('all')) items = items.filter(({ namespace }) => namespace === namespaceOf(flags));
  if (selector !== null) items = items.filter(labelSelector(selector));
  const fields = flags.value('fields');
  if (fields !== null && fields !== '') items = items.filter(fieldSelector(kind, fields, selector ?? ''));
  if (names.length === 0) return { items, errors: [] };
  const byName = new Map(items.map((item) => [item.name, item]));
  const errors: string[] = [];
  const found = names.flatMap((name) => {
    const item = byName.get(name);
    if (item === undefined && !flags.has('ignore')) errors.push(notFound(kind, name));
    return item ?? [];
  });
  return { items: found, errors };
}
