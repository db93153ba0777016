import type { FieldSpec, Value } from './field.ts';
import { FIELDS } from './fields/known.ts';
import { isOtherProtocol } from './fields/other.ts';
import type { FieldsLayout, TsharkOptions } from './options.ts';
import type { Packet } from './packet.ts';
import { columnTexts } from './table.ts';
import type { Item } from './tree.ts';
import { fieldText } from './value-text.ts';

/** Columns of the table as fields: '_ws.col.Info' (tshark.1, -e). */
const COLUMNS = ['No.', 'Time', 'Source', 'Destination', 'Protocol', 'Length', 'Info'] as const;
const COLUMN_PREFIX = '_ws.col.';

/** What tshark writes to stderr when a field of -e is none, line by line; null when all are. */
export function fieldsFault(fields: readonly string[]): readonly string[] | null {
  const bad = fields.filter((name) => !FIELDS.has(name) && !isOtherProtocol(name) && !name.startsWith(COLUMN_PREFIX));
  return bad.length === 0 ? null : ["tshark: Some fields aren't valid:", ...bad.toSorted().map((name) => `\t${name}`)];
}

function columnOf(name: string): number | null {
  if (!name.startsWith(COLUMN_PREFIX)) return null;
  const at = COLUMNS.findIndex((column) => column === name.slice(COLUMN_PREFIX.length));
  return at < 0 ? null : at;
}

/** `-E header=y`. */
export function fieldsHeader({ fields, layout }: Pick<TsharkOptions, 'fields' | 'layout'>): string {
  return fields.join(layout.separator);
}

/** A packet's line of -T fields (epan/print.c write_specified_fields). */
export function fieldsLine(p: Packet): string {
  const { fields, layout } = p.options;
  const values = textsOf(p, new Set(fields));
  const columns = columnTexts(p);
  return fields
    .map((name) => {
      const column = columnOf(name);
      const texts = column === null ? (values.get(name) ?? []) : [columns[column] ?? ''];
      return texts.length === 0 ? '' : quoted(chosen(texts, layout).join(layout.aggregator), layout);
    })
    .join(layout.separator);
}

function chosen(texts: readonly string[], { occurrence }: FieldsLayout): readonly string[] {
  if (occurrence === 'f') return texts.slice(0, 1);
  return occurrence === 'l' ? texts.slice(-1) : texts;
}

function quoted(text: string, { quote }: FieldsLayout): string {
  return `${quote}${text}${quote}`;
}

function textsOf(p: Packet, wanted: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const visit = (item: Item): void => {
    const { spec, value, children } = item;
    if (spec !== null && wanted.has(spec.name)) {
      const texts = found.get(spec.name) ?? [];
      found.set(spec.name, texts);
      texts.push(textOf(p, spec, item.text, value));
    }
    children.forEach(visit);
  };
  visit(p.tree);
  return found;
}

/** Protocols whose line says nothing of the packet: tshark prints their name. */
const UNTITLED: ReadonlySet<string> = new Set(['http', 'icmp', 'vxlan', 'wg']);

/** A protocol is its line of the tree; a label is just there. */
function textOf(p: Packet, spec: FieldSpec, text: string, value: Value): string {
  if (spec.type === 'protocol') return UNTITLED.has(spec.name) ? spec.name : text;
  if (spec.type === 'none') return '1';
  return spec.type === 'absolute' && typeof value === 'bigint' ? p.dateText(value) : fieldText(spec, value);
}
