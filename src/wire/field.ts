import type { Ipv4Addr, Mac } from './address.ts';

/** How a field's bits read. `hex` is an integer that people know in hexadecimal; `opaque` is left to the codec. */
export type Form = 'uint' | 'hex' | 'flag' | 'ipv4' | 'mac' | 'opaque';

interface Shape {
  readonly form: Form;
  readonly bits: number;
  /** The value is the number on the wire times this: lengths in words, offsets in eight bytes. */
  readonly unit: number;
  /** Names and widths of what the field is made of, first bit first; empty when it is one thing. */
  readonly parts: Readonly<Record<string, number>>;
}

/** Lives in the layer. `value` exists for the compiler only: it carries the type. */
export interface OwnField<Value> extends Shape {
  readonly role: 'own';
  readonly value?: Value;
}
/** Computed by the codec from what follows. */
export interface DerivedField extends Shape {
  readonly role: 'derived';
}
/** The same in every packet that we can make. */
export interface FixedField extends Shape {
  readonly role: 'fixed';
  readonly always: number;
}
/** One row of a header table. */
export type Field = OwnField<unknown> | DerivedField | FixedField;

const NO_PARTS: Readonly<Record<string, number>> = {};

function own<V>(form: Form, bits: number, unit = 1): OwnField<V> {
  return { role: 'own', form, bits, unit, parts: NO_PARTS };
}

/** An unsigned integer of 1 to 32 bits. */
export const uint = (bits: number, unit = 1): OwnField<number> => own('uint', bits, unit);
export const flag = (): OwnField<boolean> => own('flag', 1);
export const address = (): OwnField<Ipv4Addr> => own('ipv4', 32);
export const mac = (): OwnField<Mac> => own('mac', 48);

export function derived(bits: number, unit = 1): DerivedField {
  return { role: 'derived', form: 'uint', bits, unit, parts: NO_PARTS };
}

/** Bytes that the codec reads and writes itself. */
export function opaque(bits: number): DerivedField {
  return { role: 'derived', form: 'opaque', bits, unit: 1, parts: NO_PARTS };
}

/** `always` is the number on the wire, before `unit`. */
export function fixed(bits: number, always: number, unit = 1): FixedField {
  return { role: 'fixed', form: 'uint', bits, unit, parts: NO_PARTS, always };
}

export function hex<F extends Field>(field: F): F {
  return { ...field, form: 'hex' };
}

/** A field whose bits have names of their own. Throws when the widths do not add up. */
export function split<F extends Field>(field: F, parts: Readonly<Record<string, number>>): F {
  const bits = Object.values(parts).reduce((sum, width) => sum + width, 0);
  if (bits !== field.bits) throw new Error(`parts of ${bits} bits in a field of ${field.bits}`);
  return { ...field, parts };
}
