import { latin1Of } from '../../../base/bytes.ts';
import type { FieldSpec, Value } from '../field.ts';

const NUMBER: FieldSpec = { name: '', label: '', type: 'uint', base: 'dec', digits: 8 };
const TEXT: FieldSpec = { name: '', label: '', type: 'string', base: 'dec', digits: 0 };

/** The functions of display filters (epan/dfilter/dfunctions.c), and of which type their values are. */
export const FUNCTIONS = {
  len: () => NUMBER,
  count: () => NUMBER,
  upper: () => TEXT,
  lower: () => TEXT,
  string: () => TEXT,
  max: (spec) => spec,
  min: (spec) => spec,
} satisfies Readonly<Record<string, (spec: FieldSpec | null) => FieldSpec | null>>;

export type FunctionName = keyof typeof FUNCTIONS;

/** Bytes and text as one: a byte is the character of its value. */
export function textOf(value: Value): string {
  if (value instanceof Uint8Array) return latin1Of(value);
  return value === null ? '' : String(value);
}

function lengthOf(value: Value): number {
  return value instanceof Uint8Array || typeof value === 'string' ? value.length : 0;
}

function extreme(values: readonly Value[], sign: 1 | -1): readonly Value[] {
  if (values.length === 0) return [];
  const numbers = values.map(Number);
  return [sign > 0 ? Math.max(...numbers) : Math.min(...numbers)];
}

export function applyFunction(name: FunctionName, values: readonly Value[]): readonly Value[] {
  switch (name) {
    case 'len':
      return values.map(lengthOf);
    case 'count':
      return values.length === 0 ? [] : [values.length];
    case 'upper':
      return values.map((value) => textOf(value).toUpperCase());
    case 'lower':
      return values.map((value) => textOf(value).toLowerCase());
    case 'string':
      return values.map(textOf);
    case 'max':
      return extreme(values, 1);
    case 'min':
      return extreme(values, -1);
  }
}
