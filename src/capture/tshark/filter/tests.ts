import { Backtracking } from '../../../base/backtracking.ts';
import type { FieldSpec, Value } from '../field.ts';
import { DisplayFilterFault } from './fault.ts';
import { type Clock, compareValues, type Literal, literalFor } from './literal.ts';
import { textOf } from './functions.ts';
import { type Fields, type Operand, typeName } from './operand.ts';
import type { Token } from './token.ts';

export type Test = (fields: Fields) => boolean;

/** How a comparison treats a field that a packet has several times. */
type Quantity = 'any' | 'all';

export interface Comparison {
  readonly name: string;
  /** As messages call it: signs in quotes, words as they are. */
  readonly title: string;
  readonly quantity: Quantity;
  readonly holds: (order: number) => boolean;
}

function sign(names: readonly string[], quantity: Quantity, holds: (order: number) => boolean): [string, Comparison][] {
  const name = names[0] ?? '';
  return names.map((each) => [each, { name, title: `"${name}"`, quantity, holds }]);
}

function word(names: readonly string[]): [string, Comparison][] {
  return names.map((each) => [each, { name: each, title: each, quantity: 'any', holds: () => false }]);
}

/** The comparisons of Wireshark 4.0: '!=' is true when no value is equal, '!==' when one is not. */
export const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ...sign(['==', 'eq', 'any_eq'], 'any', (order) => order === 0),
  ...sign(['!=', 'ne', 'all_ne'], 'all', (order) => order !== 0),
  ...sign(['===', 'all_eq'], 'all', (order) => order === 0),
  ...sign(['!==', '~=', 'any_ne'], 'any', (order) => order !== 0),
  ...sign(['>', 'gt'], 'any', (order) => order > 0),
  ...sign(['>=', 'ge'], 'any', (order) => order >= 0),
  ...sign(['<', 'lt'], 'any', (order) => order < 0),
  ...sign(['<=', 'le'], 'any', (order) => order <= 0),
  ...word(['contains']),
  ...word(['matches', '~']),
]);

const TEXTUAL: ReadonlySet<FieldSpec['type']> = new Set(['string', 'bytes', 'protocol', 'ether']);
const NUMERIC: ReadonlySet<FieldSpec['type']> = new Set(['uint', 'int', 'framenum']);

/** `left operator right`, checked as Wireshark does before it runs (epan/dfilter/semcheck.c). */
export function comparison(
  left: Operand,
  operator: Comparison,
  right: Operand | Token,
  every: Quantity | null,
  clock: Clock,
): Test {
  const { spec } = left;
  if (spec === null) return () => false;
  const isText = operator.name === 'contains' || operator.name === 'matches' || operator.name === '~';
  if (spec.type === 'none' || (isText && !TEXTUAL.has(spec.type))) {
    const message = `${left.text} (type=${typeName(spec)}) cannot participate in ${operator.name} comparison.`;
    throw new DisplayFilterFault(message, left);
  }
  const quantity = every ?? operator.quantity;
  if ('valuesIn' in right) return fieldsCompared(left, spec, operator, right, quantity);
  if (operator.name === 'contains') return containing(left, spec, right, quantity, clock);
  if (isText) return matching(left, right, quantity);
  const literal = literalFor(spec, right, clock);
  return (fields) =>
    quantified(left.valuesIn(fields), quantity, (value) => operator.holds(compareValues(spec, value, literal)));
}

function quantified(values: readonly Value[], quantity: Quantity, holds: (value: Value) => boolean): boolean {
  return values.length > 0 && (quantity === 'any' ? values.some(holds) : values.every(holds));
}

function fieldsCompared(
  left: Operand,
  spec: FieldSpec,
  operator: Comparison,
  right: Operand,
  quantity: Quantity,
): Test {
  const other = right.spec;
  if (other === null) return () => false;
  const compatible = other.type === spec.type || (NUMERIC.has(other.type) && NUMERIC.has(spec.type));
  if (!compatible) throw new DisplayFilterFault(`${left.text} and ${right.text} are not of compatible types.`, right);
  const holds = (a: Value, b: Value): boolean => {
    if (operator.name === 'contains') return textOf(a).includes(textOf(b));
    return operator.holds(compareValues(spec, a, { value: b, mask: 32 }));
  };
  return (fields) => {
    const rights = right.valuesIn(fields);
    return quantified(left.valuesIn(fields), quantity, (a) => quantified(rights, quantity, (b) => holds(a, b)));
  };
}

function containing(left: Operand, spec: FieldSpec, right: Token, quantity: Quantity, clock: Clock): Test {
  if (spec.type === 'ether') {
    const bytes = literalFor({ ...spec, type: 'bytes' }, right, clock).value;
    const wanted = textOf(bytes);
    const octets = (value: Value): string =>
      String.fromCharCode(
        ...textOf(value)
          .split(':')
          .map((byte) => Number.parseInt(byte, 16)),
      );
    return (fields) => quantified(left.valuesIn(fields), quantity, (value) => octets(value).includes(wanted));
  }
  const wanted = textOf(literalFor(spec, right, clock).value);
  return (fields) => quantified(left.valuesIn(fields), quantity, (value) => textOf(value).includes(wanted));
}

/** Perl's regular expressions, without regard to case; those that JavaScript writes otherwise are refused. */
function matching(left: Operand, right: Token, quantity: Quantity): Test {
  const pattern = right.kind === 'string' ? right.value : right.text;
  let expression: RegExp;
  try {
    expression = new RegExp(pattern, 'is');
  } catch {
    throw new DisplayFilterFault(`Regex compilation error: ${regexFault(pattern)}.`, null);
  }
  const backtracking = new Backtracking(pattern);
  // PCRE2 gives up where going back takes too long, and then there is no match.
  const matches = (text: string): boolean => !backtracking.tooLong(text.length) && expression.test(text);
  return (fields) => quantified(left.valuesIn(fields), quantity, (value) => matches(textOf(value)));
}

/** The commonest faults in PCRE2's words. */
function regexFault(pattern: string): string {
  if (/\[[^\]]*$/.test(pattern)) return 'missing terminating ] for character class';
  if (/^[*+?]/.test(pattern)) return 'quantifier does not follow a repeatable item';
  const open = pattern.split('(').length - pattern.split(')').length;
  return open > 0 ? 'missing closing parenthesis' : 'unmatched closing parenthesis';
}

export interface Range {
  readonly low: Literal;
  readonly high: Literal;
}

/** `field in {1, 3..5}`. */
export function membership(left: Operand, ranges: readonly Range[]): Test {
  const { spec } = left;
  if (spec === null) return () => false;
  return (fields) =>
    left
      .valuesIn(fields)
      .some((value) =>
        ranges.some(({ low, high }) => compareValues(spec, value, low) >= 0 && compareValues(spec, value, high) <= 0),
      );
}
