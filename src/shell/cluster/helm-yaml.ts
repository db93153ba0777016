import { isTree, type HelmValue, type HelmValues } from './helm-values.ts';

/** Values as sigs.k8s.io/yaml prints them: keys sorted, lists not indented. */
export function valuesYaml(values: HelmValues): string {
  return Object.keys(values).length === 0 ? '{}\n' : treeLines(values, '').join('');
}

function treeLines(values: HelmValues, indent: string): readonly string[] {
  return sortedKeys(values).flatMap((key) => {
    const value = values[key] ?? null;
    const name = `${indent}${scalarText(key)}:`;
    if (Array.isArray(value)) {
      const list = value as readonly HelmValue[];
      return list.length === 0 ? [`${name} []\n`] : [`${name}\n`, ...listLines(list, indent)];
    }
    if (isTree(value)) {
      return Object.keys(value).length === 0 ? [`${name} {}\n`] : [`${name}\n`, ...treeLines(value, `${indent}  `)];
    }
    return [`${name} ${scalarText(value)}\n`];
  });
}

function listLines(list: readonly HelmValue[], indent: string): readonly string[] {
  return list.flatMap((item) => {
    if (isTree(item) && Object.keys(item).length > 0) {
      const [first = '', ...rest] = treeLines(item, `${indent}  `);
      return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
    }
    if (Array.isArray(item)) return [`${indent}- ${JSON.stringify(item)}\n`];
    return [`${indent}- ${isTree(item) ? '{}' : scalarText(item)}\n`];
  });
}

function sortedKeys(values: HelmValues): readonly string[] {
  return Object.keys(values).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** go-yaml quotes what would be read as something else, and what begins or holds a mark. */
function scalarText(value: HelmValue): string {
  if (typeof value !== 'string') return `${JSON.stringify(value)}`;
  const ambiguous =
    /^(?:|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/;
  const number = /^[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$|^0[xob][\da-fA-F_]+$/;
  if (ambiguous.test(value) || number.test(value)) return JSON.stringify(value);
  if (/^[\s!&*|>'"%@`{}[\],#?:-](?:\s|$)|^[!&*|>'"%@`{}[\],#]|: |:$| #|\s$|^\s/.test(value))
    return `'${value.replaceAll("'", "''")}'`;
  return value;
}

/** encoding/json with its keys sorted, as `-o json` prints it. */
export function valuesJson(value: HelmValue): string {
  if (Array.isArray(value)) return `[${(value as readonly HelmValue[]).map(valuesJson).join(',')}]`;
  if (!isTree(value)) return JSON.stringify(value);
  return `{${sortedKeys(value)
    .map((key) => `${JSON.stringify(key)}:${valuesJson(value[key] ?? null)}`)
    .join(',')}}`;
}
