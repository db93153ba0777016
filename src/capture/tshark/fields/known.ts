import type { FieldSpec } from '../field.ts';
import { APPLICATION_FIELDS } from './application.ts';
import { FRAME_FIELDS } from './frame.ts';
import { IP_FIELDS } from './ip.ts';
import { LINK_FIELDS } from './link.ts';
import { TRANSPORT_FIELDS } from './transport.ts';

/** Every field that a packet of a lab can have, by its name in filters. */
export const FIELDS: ReadonlyMap<string, FieldSpec> = new Map(
  [...FRAME_FIELDS, ...LINK_FIELDS, ...IP_FIELDS, ...TRANSPORT_FIELDS, ...APPLICATION_FIELDS].map((spec) => [
    spec.name,
    spec,
  ]),
);
