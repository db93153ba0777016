import { hexOf } from '../../base/bytes.ts';
import type { FieldSpec, Value } from './field.ts';

/** Bytes that a line of the tree shows before it ends in '…' (strutil.c bytes_to_str_maxlen). */
const SHOWN_BYTES = 36;
const BILLION = 1_000_000_000n;

/** A value as the tree shows it (proto.c proto_item_fill_label). */
export function valueText(spec: FieldSpec, value: Value): string {
  if (spec.type === 'bool') return value === true ? 'True' : 'False';
  if (spec.type === 'relative') return `${secondsText(value)} seconds`;
  if (value instanceof Uint8Array) return bytesText(value);
  if (typeof value === 'number') return numberText(spec, value);
  return printable(`${value ?? ''}`);
}

const ESCAPES: Readonly<Record<string, string>> = { '\r': '\\r', '\n': '\\n', '\t': '\\t' };

/** Text without control characters, which a terminal would obey (strutil.c format_text). */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f]/g,
    (c) => ESCAPES[c] ?? `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
}

/** A value as -T fields prints it (proto.c get_node_field_value). */
export function fieldText(spec: FieldSpec, value: Value): string {
  if (spec.type === 'bool') return value === true ? '1' : '0';
  if (spec.type === 'relative') return secondsText(value);
  if (value instanceof Uint8Array) return hexOf(value);
  if (typeof value !== 'number') return printable(`${value ?? ''}`);
  return spec.base === 'hex' || spec.base === 'hexdec' ? hex(value, spec.digits) : `${value}`;
}

function numberText({ base, digits }: FieldSpec, value: number): string {
  switch (base) {
    case 'dec':
      return `${value}`;
    case 'hex':
      return hex(value, digits);
    case 'dechex':
      return `${value} (${hex(value, digits)})`;
    case 'hexdec':
      return `${hex(value, digits)} (${value})`;
  }
}

export function hex(value: number, digits: number): string {
  return `0x${value.toString(16).padStart(digits, '0')}`;
}

export function bytesText(bytes: Uint8Array): string {
  return bytes.length <= SHOWN_BYTES ? hexOf(bytes) : `${hexOf(bytes.subarray(0, SHOWN_BYTES))}…`;
}

/** Nanoseconds as seconds with nine digits behind the point (nstime_to_str). */
export function secondsText(value: Value): string {
  const nanos = typeof value === 'bigint' ? value : 0n;
  const apart = nanos < 0n ? -nanos : nanos;
  return `${nanos < 0n ? '-' : ''}${apart / BILLION}.${`${apart % BILLION}`.padStart(9, '0')}`;
}

/** '1 byte', '2 bytes' (plurality). */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
