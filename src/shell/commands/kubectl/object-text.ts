import { isTree, type Json, type Tree } from '../../cluster/json.ts';

/** go-yaml breaks a line at the first blank behind this column. */
const WIDTH = 80;

export function sortedKeys(tree: Tree): readonly string[] {
  return Object.keys(tree).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** The same value with its keys in order, as Go writes maps. */
export function inOrder(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(inOrder);
  if (!isTree(value)) return value;
  return Object.fromEntries(sortedKeys(value).map((key) => [key, inOrder(value[key] ?? null)]));
}

/** `-o json`: four blanks, keys in order. */
export function objectJson(object: Json): string {
  return `${JSON.stringify(inOrder(object), null, 4)}\n`;
}

/** `-o yaml` (sigs.k8s.io/yaml on go-yaml 2.4): keys in order, lists not indented, long lines folded. */
export function objectYaml(object: Tree): string {
  return Object.keys(object).length === 0 ? '{}\n' : treeLines(object, '').join('');
}

function treeLines(tree: Tree, indent: string): readonly string[] {
  return sortedKeys(tree).flatMap((key) => {
    const name = `${indent}${scalar(key, '', 0)}:`;
    return valueLines(tree[key] ?? null, name, indent);
  });
}

function valueLines(value: Json, name: string, indent: string): readonly string[] {
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return list.length === 0 ? [`${name} []\n`] : [`${name}\n`, ...list.flatMap((item) => itemLines(item, indent))];
  }
  if (isTree(value)) {
    return Object.keys(value).length === 0 ? [`${name} {}\n`] : [`${name}\n`, ...treeLines(value, `${indent}  `)];
  }
  return [`${name} ${scalar(value, `${indent}  `, name.length + 1)}\n`];
}

function itemLines(item: Json, indent: string): readonly string[] {
  const inner = `${indent}  `;
  if (isTree(item) && Object.keys(item).length > 0) {
    const [first = '', ...rest] = treeLines(item, inner);
    return [`${indent}- ${first.slice(inner.length)}`, ...rest];
  }
  if (Array.isArray(item) && item.length > 0) {
    const [first = '', ...rest] = (item as readonly Json[]).flatMap((each) => itemLines(each, inner));
    return [`${indent}- ${first.slice(inner.length)}`, ...rest];
  }
  if (typeof item === 'object' && item !== null) return [`${indent}- ${Array.isArray(item) ? '[]' : '{}'}\n`];
  return [`${indent}- ${scalar(item, inner, inner.length)}\n`];
}

const AMBIGUOUS =
  /^(?:|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|<<)$/;
const NUMBER = /^[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d+)(?:[eE][-+]?\d+)?$|^0[xob][\da-fA-F_]+$|^[-+]?\.(?:inf|Inf|INF)$/;
const TIME = /^\d{4}-\d\d?-\d\d?(?:[Tt ]|$)/;
const SPECIAL = /^[\s!&*|>'"%@`{}[\],#]|^[-?:](?:\s|$)|: |:$| #|\s$/;

function scalar(value: Json, indent: string, column: number): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (value.includes('\n')) return literal(value, indent);
  if (AMBIGUOUS.test(value) || NUMBER.test(value) || TIME.test(value) || /[\u0000-\u001f\u007f]/.test(value))
    return JSON.stringify(value);
  if (SPECIAL.test(value)) return folded(`'${value.replaceAll("'", "''")}'`, indent, column);
  return folded(value, indent, column);
}

function literal(value: string, indent: string): string {
  const keep = value.endsWith('\n\n') ? '+' : value.endsWith('\n') ? '' : '-';
  const lines = value.replace(/\n$/, '').split('\n');
  return `|${keep}\n${lines.map((line) => (line === '' ? '' : `${indent}${line}`)).join('\n')}`;
}

function folded(text: string, indent: string, column: number): string {
  if (column + text.length <= WIDTH) return text;
  let out = '';
  let at = column;
  for (let i = 0; i < text.length; i++) {
    const ch = text[i] ?? '';
    if (ch === ' ' && at > WIDTH && text[i - 1] !== ' ' && text[i + 1] !== ' ' && i > 0 && i < text.length - 1) {
      out += `\n${indent}`;
      at = indent.length;
    } else {
      out += ch;
      at += 1;
    }
  }
  return out;
}

/** Go's %#v of an unstructured object: what a failing JSONPath is told about. */
export function goSyntax(value: Json): string {
  if (Array.isArray(value)) return `[]interface {}{${(value as readonly Json[]).map(goSyntax).join(', ')}}`;
  if (isTree(value)) {
    return `map[string]interface {}{${sortedKeys(value)
      .map((key) => `${JSON.stringify(key)}:${goSyntax(value[key] ?? null)}`)
      .join(', ')}}`;
  }
  return value === null ? 'interface {}(nil)' : JSON.stringify(value);
}
