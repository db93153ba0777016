import type { Item, Kind } from './kind.ts';
import { jsonText, valueIn } from './kind.ts';
import { Refusal } from './refusal.ts';

export function labelsOf({ object }: Item): Readonly<Record<string, string>> {
  return (valueIn(object(), 'metadata', 'labels') ?? {}) as Readonly<Record<string, string>>;
}

/** A label selector: a=b, a==b, a!=b, a in (x,y), a notin (x), a, !a. Throws a Refusal (apimachinery labels/selector.go). */
export function labelSelector(text: string): (item: Item) => boolean {
  const tests: ((labels: Readonly<Record<string, string>>) => boolean)[] = [];
  for (const part of text.split(/,(?![^(]*\))/).map((each) => each.trim())) {
    if (part === '') continue;
    const set = /^([\w./-]+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(part);
    const equal = /^([\w./-]+)\s*(==|=|!=)\s*([\w.-]*)$/.exec(part);
    const exists = /^(!?)\s*([\w./-]+)$/.exec(part);
    if (set !== null) {
      const values = (set[3] ?? '').split(',').map((each) => each.trim());
      tests.push((labels) => values.includes(labels[set[1] ?? ''] ?? '\0') === (set[2] === 'in'));
    } else if (equal !== null) {
      tests.push((labels) => (labels[equal[1] ?? ''] === equal[3]) === (equal[2] !== '!='));
    } else if (exists !== null) {
      tests.push((labels) => Object.hasOwn(labels, exists[2] ?? '') === (exists[1] === ''));
    } else throw new Refusal(`error: unable to parse requirement: found '${part}', expected: identifier`);
  }
  return (item) => tests.every((test) => test(labelsOf(item)));
}

/** Fields that a kind can be selected by, beside its name and namespace (pkg/apis/core/v1/conversion.go). */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase'],
  services: ['spec.clusterIP', 'spec.type'],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
};

/** A field selector over the fields that the kind supports. Throws a Refusal. */
export function fieldSelector(kind: Kind, text: string, labels: string): (item: Item) => boolean {
  const known = ['metadata.name', 'metadata.namespace', ...(FIELDS[kind.plural] ?? [])];
  const refuse = (why: string): never => {
    const resource = `${kind.group}/${kind.version}, Resource=${kind.plural}`;
    throw new Refusal(
      `Error from server (BadRequest): Unable to find "${resource}" that match label selector "${labels}", field selector "${text}": ${why}`,
    );
  };
  const tests = text.split(',').map((part) => {
    const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(part.trim());
    if (match === null) throw new Refusal(`error: invalid selector: '${text}'; can't understand '${part}'`);
    const [, path = '', sign, value = ''] = match;
    if (!known.includes(path)) refuse(`field label not supported: ${path}`);
    return ({ object }: Item): boolean => {
      const found = valueIn(object(), ...path.split('.'));
      const held =
        found === undefined
          ? path.startsWith('spec.h') || path === 'spec.unschedulable'
            ? 'false'
            : ''
          : jsonText(found);
      return (held === value) === (sign !== '!=');
    };
  });
  return (item) => tests.every((test) => test(item));
}
