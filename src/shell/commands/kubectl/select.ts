import type { Json } from './json-path.ts';
import type { Item, Tree } from './kind.ts';

export function labelsOf({ object }: Item): Readonly<Record<string, string>> {
  const meta = object['metadata'] as Tree | undefined;
  return (meta?.['labels'] ?? {}) as Readonly<Record<string, string>>;
}

/** A label selector: a=b, a==b, a!=b, a in (x,y), a notin (x), a, !a. Null when it is none. */
export function labelSelector(text: string): ((item: Item) => boolean) | null {
  const tests: ((labels: Readonly<Record<string, string>>) => boolean)[] = [];
  for (const part of text.split(/,(?![^(]*\))/).map((each) => each.trim())) {
    const set = /^([\w./-]+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(part);
    const equal = /^([\w./-]+)\s*(==|=|!=)\s*([\w.-]*)$/.exec(part);
    const exists = /^(!?)([\w./-]+)$/.exec(part);
    if (set !== null) {
      const values = set[3]!.split(',').map((each) => each.trim());
      tests.push((labels) => values.includes(labels[set[1]!] ?? '') === (set[2] === 'in'));
    } else if (equal !== null) tests.push((labels) => (labels[equal[1]!] === equal[3]) === (equal[2] !== '!='));
    else if (exists !== null) tests.push((labels) => Object.hasOwn(labels, exists[2]!) === (exists[1] === ''));
    else return null;
  }
  return (item) => tests.every((test) => test(labelsOf(item)));
}

const FIELDS: readonly string[] = [
  'metadata.name',
  'metadata.namespace',
  'spec.nodeName',
  'status.phase',
  'status.podIP',
  'spec.restartPolicy',
];

/** A field selector over the fields that kinds support; the text of the error otherwise. */
export function fieldSelector(text: string): ((item: Item) => boolean) | string {
  const tests: ((item: Item) => boolean)[] = [];
  for (const part of text.split(',')) {
    const match = /^([\w.]+)(==|=|!=)(.*)$/.exec(part);
    if (match === null) return `invalid field selector: ${text}; can't understand '${part}'`;
    const [, path = '', sign, value = ''] = match;
    if (!FIELDS.includes(path)) return `field label not supported: ${path}`;
    tests.push(({ object }) => {
      const found = path.split('.').reduce<Json>((tree, key) => (tree as Tree | null)?.[key] ?? null, object);
      return ((found ?? '') === value) === (sign !== '!=');
    });
  }
  return (item) => tests.every((test) => test(item));
}
