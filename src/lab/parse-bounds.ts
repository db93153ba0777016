import { LIMITS } from './defaults.ts';

export type Excess = 'too-deep' | 'too-many-values';

/**
 * Walks a foreign value once, without recursion, and stops at the first limit: a value that passes may be walked freely.
 * Shared references (YAML anchors) count each time they are reached, so that a small file cannot unfold into a large one.
 */
export function excessOf(value: unknown): Excess | null {
  const open: { readonly value: object; readonly depth: number }[] = [];
  let seen = 0;
  const visit = (child: unknown, depth: number): Excess | null => {
    if (++seen > LIMITS.values) return 'too-many-values';
    if (typeof child !== 'object' || child === null) return null;
    if (depth > LIMITS.depth) return 'too-deep';
    open.push({ value: child, depth });
    return null;
  };
  let excess = visit(value, 1);
  for (let next = open.pop(); next !== undefined && excess === null; next = open.pop()) {
    const { depth } = next;
    if (Array.isArray(next.value)) {
      if (next.value.length > LIMITS.values) return 'too-many-values';
      for (const child of next.value as readonly unknown[])
        if ((excess = visit(child, depth + 1)) !== null) return excess;
      continue;
    }
    for (const key of Object.keys(next.value)) {
      excess = visit((next.value as Readonly<Record<string, unknown>>)[key], depth + 1);
      if (excess !== null) return excess;
    }
  }
  return excess;
}

/** Length of `text` in UTF-8, counted no further than `limit` + 1 bytes. */
export function utf8Length(text: string, limit: number): number {
  if (text.length > limit) return text.length;
  if (text.length * 3 <= limit) return text.length;
  let bytes = 0;
  for (const ch of text) {
    const c = ch.codePointAt(0)!;
    bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (bytes > limit) break;
  }
  return bytes;
}
