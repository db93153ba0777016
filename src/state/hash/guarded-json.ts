import { jsonFault } from '../../lab/json-fault.ts';

/** What a stranger's state may hold: deep, many, long. Counted before anything is made of it. */
export const STATE_LIMITS = { depth: 16, values: 20_000, string: 2000 } as const;
/** Names under which JavaScript keeps what an object is. */
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

export type Guarded =
  | { readonly ok: true; readonly value: unknown; readonly values: number }
  /** `values`: how many were looked at before it was given up. */
  | { readonly ok: false; readonly values: number };

/** JSON of a stranger: refused when it is no JSON, has a key twice, is too deep, too much or too long, or names what it must not. */
export function guardedJson(text: string): Guarded {
  if (jsonFault(text, STATE_LIMITS.depth) !== null) return { ok: false, values: 0 };
  const value: unknown = JSON.parse(text);
  const open: unknown[] = [value];
  let values = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    values += 1;
    if (values > STATE_LIMITS.values) return { ok: false, values };
    if (typeof next === 'string' && next.length > STATE_LIMITS.string) return { ok: false, values };
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, child] of Object.entries(next)) {
      if (key.length > STATE_LIMITS.string || FORBIDDEN.includes(key)) return { ok: false, values };
      open.push(child);
    }
  }
  return { ok: true, value, values };
}
