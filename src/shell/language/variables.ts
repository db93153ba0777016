import { ShellError } from './flow.ts';

/** What the variables of one shell may hold together. */
const ROOM = 1 << 23;

function sizeOf(value: Value): number {
  return typeof value === 'string' ? value.length + 32 : value.reduce((sum, text) => sum + text.length + 16, 32);
}

/** A variable: text, or an array of texts. */
export type Value = string | readonly string[];

/** The variables of one shell, with those that functions have made their own. */
export class Variables {
  readonly #values: Map<string, Value>;
  readonly #exported: Set<string>;
  readonly #readonly: Set<string>;
  readonly #saved: Map<string, Value | undefined>[] = [];

  #held = 0;

  constructor(values: Iterable<readonly [string, Value]> = [], exported: Iterable<string> = []) {
    this.#values = new Map(values);
    for (const value of this.#values.values()) this.#held += sizeOf(value);
    this.#exported = new Set(exported);
    this.#readonly = new Set();
  }

  /** For a subshell: the same values, nothing shared. */
  copy(): Variables {
    const copy = new Variables(this.#values, this.#exported);
    for (const name of this.#readonly) copy.#readonly.add(name);
    return copy;
  }

  get(name: string): string | undefined {
    const value = this.#values.get(name);
    return typeof value === 'object' ? (value[0] ?? '') : value;
  }

  value(name: string): Value | undefined {
    return this.#values.get(name);
  }

  list(name: string): readonly string[] | undefined {
    const value = this.#values.get(name);
    return typeof value === 'string' ? [value] : value;
  }

  /** False when it is read-only. Throws ShellError when it is more than a shell can hold. */
  set(name: string, value: Value): boolean {
    if (this.#readonly.has(name)) return false;
    const before = this.#values.get(name);
    this.#held += sizeOf(value) - (before === undefined ? 0 : sizeOf(before));
    if (this.#held > ROOM) {
      this.#held -= sizeOf(value) - (before === undefined ? 0 : sizeOf(before));
      throw new ShellError(`xrealloc: cannot allocate ${sizeOf(value)} bytes`, 2);
    }
    this.#values.set(name, value);
    return true;
  }

  unset(name: string): boolean {
    if (this.#readonly.has(name)) return false;
    this.#exported.delete(name);
    const before = this.#values.get(name);
    if (before !== undefined) this.#held -= sizeOf(before);
    this.#values.delete(name);
    return true;
  }

  export(name: string): void {
    this.#exported.add(name);
  }

  freeze(name: string): void {
    this.#readonly.add(name);
  }

  /** What a program gets, in order of code units. */
  environment(): ReadonlyMap<string, string> {
    const names = [...this.#exported].filter((name) => this.#values.has(name)).sort();
    return new Map(names.map((name) => [name, this.get(name) ?? '']));
  }

  names(): readonly string[] {
    return [...this.#values.keys()].sort();
  }

  /** A function begins: what it declares local comes back as it was at `leave`. */
  enter(): void {
    this.#saved.push(new Map());
  }

  /** False outside of functions. */
  local(name: string): boolean {
    const frame = this.#saved.at(-1);
    if (frame === undefined) return false;
    if (!frame.has(name)) frame.set(name, this.#values.get(name));
    return true;
  }

  leave(): void {
    for (const [name, value] of this.#saved.pop() ?? []) {
      if (value === undefined) this.#values.delete(name);
      else this.#values.set(name, value);
    }
  }
}
