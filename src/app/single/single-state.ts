import * as v from 'valibot';
import type { SingleState } from '../../export/single-page.ts';

const State = v.strictObject({
  v: v.literal(1),
  site: v.union([v.literal(''), v.pipe(v.string(), v.regex(/^https?:\/\//), v.maxLength(2048))]),
  path: v.pipe(v.string(), v.regex(/^[a-z0-9/-]{0,200}$/)),
  query: v.pipe(v.string(), v.maxLength(4096)),
  hash: v.pipe(v.string(), v.maxLength(40_000)),
});

/** The state that stands in a file, or null: a file can be edited by anybody, and cut off on its way. */
export function readSingleState(text: string): SingleState | null {
  try {
    const read = v.safeParse(State, JSON.parse(text));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}
