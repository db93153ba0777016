import type { Expression, Program } from './syntax.ts';

type Call = Extract<Expression, { kind: 'call' }>;

/** Every call of a function that a program defines or should define, in the order in which they stand. */
export function callsOf(program: Program): readonly Call[] {
  const out: Call[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null && !(value instanceof Map)) {
      if (isCall(value)) out.push(value);
      for (const part of Object.values(value)) visit(part);
    }
  };
  visit(program.begin);
  visit(program.rules);
  visit(program.end);
  for (const { body } of program.functions.values()) visit(body);
  return out;
}

function isCall(value: object): value is Call {
  return 'kind' in value && value.kind === 'call';
}
