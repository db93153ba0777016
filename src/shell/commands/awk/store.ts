import { Budget } from './budget.ts';
import { AwkFailure } from './failure.ts';
import { Patterns } from './pattern.ts';
import { Record } from './record.ts';
import type { Name } from './syntax.ts';
import { Table } from './table.ts';
import { fromOutside, numberOf, textOf, type Value } from './value.ts';

/** A variable or a parameter: a value, or an array, or neither yet. */
export class Slot {
  value: Value = null;
  #table: Table | null = null;
  /** The variable of the caller that becomes an array when this one does. */
  readonly #origin: Slot | null;

  constructor(origin: Slot | null = null) {
    this.#origin = origin;
  }

  get isArray(): boolean {
    return this.#table !== null;
  }

  array(budget: Budget): Table {
    if (this.#table !== null) return this.#table;
    if (this.value !== null) throw new AwkFailure("can't use a value as an array", false);
    this.#table = this.#origin === null ? new Table(budget) : this.#origin.array(budget);
    return this.#table;
  }
}

/** The variables of a running program, those with a meaning among them. */
export class Store {
  readonly patterns = new Patterns();
  readonly budget = new Budget();
  readonly record: Record;
  readonly #globals = new Map<string, Slot>();
  /** The parameters of the function that runs. */
  frame: readonly Slot[] = [];

  constructor() {
    this.record = new Record(
      this.patterns,
      () => this.text('OFS'),
      (value) => this.textOf(value),
    );
    const first: readonly (readonly [string, Value])[] = [
      ['FS', ' '],
      ['OFS', ' '],
      ['ORS', '\n'],
      ['RS', '\n'],
      ['SUBSEP', '\u001c'],
      ['CONVFMT', '%.6g'],
      ['OFMT', '%.6g'],
      ['NR', 0],
      ['FNR', 0],
      ['RSTART', 0],
      ['RLENGTH', -1],
      ['FILENAME', ''],
    ];
    for (const [name, value] of first) this.global(name).value = value;
  }

  global(name: string): Slot {
    let slot = this.#globals.get(name);
    if (slot === undefined) this.#globals.set(name, (slot = new Slot()));
    return slot;
  }

  slot({ name, local }: Name): Slot {
    const slot = local === null ? undefined : this.frame[local];
    return slot ?? this.global(name);
  }

  array(name: Name): Table {
    return this.slot(name).array(this.budget);
  }

  get(name: Name): Value {
    if (name.local === null && name.name === 'NF') return this.record.count;
    const slot = this.slot(name);
    if (slot.isArray) throw new AwkFailure(`illegal reference to array ${name.name}`, false);
    return slot.value;
  }

  set(name: Name, value: Value): void {
    if (name.local === null && name.name === 'NF') return this.record.resize(Math.trunc(numberOf(value)));
    const slot = this.slot(name);
    if (slot.isArray) throw new AwkFailure(`illegal reference to array ${name.name}`, false);
    slot.value = value;
  }

  field(index: number): Value {
    if (!(index >= 0)) throw new AwkFailure(`negative field index $${index}`);
    return index < 1 ? this.record.whole : this.record.field(Math.trunc(index));
  }

  setField(index: number, value: Value): void {
    if (!(index >= 0)) throw new AwkFailure(`negative field index $${index}`);
    if (index < 1) this.setRecord(this.textOf(value));
    else this.record.assign(Math.trunc(index), typeof value === 'number' ? value : (value ?? ''));
  }

  setRecord(text: string): void {
    this.record.set(text, this.text('FS'));
  }

  text(name: string): string {
    return this.textOf(this.global(name).value);
  }

  number(name: string): number {
    return numberOf(this.global(name).value);
  }

  count(name: 'NR' | 'FNR'): void {
    this.global(name).value = this.number(name) + 1;
  }

  textOf(value: Value): string {
    if (typeof value === 'string') return value;
    const format = this.global('CONVFMT').value;
    return textOf(value, typeof format === 'string' ? format : '%.6g');
  }

  /** `name=text` of -v and of the command line; escapes are read as in strings. */
  assign(name: string, text: string): void {
    this.set({ kind: 'name', name, local: null }, fromOutside(text));
  }
}
