/** Of one message, in characters of its JSON as it would be written. */
export const MOST_CHARACTERS = 65_536;
/** Of a capture that comes with it: bytes. */
export const MOST_BYTES = 8 * 1024 * 1024;
const MOST_DEPTH = 16;

/**
 * Whether a stranger's message is small and plain enough to be looked at: a tree of objects, lists, texts, numbers and at most one
 * buffer. Ends early: what is too large is not walked to its end, and a ring is too deep.
 */
export function isBounded(message: unknown): boolean {
  let left = MOST_CHARACTERS;
  let buffers = 0;
  const walk = (value: unknown, depth: number): boolean => {
    left -= 2;
    if (left < 0 || depth > MOST_DEPTH) return false;
    switch (typeof value) {
      case 'string':
        left -= value.length;
        return left >= 0;
      case 'number':
      case 'boolean':
      case 'undefined':
        left -= 8;
        return left >= 0;
      case 'object':
        break;
      default:
        return false;
    }
    if (value === null) return true;
    if (value instanceof ArrayBuffer) {
      buffers += 1;
      return buffers === 1 && value.byteLength <= MOST_BYTES;
    }
    if (Array.isArray(value)) return value.length <= left && value.every((one) => walk(one, depth + 1));
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return false;
    for (const [key, one] of Object.entries(value)) {
      left -= key.length + 2;
      if (left < 0 || FORBIDDEN.has(key) || !walk(one, depth + 1)) return false;
    }
    return true;
  };
  return walk(message, 0);
}

/** Names that mean something else than themselves when an object is copied carelessly. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
