import { JqLimit } from './budget.ts';

type Holder = Record<string, unknown> | unknown[];

/**
 * A document with a value at a path, or (`remove`) without what stands there; the document itself is changed. Goes only
 * through what it has itself. What is removed from an array leaves a hole: see `withoutHoles`.
 */
export function written(document: unknown, path: readonly unknown[], value: unknown, remove = false): unknown {
  const [first] = path;
  if (path.length === 0) return value;
  if (document === null && remove) return null;
  const root = holderFor(document, first);
  let holder = root;
  for (let i = 0; i + 1 < path.length; i++) {
    const key = keyIn(holder, path[i]);
    const inner = ownIn(holder, key);
    if (remove && (inner === null || inner === undefined)) return root;
    const next = holderFor(inner, path[i + 1]);
    setIn(holder, key, next);
    holder = next;
  }
  const last = keyIn(holder, path.at(-1));
  if (!remove) setIn(holder, last, value);
  else Reflect.deleteProperty(holder, last);
  return root;
}

/** What stands at a path; null: nothing. */
export function readAt(document: unknown, path: readonly unknown[]): unknown {
  let inner = document;
  for (const key of path) {
    if (inner === null || inner === undefined) return null;
    const holder = holderFor(inner, key);
    inner = ownIn(holder, keyIn(holder, key));
  }
  return inner ?? null;
}

/** Arrays closed up again where something was removed. */
export function withoutHoles(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(() => true).map(withoutHoles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutHoles(inner)]));
}

function holderFor(value: unknown, key: unknown): Holder {
  if (value === null || value === undefined) return typeof key === 'number' ? [] : {};
  if (typeof value === 'object') return value as Holder;
  throw new JqLimit(`Cannot index ${typeof value} with ${typeof key === 'string' ? JSON.stringify(key) : typeof key}`);
}

function keyIn(holder: Holder, key: unknown): string | number {
  if (Array.isArray(holder)) {
    if (typeof key !== 'number')
      throw new JqLimit(`Cannot index array with ${typeof key === 'string' ? JSON.stringify(key) : 'object'}`);
    const at = Math.trunc(key) + (key < 0 ? holder.length : 0);
    if (at < 0) throw new JqLimit('Out of bounds negative array index');
    return at;
  }
  if (typeof key !== 'string') throw new JqLimit(`Cannot index object with ${typeof key}`);
  return key;
}

function ownIn(holder: Holder, key: string | number): unknown {
  return Object.hasOwn(holder, key) ? (holder as Record<string | number, unknown>)[key] : null;
}

function setIn(holder: Holder, key: string | number, value: unknown): void {
  (holder as Record<string | number, unknown>)[key] = value;
}
