import type { Tree } from '../../cluster/json.ts';
import type { Machine } from '../../machine.ts';
import { ageOf } from './age.ts';
import { jsonText } from './kind.ts';
import { eventsOf } from './kinds-of-events.ts';

/** Lines of a description, with tabs between what is lined up (pkg/describe: tabwriter with two blanks). */
export type Lines = readonly string[];

/** Several values under one heading, one line each. */
export function multiline(title: string, values: readonly string[]): Lines {
  if (values.length === 0) return [`${title}:\t<none>`];
  const indent = /^ */.exec(title)?.[0] ?? '';
  return values.map((value, i) => (i === 0 ? `${title}:\t${value}` : `${indent}\t${value}`));
}

export function labelLines(title: string, labels: Tree | undefined): Lines {
  const keys = Object.keys(labels ?? {}).toSorted((a, b) => (a < b ? -1 : 1));
  return multiline(
    title,
    keys.map((key) => `${key}=${jsonText(labels?.[key])}`),
  );
}

const LONGEST_ANNOTATION = 140;
const SKIPPED = ['kubectl.kubernetes.io/last-applied-configuration'];

export function annotationLines(title: string, annotations: Tree | undefined): Lines {
  const keys = Object.keys(annotations ?? {}).filter((key) => !SKIPPED.includes(key));
  const all = keys
    .toSorted((a, b) => (a < b ? -1 : 1))
    .flatMap((key): readonly string[] => {
      const value = jsonText(annotations?.[key]).replace(/\n$/, '');
      if (value.length + key.length + 2 <= LONGEST_ANNOTATION && !value.includes('\n')) return [`${key}: ${value}`];
      const cut = LONGEST_ANNOTATION - 2;
      return [
        `${key}:`,
        ...value.split('\n').map((line) => `  ${line.length > cut ? `${line.slice(0, cut)}...` : line}`),
      ];
    });
  return multiline(title, all);
}

/** Events about an object, the earliest first. */
export function eventLines(machine: Machine, kind: string, namespace: string | null, name: string): Lines {
  const found = eventsOf(machine).filter(
    (event) => event.kind === kind && event.object === name && (namespace === null || event.namespace === namespace),
  );
  if (found.length === 0) return ['Events:\t<none>'];
  const rows = found.map(({ type, reason, first, last, count, source, message }) => {
    const age = count > 1 ? `${ageOf(machine, last)} (x${count} over ${ageOf(machine, first)})` : ageOf(machine, first);
    return `  ${type}\t${reason}\t${age}\t${source.split(', ')[0] ?? ''}\t${message.trim()}`;
  });
  return ['Events:', '  Type\tReason\tAge\tFrom\tMessage', '  ----\t------\t----\t----\t-------', ...rows];
}
