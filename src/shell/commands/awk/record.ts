import { AwkFailure, bounded } from './failure.ts';
import type { Patterns } from './pattern.ts';
import { fieldsOf } from './separate.ts';
import { fromOutside, type Value } from './value.ts';

const MAX_FIELDS = 32_767;

/** $0 and its fields: one is made from the other when somebody asks. */
export class Record {
  #text = '';
  #separator = ' ';
  #fields: Value[] | null = [];
  #stale = false;
  readonly #patterns: Patterns;
  /** OFS as it is now, and the text of a value. */
  readonly #join: () => string;
  readonly #textOf: (value: Value) => string;

  constructor(patterns: Patterns, join: () => string, textOf: (value: Value) => string) {
    this.#patterns = patterns;
    this.#join = join;
    this.#textOf = textOf;
  }

  /** A new $0; its fields are split by FS as it is now. */
  set(text: string, separator: string): void {
    this.#text = text;
    this.#separator = separator;
    this.#fields = null;
    this.#stale = false;
  }

  get text(): string {
    if (this.#stale) {
      this.#text = bounded((this.#fields ?? []).map(this.#textOf).join(this.#join()));
      this.#stale = false;
    }
    return this.#text;
  }

  get whole(): Value {
    return fromOutside(this.text);
  }

  get count(): number {
    return this.#split().length;
  }

  field(index: number): Value {
    return this.#split()[index - 1] ?? null;
  }

  assign(index: number, value: Value): void {
    const fields = this.#split();
    this.#extend(fields, index);
    fields[index - 1] = value;
    this.#stale = true;
  }

  resize(count: number): void {
    const fields = this.#split();
    if (count < 0) throw new AwkFailure(`negative value assigned to NF`);
    this.#extend(fields, count);
    fields.length = count;
    this.#stale = true;
  }

  #extend(fields: Value[], count: number): void {
    if (count > MAX_FIELDS)
      throw new AwkFailure(`program limit exceeded: maximum number of fields size=${MAX_FIELDS}`, false);
    while (fields.length < count) fields.push('');
  }

  #split(): Value[] {
    this.#fields ??= fieldsOf(this.#text, this.#separator, this.#patterns).map(fromOutside);
    return this.#fields;
  }
}
