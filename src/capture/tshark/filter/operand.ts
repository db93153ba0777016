import type { FieldSpec, Value } from '../field.ts';
import type { Span } from './fault.ts';

/** The values of a packet's fields, by their names. */
export type Fields = ReadonlyMap<string, readonly Value[]>;

/** A field, a function of fields, or bits of a field: what stands left of a comparison. */
export interface Operand extends Span {
  readonly text: string;
  /** Of which type its values are; null for a field that no packet of a lab has. */
  readonly spec: FieldSpec | null;
  readonly valuesIn: (fields: Fields) => readonly Value[];
}

const TYPE_NAMES: { readonly [T in FieldSpec['type']]: string } = {
  uint: 'Unsigned integer',
  int: 'Signed integer',
  bool: 'Boolean',
  ipv4: 'IPv4 address',
  ether: 'Ethernet or other MAC address',
  string: 'Character string',
  bytes: 'Sequence of bytes',
  absolute: 'Date and time',
  relative: 'Time offset',
  double: 'Floating point (double-precision)',
  framenum: 'Frame number',
  none: 'Label',
  protocol: 'Protocol',
};

/** 'Unsigned integer (2 bytes)' (ftypes.c ftype_pretty_name). */
export function typeName({ type, digits }: FieldSpec): string {
  if (type !== 'uint' && type !== 'int') return TYPE_NAMES[type];
  return `${TYPE_NAMES[type]} (${digits / 2} byte${digits === 2 ? '' : 's'})`;
}
