import type { Target } from '../../trace/stimulus.ts';
import { parseIpv4 } from '../../wire/address.ts';

/** An address, or a name to be looked up. */
export function targetOf(word: string): Target {
  const address = parseIpv4(word);
  return address === null ? { kind: 'name', name: word } : { kind: 'address', address };
}

/** A number of at least `low`; null when the text is none. */
export function numberOf(text: string, low = 0): number | null {
  if (!/^\d+(?:\.\d+)?$|^\.\d+$/.test(text)) return null;
  const value = Number(text);
  return value >= low ? value : null;
}
