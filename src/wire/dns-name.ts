import { u8 } from './byte-order.ts';

/** Pointers followed in one name; a hostile message can point in circles. */
const MAX_POINTERS = 16;
/** RFC 1035 section 2.3.4, in bytes on the wire. */
const MAX_NAME = 255;
const MAX_LABEL = 63;
const POINTER = 0xc000;

/**
 * Appends `name` (labels joined by dots, no dot at the end, '' for the root) to a message and points to an equal
 * ending that is already there (RFC 1035 section 4.1.4). `seen` maps an ending to its place in the message.
 * Throws for a label that is empty, longer than 63 bytes or not Latin-1, and for a name longer than 255 bytes.
 */
export function pushName(out: number[], name: string, seen: Map<string, number>): void {
  if (name.length + 2 > MAX_NAME) throw new Error(`DNS name of ${name.length} characters`);
  const labels = name === '' ? [] : name.split('.');
  for (const [i, label] of labels.entries()) {
    const ending = labels.slice(i).join('.');
    const at = seen.get(ending);
    if (at !== undefined) {
      out.push((POINTER | at) >> 8, at & 255);
      return;
    }
    if (out.length < 0x4000) seen.set(ending, out.length);
    if (label === '' || label.length > MAX_LABEL) throw new Error(`DNS label '${label}' in '${name}'`);
    out.push(label.length);
    for (let c = 0; c < label.length; c++) {
      if (label.charCodeAt(c) > 255) throw new Error(`DNS label '${label}' is not Latin-1`);
      out.push(label.charCodeAt(c));
    }
  }
  out.push(0);
}

/** Why `pushName` would refuse a name, in the words of BIND's libdns; null: it can be asked for. */
export function nameComplaint(name: string): 'empty label' | 'label too long' | 'name too long' | 'not Latin-1' | null {
  const labels = name === '' ? [] : name.split('.');
  if (labels.includes('')) return 'empty label';
  if (labels.some((label) => label.length > MAX_LABEL)) return 'label too long';
  if (name.length + 2 > MAX_NAME) return 'name too long';
  return /[^\u0000-\u00ff]/.test(name) ? 'not Latin-1' : null;
}

export type ReadName =
  | { readonly ok: true; readonly name: string; readonly after: number }
  | {
      readonly ok: false;
      readonly offset: number;
      readonly why: 'truncated' | 'malformed' | 'unsupported';
      readonly text: string;
    };

/** Reads the name at `at` of the message that fills `bytes[start..end)`; `after` is where the next field begins. */
export function nameAt(bytes: Uint8Array, start: number, at: number, end: number): ReadName {
  const labels: string[] = [];
  let length = 1;
  let pointers = 0;
  let after = -1;
  let p = at;
  for (;;) {
    if (p >= end) return { ok: false, offset: p, why: 'truncated', text: 'name' };
    const head = u8(bytes, p);
    if (head === 0) return { ok: true, name: labels.join('.'), after: after < 0 ? p + 1 : after };
    if (head >= 0xc0) {
      if (p + 2 > end) return { ok: false, offset: p, why: 'truncated', text: 'name pointer' };
      const to = ((head & 0x3f) << 8) | u8(bytes, p + 1);
      if (after < 0) after = p + 2;
      pointers += 1;
      // A pointer leads to "a prior occurrence": one that does not go back can only be a loop.
      if (pointers > MAX_POINTERS || start + to >= p)
        return { ok: false, offset: p, why: 'malformed', text: `name pointer ${to}` };
      p = start + to;
      continue;
    }
    if (head > MAX_LABEL) return { ok: false, offset: p, why: 'unsupported', text: `label type ${head >> 6}` };
    if (p + 1 + head > end) return { ok: false, offset: p, why: 'truncated', text: 'label' };
    length += 1 + head;
    if (length > MAX_NAME) return { ok: false, offset: p, why: 'malformed', text: 'name over 255 bytes' };
    let label = '';
    for (let i = p + 1; i <= p + head; i++) label += String.fromCharCode(u8(bytes, i));
    if (label.includes('.')) return { ok: false, offset: p, why: 'unsupported', text: 'dot in a label' };
    labels.push(label);
    p += 1 + head;
  }
}
