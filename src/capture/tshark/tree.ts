import type { FieldSpec, Value } from './field.ts';
import { must } from '../../base/assert.ts';
import { FIELDS } from './fields/known.ts';
import { valueText } from './value-text.ts';

/** One line of -V, and one value for filters and -T fields (proto.h proto_item). */
export interface Item {
  /** Null for a line that is only text. */
  readonly spec: FieldSpec | null;
  readonly value: Value;
  /** The line without its indentation. */
  text: string;
  /** Whether -V leaves it out. Filters and -T fields find it all the same. */
  readonly hidden: boolean;
  /** Worked out by tshark, not read from the packet: in brackets. */
  readonly generated: boolean;
  readonly children: Item[];
}

function specOf(name: string): FieldSpec {
  return must(FIELDS.get(name), `field ${name}`);
}

function append(parent: Item, item: Item): Item {
  parent.children.push(item);
  return item;
}

export function rootItem(): Item {
  return { spec: null, value: null, text: '', hidden: false, generated: false, children: [] };
}

/** A line that belongs to no field. */
export function addText(parent: Item, text: string, generated = false): Item {
  return append(parent, { spec: null, value: null, text, hidden: false, generated, children: [] });
}

/** A field; `shown` is its value in words where that is more than the value. */
export function add(parent: Item, name: string, value: Value, shown?: string): Item {
  const spec = specOf(name);
  const text = `${spec.label}: ${shown ?? valueText(spec, value)}`;
  return append(parent, { spec, value, text, hidden: false, generated: false, children: [] });
}

/** A field whose line is none of 'label: value'. */
export function addLine(parent: Item, name: string, value: Value, text: string): Item {
  return append(parent, { spec: specOf(name), value, text, hidden: false, generated: false, children: [] });
}

export function addGenerated(parent: Item, name: string, value: Value, shown?: string): Item {
  const spec = specOf(name);
  const text = spec.type === 'none' ? spec.label : `${spec.label}: ${shown ?? valueText(spec, value)}`;
  return append(parent, { spec, value, text, hidden: false, generated: true, children: [] });
}

export function addGeneratedLine(parent: Item, name: string, value: Value, text: string): Item {
  return append(parent, { spec: specOf(name), value, text, hidden: false, generated: true, children: [] });
}

/** A field that only filters and -T fields find. */
export function addHidden(parent: Item, name: string, value: Value): void {
  append(parent, { spec: specOf(name), value, text: '', hidden: true, generated: true, children: [] });
}

/**
 * A field of `mask`'s bits in a number of `width` bits: '.... 0101 = Header Length: 5' (to_str.c decode_bits_in_field).
 * `value` is that number as a whole; the field's value is shifted down.
 */
export function addBits(
  parent: Item,
  name: string,
  bits: { readonly of: number; readonly width: number; readonly mask: number },
  shown?: (value: number) => string,
): Item {
  const spec = specOf(name);
  const shift = 31 - Math.clz32(bits.mask & -bits.mask);
  const number = (bits.of & bits.mask) >>> shift;
  const value = spec.type === 'bool' ? number !== 0 : number;
  const text = `${bitPicture(bits)} = ${spec.label}: ${shown?.(number) ?? valueText(spec, value)}`;
  return append(parent, { spec, value, text, hidden: false, generated: false, children: [] });
}

function bitPicture({
  of,
  width,
  mask,
}: {
  readonly of: number;
  readonly width: number;
  readonly mask: number;
}): string {
  let out = '';
  for (let bit = width - 1; bit >= 0; bit--) {
    const known = (mask >>> bit) & 1;
    out += known === 1 ? `${(of >>> bit) & 1}` : '.';
    if (bit % 4 === 0 && bit !== 0) out += ' ';
  }
  return out;
}

export type Severity = 'Comment' | 'Chat' | 'Note' | 'Warning' | 'Error';
const SEVERITY: { readonly [S in Severity]: number } = {
  Comment: 0x100000,
  Chat: 0x200000,
  Note: 0x400000,
  Warning: 0x600000,
  Error: 0x800000,
};
export type ExpertGroup = 'Checksum' | 'Comment' | 'Sequence' | 'Protocol' | 'Malformed';
const GROUP: { readonly [G in ExpertGroup]: number } = {
  Checksum: 0x1000000,
  Sequence: 0x2000000,
  Protocol: 0x9000000,
  Malformed: 0x7000000,
  Comment: 0xc000000,
};

/** What tshark remarks about an item (expert.c expert_set_info_vformat). `name` is the remark's own field. */
export function addExpert(parent: Item, name: string, kind: readonly [Severity, ExpertGroup], message: string): void {
  const [severity, group] = kind;
  const expert = addGeneratedLine(parent, '_ws.expert', null, `Expert Info (${severity}/${group}): ${message}`);
  addGeneratedLine(expert, name, null, message);
  addHidden(expert, '_ws.expert.message', message);
  addGenerated(expert, '_ws.expert.severity', SEVERITY[severity], severity);
  addGenerated(expert, '_ws.expert.group', GROUP[group], group);
}
