import * as v from 'valibot';
import { PANE_NAMES } from '../link-page.ts';

const Slug = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/));
const Position = v.pipe(v.string(), v.regex(/^([a-z0-9-]{1,64}|\d{1,4}\.\d{1,3})$/));
const Name = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.:/-]{1,64}$/));
const ParamName = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9.-]{0,21}$/));
const Seed = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff));

/**
 * What stands in a hash: which scenario, with which parameters, where the reader is, and a lab of the reader's own. Fields are
 * added, never given another meaning; what a field of today means, it means for ever.
 */
export const StateV1 = v.strictObject({
  v: v.literal(1),
  /** The scenario that it starts from; none: a run of one's own. */
  sc: v.exactOptional(Slug),
  /** The parameters of a link, without their `p.`. */
  p: v.exactOptional(v.record(ParamName, v.union([Name, v.number(), v.boolean()]))),
  seed: v.exactOptional(Seed),
  view: v.exactOptional(
    v.strictObject({
      at: v.exactOptional(Position),
      from: v.exactOptional(Position),
      to: v.exactOptional(Position),
      panes: v.exactOptional(v.pipe(v.array(v.picklist(PANE_NAMES)), v.minLength(1), v.maxLength(PANE_NAMES.length))),
      detail: v.exactOptional(v.picklist([1, 2, 3])),
      focus: v.exactOptional(v.pipe(v.array(Name), v.minLength(1), v.maxLength(8))),
    }),
  ),
  /** A lab file as JSON (hopscope-lab/1); read by parseLab like any other. */
  doc: v.exactOptional(v.strictObject({ lab: v.looseObject({ format: v.string() }) })),
});

export type StateV1 = v.InferOutput<typeof StateV1>;
