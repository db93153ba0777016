import type { Json, Tree } from '../../cluster/json.ts';
import { evaluate, valueText } from './json-path.ts';
import { Refusal } from './refusal.ts';
import { tableText } from './table-text.ts';

/** `-o custom-columns=NAME:.metadata.name,…` (pkg/cmd/get/customcolumn.go). Throws a Refusal. */
export function customColumns(spec: string, objects: readonly Tree[], headers: boolean): string {
  if (spec === '') throw new Refusal('error: custom-columns format specified but no custom columns given');
  const columns = spec.split(',').map((column) => {
    const cut = column.indexOf(':');
    if (cut <= 0 || cut === column.length - 1)
      throw new Refusal(`error: unexpected custom-columns spec: ${column}, expected <header>:<json-path-expr>`);
    return [column.slice(0, cut), relaxed(column.slice(cut + 1))] as const;
  });
  const cell = (path: string, object: Tree): string => {
    const values: readonly Json[] = evaluate(path, object);
    return values.length === 0 ? '<none>' : values.map(goText).join(',');
  };
  const rows = objects.map((object) => columns.map(([, path]) => cell(path, object)));
  return tableText(headers ? [columns.map(([name]) => name), ...rows] : rows);
}

/** 'x.y', '.x.y', '{x.y}' and '{.x.y}' are the same (RelaxedJSONPathExpression). */
export function relaxed(path: string): string {
  const match = /^\{?\.?([^{}]+)\}?$/.exec(path);
  if (match === null) {
    throw new Refusal(
      `error: unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'`,
    );
  }
  return `.${match[1] ?? ''}`;
}

/** Go's %v of a value: what a cell of a table shows. */
function goText(value: Json): string {
  if (value === null) return '<nil>';
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(goText).join(' ')}]`;
  if (typeof value !== 'object') return valueText(value);
  return `map[${Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${key}:${goText(each)}`)
    .join(' ')}]`;
}
