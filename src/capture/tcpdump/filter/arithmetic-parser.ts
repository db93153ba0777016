import {
  combine,
  compare,
  constant,
  isOperator,
  isRelation,
  LENGTH,
  load,
  negative,
  type Operator,
  type Value,
} from './arithmetic.ts';
import type { TokenCursor } from './cursor.ts';
import { syntaxError } from './fault.ts';
import { PROTOCOLS } from './qualifier.ts';
import type { FindGround, Test } from './view.ts';

/** The higher, the tighter (grammar.y %left). */
const TIGHTNESS: { readonly [O in Operator]: number } = {
  '|': 1,
  '&': 2,
  '<<': 3,
  '>>': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  // The grammar gives these none, so that its parser always reads on: they take all that follows.
  '%': 6,
  '^': 6,
};
const GREEDY: ReadonlySet<Operator> = new Set(['%', '^']);
const UNARY = 6;

/** Whether a comparison begins here: `tcp[13] & 2 != 0`, `len > 100`, `(ip[0] & 15) > 5`. */
export function startsRelation(cursor: TokenCursor): boolean {
  const text = cursor.text();
  if (text === '(') {
    const after = cursor.textAfterGroup();
    return isOperator(after) || isRelation(after);
  }
  if (cursor.peek()?.kind === 'number' || text === 'len' || text === '-') return true;
  return PROTOCOLS.has(text) && cursor.text(1) === '[';
}

/** A comparison (grammar.y `arth relop arth`). */
export function parseRelation(cursor: TokenCursor, ground: FindGround): Test {
  const left = parseValue(cursor, ground, 0);
  const relation = cursor.text();
  if (!isRelation(relation)) throw syntaxError();
  cursor.take();
  return compare(relation, left, parseValue(cursor, ground, 0));
}

/** Operators that bind at least as tightly as `tightness`. */
function parseValue(cursor: TokenCursor, ground: FindGround, tightness: number): Value {
  let left = parseOperand(cursor, ground);
  for (;;) {
    const operator = cursor.text();
    if (!isOperator(operator) || TIGHTNESS[operator] < tightness) return left;
    cursor.take();
    left = combine(operator, left, parseValue(cursor, ground, GREEDY.has(operator) ? 0 : TIGHTNESS[operator] + 1));
  }
}

function parseOperand(cursor: TokenCursor, ground: FindGround): Value {
  const token = cursor.take();
  if (token.kind === 'number') return constant(token.value);
  if (token.kind !== 'word' && token.kind !== 'symbol') throw syntaxError();
  switch (token.text) {
    case 'len':
      return LENGTH;
    case '-':
      return negative(parseValue(cursor, ground, UNARY));
    case '(': {
      const value = parseValue(cursor, ground, 0);
      cursor.expect(')');
      return value;
    }
    default:
      if (!PROTOCOLS.has(token.text)) throw syntaxError();
      return parseLoad(cursor, ground, token.text);
  }
}

function parseLoad(cursor: TokenCursor, ground: FindGround, protocol: string): Value {
  cursor.expect('[');
  const index = parseValue(cursor, ground, 0);
  const size = cursor.accept(':') ? cursor.expectKind('number').value : 1;
  cursor.expect(']');
  return load(ground, protocol, index, size);
}
