import { ownOf } from '../../../base/own.ts';
import { isTree, type Json } from '../../cluster/json.ts';
import { Refusal } from './refusal.ts';

/** A piece of a template: text, or what stands in {{…}}. */
type Piece = { readonly text: string } | { readonly action: string };

function pieces(template: string): readonly Piece[] {
  const out: Piece[] = [];
  let rest = template;
  for (let open = rest.indexOf('{{'); open >= 0; open = rest.indexOf('{{')) {
    const close = rest.indexOf('}}', open);
    if (close < 0) throw new Refusal(`error: error parsing template ${template}, template: output:1: unclosed action`);
    out.push(
      { text: rest.slice(0, open) },
      {
        action: rest
          .slice(open + 2, close)
          .replace(/^-\s|\s-$/g, '')
          .trim(),
      },
    );
    rest = rest.slice(close + 2);
  }
  return [...out, { text: rest }];
}

/** Go templates as far as fields, `range`, `if`, `else` and quoted text go; what is beyond is refused. Throws a Refusal. */
export function goTemplateText(template: string, root: Json): string {
  const all = pieces(template);
  const [text] = block(all, 0, root, true);
  return text;
}

/** Prints pieces up to the `end` or `else` that belongs to this block. Gives where that is. */
function block(all: readonly Piece[], from: number, dot: Json, prints: boolean): readonly [string, number] {
  let out = '';
  for (let i = from; i < all.length; i++) {
    const piece = all[i]!;
    if ('text' in piece) {
      if (prints) out += piece.text;
      continue;
    }
    const [word = ''] = piece.action.split(/\s+/);
    if (word === 'end' || word === 'else') return [out, i];
    if (word === 'range' || word === 'if') {
      const value = prints ? valueAt(piece.action.slice(word.length).trim(), dot) : null;
      const [text, after] =
        word === 'range' ? ranged(all, i + 1, value, prints) : either(all, i + 1, dot, isTrue(value), prints);
      out += text;
      i = after;
    } else if (prints) out += shown(valueAt(piece.action, dot));
  }
  return [out, all.length];
}

function ranged(all: readonly Piece[], from: number, value: Json, prints: boolean): readonly [string, number] {
  const list = Array.isArray(value) ? (value as readonly Json[]) : isTree(value) ? Object.values(value) : [];
  let [out, end] = ['', block(all, from, null, false)[1]];
  if (prints) for (const item of list) out += block(all, from, item, true)[0];
  if (isElse(all[end])) {
    const [text, after] = block(all, end + 1, null, prints && list.length === 0);
    out += text;
    end = after;
  }
  return [out, end];
}

function either(
  all: readonly Piece[],
  from: number,
  dot: Json,
  holds: boolean,
  prints: boolean,
): readonly [string, number] {
  let [out, end] = block(all, from, dot, prints && holds);
  if (isElse(all[end])) {
    const [text, after] = block(all, end + 1, dot, prints && !holds);
    out += text;
    end = after;
  }
  return [out, end];
}

function isElse(piece: Piece | undefined): boolean {
  return piece !== undefined && 'action' in piece && piece.action === 'else';
}

function valueAt(action: string, dot: Json): Json {
  if (/^"(?:[^"\\]|\\.)*"$/.test(action)) return JSON.parse(action) as Json;
  if (!/^(?:\.|(?:\.[A-Za-z_][\w]*)+)$/.test(action)) {
    throw new Refusal(
      `error: {{${action}}} is not supported in this lab: fields, range, if, else and quoted text are; -o jsonpath knows more`,
    );
  }
  let value: Json | undefined = dot;
  for (const key of action.split('.').filter((each) => each !== ''))
    value = isTree(value) ? ownOf(value, key) : undefined;
  return value ?? null;
}

function isTrue(value: Json): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isTree(value)) return Object.keys(value).length > 0;
  return value !== null && value !== '' && value !== 0 && value !== false;
}

function shown(value: Json): string {
  if (value === null) return '<no value>';
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(shown).join(' ')}]`;
  if (!isTree(value)) return `${value as string | number | boolean}`;
  const keys = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1));
  return `map[${keys.map((key) => `${key}:${shown(value[key] ?? null)}`).join(' ')}]`;
}
