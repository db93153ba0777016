import type { Budget } from './budget.ts';
import { Looks, type Value } from './value.ts';

/** What mawk's tables begin with, and how long their lists may get on average (array.w of mawk). */
const FIRST_SIZE = 64;
const LIST_LENGTH = 12;
/** What an element takes besides its texts. */
const ELEMENT = 32;

/** An array of awk. It is gone through in mawk's order: by hash, and in one list what was touched last comes first. */
export class Table {
  readonly #elements = new Map<string, Value>();
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  get size(): number {
    return this.#elements.size;
  }

  has(key: string): boolean {
    return this.#elements.has(key);
  }

  /** Makes the element when there is none, as every mention of it does. */
  get(key: string): Value {
    const value = this.#elements.get(key) ?? null;
    this.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.delete(key);
    this.#budget.take(costOf(key, value));
    this.#elements.set(key, value);
  }

  delete(key: string): void {
    const value = this.#elements.get(key);
    if (value === undefined) return;
    this.#budget.take(-costOf(key, value));
    this.#elements.delete(key);
  }

  clear(): void {
    for (const [key, value] of this.#elements) this.#budget.take(-costOf(key, value));
    this.#elements.clear();
  }

  keys(): readonly string[] {
    let size = FIRST_SIZE;
    while (this.#elements.size > size * LIST_LENGTH) size *= 2;
    return [...this.#elements.keys()]
      .reverse()
      .map((key) => ({ key, list: hashOf(key) % size }))
      .sort((a, b) => a.list - b.list)
      .map(({ key }) => key);
  }
}

function costOf(key: string, value: Value): number {
  const text = typeof value === 'string' ? value.length : value instanceof Looks ? value.text.length : 0;
  return ELEMENT + key.length + text;
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
