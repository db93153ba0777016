import { type Ipv4Addr, ipv4Number, ipv4Of, type Mac, macBytes, macOf } from './address.ts';
import { put16, put32, u16, u32, u8 } from './byte-order.ts';

/**
 * One row of a header table. `own` fields live in the layer, `derived` ones are computed by the codec,
 * `fixed` ones are the same in every packet that we can make.
 */
export type Field<Value = unknown> =
  | { readonly role: 'own'; readonly form: Form; readonly bits: number; readonly unit: number; readonly value?: Value }
  | { readonly role: 'derived'; readonly form: Form; readonly bits: number; readonly unit: number }
  | {
      readonly role: 'fixed';
      readonly form: Form;
      readonly bits: number;
      readonly unit: number;
      readonly always: number;
    };

/** How the bits read: `opaque` is left to the codec. */
export type Form = 'uint' | 'flag' | 'ipv4' | 'mac' | 'opaque';

type Own<V> = Extract<Field<V>, { role: 'own' }>;

/** An unsigned integer of 1 to 32 bits. The layer holds it multiplied by `unit`. */
export const uint = (bits: number, unit = 1): Own<number> => ({ role: 'own', form: 'uint', bits, unit });
export const flag = (): Own<boolean> => ({ role: 'own', form: 'flag', bits: 1, unit: 1 });
export const address = (): Own<Ipv4Addr> => ({ role: 'own', form: 'ipv4', bits: 32, unit: 1 });
export const mac = (): Own<Mac> => ({ role: 'own', form: 'mac', bits: 48, unit: 1 });
export const derived = (bits: number, unit = 1): Extract<Field<never>, { role: 'derived' }> => ({
  role: 'derived',
  form: 'uint',
  bits,
  unit,
});
/** Bytes that the codec reads and writes itself. */
export const opaque = (bits: number): Extract<Field<never>, { role: 'derived' }> => ({
  role: 'derived',
  form: 'opaque',
  bits,
  unit: 1,
});
export const fixed = (bits: number, always: number): Extract<Field<never>, { role: 'fixed' }> => ({
  role: 'fixed',
  form: 'uint',
  bits,
  unit: 1,
  always,
});

/** A field with its place, compiled so that whole bytes need no shifting. */
export interface Slot {
  readonly name: string;
  readonly field: Field;
  /** First bit, counted from the start of the header. */
  readonly bit: number;
  /** First byte that the field touches. */
  readonly byte: number;
  /** How many bytes it touches. */
  readonly bytes: number;
  /** Position of the field's lowest bit in those bytes; -1 when it fills them. */
  readonly shift: number;
  /** Largest raw value. */
  readonly max: number;
}

/** Places one field. A field that fills no whole bytes must lie within 16 bits, or it throws. */
export function slotOf(name: string, field: Field, bit: number): Slot {
  const byte = bit >> 3;
  const bytes = ((bit + field.bits + 7) >> 3) - byte;
  const aligned = bit % 8 === 0 && field.bits % 8 === 0;
  if (!aligned && bytes > 2)
    throw new Error(`field ${name}: ${field.bits} bits at bit ${bit} span more than two bytes`);
  const shift = aligned ? -1 : bytes * 8 - (bit & 7) - field.bits;
  return { name, field, bit, byte, bytes, shift, max: 2 ** field.bits - 1 };
}

/** Writes a raw number. Throws RangeError when it is no integer of the field's width. */
export function putRaw(slot: Slot, out: Uint8Array, at: number, raw: number): void {
  if (raw >>> 0 !== raw || raw > slot.max)
    throw new RangeError(`${slot.name} ${raw} is not an integer of ${slot.field.bits} bits`);
  const p = at + slot.byte;
  if (slot.shift >= 0) {
    const keep = ~(slot.max << slot.shift);
    const bits = raw << slot.shift;
    if (slot.bytes === 1) out[p] = (u8(out, p) & keep) | bits;
    else put16(out, p, (u16(out, p) & keep) | bits);
    return;
  }
  if (slot.bytes === 1) out[p] = raw;
  else if (slot.bytes === 2) put16(out, p, raw);
  else if (slot.bytes === 4) put32(out, p, raw);
  else {
    out[p] = raw >>> 16;
    put16(out, p + 1, raw);
  }
}

/** The raw number of a field of at most 32 bits. */
export function rawOf(slot: Slot, bytes: Uint8Array, at: number): number {
  const p = at + slot.byte;
  if (slot.shift >= 0) {
    const window = slot.bytes === 1 ? u8(bytes, p) : u16(bytes, p);
    return (window >> slot.shift) & slot.max;
  }
  if (slot.bytes === 1) return u8(bytes, p);
  if (slot.bytes === 2) return u16(bytes, p);
  return slot.bytes === 4 ? u32(bytes, p) : (u8(bytes, p) << 16) | u16(bytes, p + 1);
}

const macNumbers = new Map<Mac, readonly number[]>();
const macTexts = new Map<number, Mac>();

/** Writes the six bytes of `text`. Throws when it is none, which a Mac never is. */
export function putMac(out: Uint8Array, at: number, text: Mac): void {
  let bytes = macNumbers.get(text);
  if (bytes === undefined) {
    bytes = macBytes(text);
    if (bytes.length !== 6 || bytes.some(Number.isNaN)) throw new Error(`'${text}' is not a MAC address`);
    if (macNumbers.size > 65536) macNumbers.clear();
    macNumbers.set(text, bytes);
  }
  out.set(bytes, at);
}

export function macAt(bytes: Uint8Array, at: number): Mac {
  const key = u16(bytes, at) * 0x100000000 + u32(bytes, at + 2);
  let text = macTexts.get(key);
  if (text === undefined) {
    text = macOf([...bytes.subarray(at, at + 6)]);
    if (macTexts.size > 65536) macTexts.clear();
    macTexts.set(key, text);
  }
  return text;
}

/** Writes a layer's value of an `own` field. */
export function putValue(slot: Slot, out: Uint8Array, at: number, value: unknown): void {
  const { form, unit } = slot.field;
  if (form === 'mac') putMac(out, at + slot.byte, value as Mac);
  else if (form === 'ipv4') putRaw(slot, out, at, ipv4Number(value as Ipv4Addr));
  else if (form === 'flag') putRaw(slot, out, at, value === true ? 1 : 0);
  else putRaw(slot, out, at, unit === 1 ? (value as number) : (value as number) / unit);
}

/** The layer's value of an `own` field. */
export function valueOf(slot: Slot, bytes: Uint8Array, at: number): unknown {
  const { form, unit } = slot.field;
  if (form === 'mac') return macAt(bytes, at + slot.byte);
  const raw = rawOf(slot, bytes, at);
  if (form === 'ipv4') return ipv4Of(raw);
  return form === 'flag' ? raw === 1 : raw * unit;
}
