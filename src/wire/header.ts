import type { Field, OwnField } from './field.ts';
import { putRaw, putValue, rawOf, type Slot, slotOf, valueOf } from './slot.ts';

type Table = Readonly<Record<string, Field>>;

type OwnKeys<T extends Table> = { [K in keyof T]: T[K] extends { readonly role: 'own' } ? K : never }[keyof T];
/** What a layer must hold so that its header can be written. */
export type OwnFields<T extends Table> = {
  readonly [K in OwnKeys<T>]: T[K] extends OwnField<infer V> ? V : never;
};

/** What can be known about a header whatever its fields are. */
export interface Layout {
  /** Length in bytes. */
  readonly size: number;
  /** In the order on the wire. */
  readonly slots: readonly Slot[];
}

/** A fixed-layout header: everything that follows from its table. */
export interface Header<T extends Table> extends Layout {
  readonly slot: { readonly [K in keyof T]: Slot };
  /** Writes the own and the fixed fields at `at` into zeroed bytes. Throws RangeError for a value that does not fit. */
  write(out: Uint8Array, at: number, layer: OwnFields<T>): void;
  /** The own fields. The caller has checked that `size` bytes are there. */
  read(bytes: Uint8Array, at: number): OwnFields<T>;
  /** The first fixed field with another value than it always has, or null. */
  deviation(bytes: Uint8Array, at: number): Slot | null;
}

interface Constant {
  readonly slot: Slot;
  readonly always: number;
}

/** Compiles a header table, whose rows are in the order on the wire. Throws when they do not add up to whole bytes. */
export function defineHeader<const T extends Table>(table: T): Header<T> {
  const slots: Slot[] = [];
  const own: Slot[] = [];
  const constants: Constant[] = [];
  let bit = 0;
  for (const [name, field] of Object.entries(table)) {
    const slot = slotOf(name, field, bit);
    slots.push(slot);
    if (field.role === 'own') own.push(slot);
    if (field.role === 'fixed') constants.push({ slot, always: field.always });
    bit += field.bits;
  }
  if (bit % 8 !== 0) throw new Error(`header of ${bit} bits`);
  const template = new Uint8Array(bit / 8);
  for (const { slot, always } of constants) putRaw(slot, template, 0, always);
  // The buffer is zeroed, so zeros need no writing.
  const constantBytes = [...template].map((value, at) => ({ at, value })).filter(({ value }) => value !== 0);
  return {
    size: bit / 8,
    slots,
    slot: Object.fromEntries(slots.map((slot) => [slot.name, slot])) as { readonly [K in keyof T]: Slot },
    write(out, at, layer) {
      for (const byte of constantBytes) out[at + byte.at] = byte.value;
      for (const slot of own) putValue(slot, out, at, (layer as Readonly<Record<string, unknown>>)[slot.name]);
    },
    read(bytes, at) {
      const layer: Record<string, unknown> = {};
      for (const slot of own) layer[slot.name] = valueOf(slot, bytes, at);
      return layer as OwnFields<T>;
    },
    deviation(bytes, at) {
      for (const { slot, always } of constants) if (rawOf(slot, bytes, at) !== always) return slot;
      return null;
    },
  };
}
