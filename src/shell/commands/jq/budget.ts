/** Steps that a filter may take for one document; a step is one value that one part of it has given. */
const STEPS = 600_000;
/** Characters of a text, and elements of an array, that a filter may make. */
const LONGEST = 1 << 22;
const MOST_ELEMENTS = 200_000;

export class JqLimit extends Error {
  override readonly name = 'JqLimit';
}

/** What a filter may use up. */
export class JqBudget {
  /** Seconds since 1970 on the lab's clock. */
  readonly now: number;
  #left = STEPS;

  constructor(now: number) {
    this.now = now;
  }

  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new JqLimit('the lab ended this filter: it takes too many steps');
  }

  /** A value as a filter may see it: nothing of the language below, nothing that has grown too big. */
  checked(value: unknown): unknown {
    if (typeof value === 'string' && value.length > LONGEST) throw new JqLimit('out of memory: the text is too long');
    if (typeof value === 'function' || value === undefined) return null;
    if (typeof value !== 'object' || value === null) return value;
    if (FOREIGN.has(value)) return null;
    if (Array.isArray(value) && value.length > MOST_ELEMENTS)
      throw new JqLimit('out of memory: the array is too large');
    return value;
  }

  /** A path that something is to be written to: only through what documents have. */
  checkedPath(path: unknown): void {
    if (!Array.isArray(path)) return;
    for (const key of path) {
      if (typeof key === 'number' && key > MOST_ELEMENTS) throw new JqLimit('Array index too large');
      if (typeof key === 'string' && key in Object.prototype)
        throw new JqLimit(`Cannot write to key ${JSON.stringify(key)}`);
    }
  }
}

/** Objects that every value leads to and that no document has. */
const FOREIGN: ReadonlySet<object> = new Set([
  Object.prototype,
  Array.prototype,
  String.prototype,
  Number.prototype,
  Boolean.prototype,
  Function.prototype,
  RegExp.prototype,
]);
