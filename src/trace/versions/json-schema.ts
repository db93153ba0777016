import type { JsonSchema, Shape } from './shape.ts';
import { event } from './v1-events.ts';
import { lab, stimulus } from './v1-lab.ts';
import { outcome, reason, verdict } from './v1-outcome.ts';
import { delta, tableName } from './v1-tables.ts';
import { traceV1 } from './v1.ts';

/** The name of the schema, the same wherever it is served from. */
export const TRACE_SCHEMA_ID = 'urn:hopscope:trace:1';

/** Parts that are met more than once, or that a reader looks for by name. */
const PARTS: Readonly<Record<string, Shape<unknown>>> = {
  lab,
  stimulus,
  event,
  outcome,
  reason,
  verdict,
  delta,
  tableName,
};

/** hopscope-trace/1 as JSON Schema, made of the same description that files are checked against when they are read. */
export function traceJsonSchema(): JsonSchema {
  const names = new Map(Object.entries(PARTS).map(([name, shape]) => [shape, name]));
  const at = (part: Shape<unknown>): JsonSchema => {
    const name = names.get(part);
    return name === undefined ? part.schema(at) : { $ref: `#/$defs/${name}` };
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: TRACE_SCHEMA_ID,
    title: 'hopscope-trace/1',
    description:
      'A run of a packet through a lab, as Hopscope computes it. Times are nanoseconds of lab time, ids are positions.',
    ...traceV1.schema(at),
    $defs: Object.fromEntries(Object.entries(PARTS).map(([name, shape]) => [name, shape.schema(at)])),
  };
}
