import type { Grade, Limit } from './limit.ts';
import { DERIVED, UNKNOWN } from './limits-less-sure.ts';
import { NOT_MODELLED } from './limits-left-out.ts';
import { MODELLED } from './limits-modelled.ts';

/** What the model holds and what it leaves out, by how surely it is known. The page and docs/modelled.md both print this. */
export const LIMITS: Readonly<Record<Grade, readonly Limit[]>> = {
  modelled: MODELLED,
  derived: DERIVED,
  unknown: UNKNOWN,
  'not-modelled': NOT_MODELLED,
};
