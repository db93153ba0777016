import { type Field, putRaw, putValue, rawOf, type Slot, slotOf, valueOf } from './field.ts';

type Table = Readonly<Record<string, Field>>;

type OwnValue<F> = F extends { readonly role: 'own'; readonly value?: infer V } ? Exclude<V, undefined> : never;
type OwnKeys<T extends Table> = { [K in keyof T]: T[K] extends { readonly role: 'own' } ? K : never }[keyof T];
/** What a layer must hold so that its header can be written. */
export type OwnFields<T extends Table> = { readonly [K in OwnKeys<T>]: OwnValue<T[K]> };

/** A fixed-layout header: everything that can be known from its table. */
export interface Header<T extends Table = Table> {
  /** Length in bytes. */
  readonly size: number;
  /** In the order on the wire. */
  readonly slots: readonly Slot[];
  readonly slot: { readonly [K in keyof T]: Slot };
  /** Writes the own and the fixed fields at `at` into zeroed bytes. Throws RangeError for a value that does not fit. */
  write(out: Uint8Array, at: number, layer: OwnFields<T>): void;
  /** The own fields. The caller has checked that `size` bytes are there. */
  read(bytes: Uint8Array, at: number): OwnFields<T>;
  /** The first fixed field with another value than it always has, or null. */
  deviation(bytes: Uint8Array, at: number): Slot | null;
}

/** Compiles a header table. Throws when the widths do not add up to whole bytes. */
export function defineHeader<const T extends Table>(table: T): Header<T> {
  const slots: Slot[] = [];
  let bit = 0;
  for (const [name, field] of Object.entries(table)) {
    slots.push(slotOf(name, field, bit));
    bit += field.bits;
  }
  if (bit % 8 !== 0) throw new Error(`header of ${bit} bits`);
  const own = slots.filter((slot) => slot.field.role === 'own');
  const fixed = slots.filter((slot) => slot.field.role === 'fixed');
  const constants = fixed.filter((slot) => alwaysOf(slot) !== 0);
  return {
    size: bit / 8,
    slots,
    slot: Object.fromEntries(slots.map((slot) => [slot.name, slot])) as { readonly [K in keyof T]: Slot },
    write(out, at, layer) {
      for (const slot of constants) putRaw(slot, out, at, alwaysOf(slot));
      for (const slot of own) putValue(slot, out, at, (layer as Readonly<Record<string, unknown>>)[slot.name]);
    },
    read(bytes, at) {
      const layer: Record<string, unknown> = {};
      for (const slot of own) layer[slot.name] = valueOf(slot, bytes, at);
      return layer as OwnFields<T>;
    },
    deviation(bytes, at) {
      for (const slot of fixed) if (rawOf(slot, bytes, at) !== alwaysOf(slot)) return slot;
      return null;
    },
  };
}

function alwaysOf(slot: Slot): number {
  return slot.field.role === 'fixed' ? slot.field.always : 0;
}
