import { formatNumber } from '../../number-format.ts';

const GENERAL = { flags: '', width: 0, precision: 6, kind: 'g' } as const;

/** Text that came from outside and looks like a number: it is both. */
export class Looks {
  readonly text: string;
  readonly number: number;

  constructor(text: string, number: number) {
    this.text = text;
    this.number = number;
  }
}

/** A value of awk; null: nothing was ever assigned. */
export type Value = number | string | Looks | null;

/** What a field, an input line or an argument is worth: text that looks like a number is one, too. */
export function fromOutside(text: string): Value {
  if (!/^[\s]*[-+.\dIiNn]/.test(text)) return text;
  const match = /^\s*([-+]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|inf(?:inity)?|nan))\s*$/i.exec(
    text,
  );
  return match === null ? text : new Looks(text, leadingNumber(match[1] ?? ''));
}

/** strtod(3): the number at the beginning of a text, or 0. Hexadecimal as mawk 1.3.4 reads it. */
export function leadingNumber(text: string): number {
  const match = /^\s*([-+]?)(?:(0[xX][0-9a-fA-F]+)|((?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|(inf)|(nan))/i.exec(text);
  if (match === null) return 0;
  const size = match[2] ?? match[3] ?? (match[4] === undefined ? 'NaN' : 'Infinity');
  return match[1] === '-' ? -Number(size) : Number(size);
}

export function numberOf(value: Value): number {
  if (typeof value === 'number') return value;
  if (value === null) return 0;
  return typeof value === 'string' ? leadingNumber(value) : value.number;
}

/** Numbers print as they are when they are whole, else by `format` (CONVFMT, OFMT). */
export function textOf(value: Value, format: string): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value !== 'number') return value.text;
  // mawk prints what fits into its integers as such. unverified: 2^31 and more in the version of Ubuntu 24.04.
  if (Number.isInteger(value) && Math.abs(value) <= 2_147_483_647) return `${value === 0 ? 0 : value}`;
  const match = /^%([-+ 0#]*)(\d{0,4})(?:\.(\d{0,4}))?([eEfFgG])$/.exec(format);
  if (match === null) return formatNumber(value, GENERAL);
  const [, flags = '', width, precision, kind = 'g'] = match;
  return formatNumber(value, {
    flags,
    width: Number(width),
    precision: precision === undefined ? null : Number(precision),
    kind,
  });
}

export function isTrue(value: Value): boolean {
  if (typeof value === 'string') return value !== '';
  return value !== null && numberOf(value) !== 0;
}

/** Numbers are compared as numbers, as soon as one side is text as texts (POSIX awk, Expressions). */
export function compared(left: Value, right: Value, format: string): number {
  if (typeof left !== 'string' && typeof right !== 'string') {
    const [a, b] = [numberOf(left), numberOf(right)];
    return a < b ? -1 : a > b ? 1 : a === b ? 0 : Number.NaN;
  }
  const [a, b] = [textOf(left, format), textOf(right, format)];
  return a < b ? -1 : a > b ? 1 : 0;
}
