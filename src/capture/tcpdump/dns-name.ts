import type { Printer } from './printer.ts';
import { printVisible } from './visible.ts';

/** The two highest bits of a label's first byte (RFC 1035 section 4.1.4). */
const LABEL_TYPE = 0xc0;
const POINTER = 0xc0;
const EXTENDED = 0x40;

/** Where the name at `at` ends, or null when it does not (print-domain.c ns_nskip). Pointers are not followed. */
export function skipName(p: Printer, at: number): number | null {
  for (let i = at; p.has(i, 1);) {
    const byte = p.u8(i);
    if (byte === 0) return i + 1;
    if ((byte & LABEL_TYPE) === POINTER) return i + 2;
    if ((byte & LABEL_TYPE) !== 0) return null;
    i += 1 + byte;
  }
  return null;
}

/**
 * Prints the name at `at` of the message that begins at `message`, and says where it ends; null when it is broken.
 * A pointer must point backwards, so that no name is endless (print-domain.c fqdn_print).
 */
export function printName(p: Printer, at: number, message: number): number | null {
  let limit = at - message;
  let after: number | null = null;
  for (let i = at; p.has(i, 1);) {
    const byte = p.u8(i);
    if (byte === 0) {
      if (i === at) p.print('.');
      return after ?? i + 1;
    }
    switch (byte & LABEL_TYPE) {
      case POINTER: {
        after ??= i + 2;
        if (!p.has(i, 2)) return null;
        const offset = p.u16(i) & 0x3fff;
        if (offset >= limit) {
          p.print('<BAD PTR>');
          return null;
        }
        limit = offset;
        i = message + offset;
        break;
      }
      case 0:
        if (!printVisible(p, i + 1, byte)) return null;
        p.print('.');
        i += 1 + byte;
        break;
      default:
        p.print((byte & LABEL_TYPE) === EXTENDED ? `<ELT ${byte & ~LABEL_TYPE}>` : '<BAD LABEL TYPE>');
        return null;
    }
  }
  return null;
}
