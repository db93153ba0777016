import { FILE, parseFilter } from '../tcpdump/filter.ts';
import type { Value } from './field.ts';
import { DisplayFilterFault } from './filter/fault.ts';
import type { Clock } from './filter/literal.ts';
import type { Fields } from './filter/operand.ts';
import { DisplayFilterParser } from './filter/parse.ts';
import { tokensOf } from './filter/token.ts';
import type { Item } from './tree.ts';

/** A compiled -Y. */
export interface DisplayFilter {
  readonly takes: (tree: Item) => boolean;
}

export type ParsedDisplayFilter =
  | { readonly ok: true; readonly filter: DisplayFilter }
  /** What tshark writes to stderr, line by line; it then exits with 2. */
  | { readonly ok: false; readonly message: readonly string[] };

const CAPTURE_FILTER_NOTE = [
  '  Note: That read filter code looks like a valid capture filter;',
  '        maybe you mixed them up?',
] as const;

/**
 * The filter of -Y, or tshark 4.0's complaint with the line that points at what is wrong. Left out: slices, arithmetic
 * other than '&', chained comparisons, references to layers. 4.2 words some complaints otherwise.
 */
export function parseDisplayFilter(text: string, clock: Clock = { utcOffsetMinutes: 0 }): ParsedDisplayFilter {
  try {
    const tokens = tokensOf(text);
    if (tokens.length === 0) return { ok: true, filter: { takes: () => true } };
    const test = new DisplayFilterParser(tokens, clock).whole();
    return { ok: true, filter: { takes: (tree) => test(fieldsOf(tree)) } };
  } catch (error) {
    if (!(error instanceof DisplayFilterFault)) throw error;
    const { message, span } = error;
    const marker =
      span === null ? [] : [`    ${text}`, `    ${' '.repeat(span.at)}^${'~'.repeat(Math.max(0, span.length - 1))}`];
    const note = parseFilter(text, { ...FILE, linktype: 1 }).ok ? CAPTURE_FILTER_NOTE : [];
    return { ok: false, message: [`tshark: ${message}`, ...marker, ...note] };
  }
}

/** The values of every field of a packet, in the order of the tree. */
export function fieldsOf(tree: Item): Fields {
  const fields = new Map<string, Value[]>();
  const visit = ({ spec, value, children }: Item): void => {
    if (spec !== null) {
      const values = fields.get(spec.name);
      if (values === undefined) fields.set(spec.name, [value]);
      else values.push(value);
    }
    children.forEach(visit);
  };
  visit(tree);
  return fields;
}
