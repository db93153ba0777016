import { type Ipv4Addr, ipv4Number, ipv4Of, type Mac } from './address.ts';
import { put16, put32, u16, u32, u8 } from './byte-order.ts';
import type { Field } from './field.ts';
import { macAt, putMac } from './mac-bytes.ts';

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
  readonly unit: number;
  /** Largest number on the wire. */
  readonly max: number;
}

/** Places one field. Throws when it fills no whole bytes and spans more than two, or is wider than its form allows. */
export function slotOf(name: string, field: Field, bit: number): Slot {
  const byte = bit >> 3;
  const bytes = ((bit + field.bits + 7) >> 3) - byte;
  const aligned = bit % 8 === 0 && field.bits % 8 === 0;
  if (!aligned && bytes > 2)
    throw new Error(`field ${name}: ${field.bits} bits at bit ${bit} span more than two bytes`);
  if (bytes > 4 && field.form !== 'mac' && field.form !== 'opaque')
    throw new Error(`field ${name}: ${field.bits} bits`);
  const shift = aligned ? -1 : bytes * 8 - (bit & 7) - field.bits;
  return { name, field, bit, byte, bytes, shift, unit: field.unit, max: 2 ** field.bits - 1 };
}

/** Writes the number on the wire. Throws RangeError when it is no integer of the field's width. */
export function putRaw(slot: Slot, out: Uint8Array, at: number, raw: number): void {
  if (raw >>> 0 !== raw || raw > slot.max)
    throw new RangeError(`${slot.name} ${raw} is not an integer of ${slot.field.bits} bits`);
  const p = at + slot.byte;
  if (slot.shift >= 0) {
    const keep = ~(slot.max << slot.shift);
    const bits = raw << slot.shift;
    if (slot.bytes === 1) out[p] = (u8(out, p) & keep) | bits;
    else put16(out, p, (u16(out, p) & keep) | bits);
  } else if (slot.bytes === 1) out[p] = raw;
  else if (slot.bytes === 2) put16(out, p, raw);
  else if (slot.bytes === 4) put32(out, p, raw);
  else {
    out[p] = raw >>> 16;
    put16(out, p + 1, raw);
  }
}

/** The number on the wire, of a field of at most 32 bits. */
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

/** Writes a layer's value of an `own` field into zeroed bytes. Throws RangeError when it does not fit. */
export function putValue(slot: Slot, out: Uint8Array, at: number, value: unknown): void {
  if (value === 0 || value === false) return;
  if (typeof value === 'number') putRaw(slot, out, at, slot.unit === 1 ? value : value / slot.unit);
  else if (typeof value === 'boolean') putRaw(slot, out, at, 1);
  else if (slot.field.form === 'mac') putMac(out, at + slot.byte, value as Mac);
  else if (slot.field.form === 'ipv4') put32(out, at + slot.byte, ipv4Number(value as Ipv4Addr));
  else throw new RangeError(`${slot.name} is ${typeof value}`);
}

/** The layer's value of an `own` field. */
export function valueOf(slot: Slot, bytes: Uint8Array, at: number): unknown {
  const { form } = slot.field;
  if (form === 'mac') return macAt(bytes, at + slot.byte);
  const raw = rawOf(slot, bytes, at);
  if (form === 'ipv4') return ipv4Of(raw);
  return form === 'flag' ? raw === 1 : raw * slot.unit;
}
