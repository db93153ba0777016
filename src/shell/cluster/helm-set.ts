import { isTree, withValueAt, type HelmValue, type HelmValues } from './helm-values.ts';

export type SetAnswer =
  | { readonly ok: true; readonly values: HelmValues }
  | { readonly ok: false; readonly message: string };

/**
 * One argument of `--set` (helm pkg/strvals): 'a.b=c,d=1', lists as '{x,y}' or 'a[0]=x', a backslash before what is not to
 * part. With `strings` nothing is a number or a truth value (`--set-string`).
 */
export function applySet(values: HelmValues, text: string, strings: boolean): SetAnswer {
  let all = values;
  for (const part of splitOutside(text, ',')) {
    const equals = splitOutside(part, '=', 2);
    const [name = '', given] = equals;
    if (given === undefined) return { ok: false, message: `key "${name}" has no value` };
    if (name === '') return { ok: false, message: `key map "" has no value` };
    const path = splitOutside(name, '.').map(unescaped);
    all = put(all, path, valueOf(given, strings));
  }
  return { ok: true, values: all };
}

function put(values: HelmValues, path: readonly string[], value: HelmValue): HelmValues {
  const last = path.at(-1) ?? '';
  const index = /^(.*)\[(\d+)\]$/.exec(last);
  if (index === null) return withValueAt(values, path, value);
  const [, key = '', at = '0'] = index;
  const way = [...path.slice(0, -1), key];
  let before: HelmValue | undefined = values;
  for (const step of way) before = isTree(before) ? before[step] : undefined;
  const list: HelmValue[] = Array.isArray(before) ? [...(before as readonly HelmValue[])] : [];
  while (list.length < Number(at)) list.push(null);
  list[Number(at)] = value;
  return withValueAt(values, way, list);
}

function valueOf(text: string, strings: boolean): HelmValue {
  if (text.startsWith('{') && text.endsWith('}')) {
    const inside = text.slice(1, -1);
    return inside === '' ? [] : splitOutside(inside, ',').map((item) => scalar(unescaped(item), strings));
  }
  return scalar(unescaped(text), strings);
}

function scalar(text: string, strings: boolean): HelmValue {
  if (strings) return text;
  if (text.toLowerCase() === 'true') return true;
  if (text.toLowerCase() === 'false') return false;
  if (text.toLowerCase() === 'null') return null;
  if (text === '0') return 0;
  // A leading zero keeps it a text.
  return /^-?[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, '$1');
}

/** Parts between separators that are neither behind a backslash nor within braces. */
function splitOutside(text: string, separator: string, most = Infinity): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (char === '\\' && i + 1 < text.length) {
      part += char + (text[++i] ?? '');
      continue;
    }
    if (char === '{') depth += 1;
    if (char === '}') depth -= 1;
    if (char === separator && depth <= 0 && parts.length + 1 < most) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return [...parts, part];
}
