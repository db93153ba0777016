import type { FlowVerdict } from './flow.ts';

/**
 * FlowFilter of flow.proto: a flow matches when it matches some value of every field that is set. An empty list is a field
 * that is not set.
 */
export interface FilterFields {
  readonly sourceIp: readonly string[];
  readonly destinationIp: readonly string[];
  readonly snatIp: readonly string[];
  readonly sourcePod: readonly string[];
  readonly destinationPod: readonly string[];
  readonly sourceService: readonly string[];
  readonly destinationService: readonly string[];
  readonly sourceLabel: readonly string[];
  readonly destinationLabel: readonly string[];
  readonly sourcePort: readonly string[];
  readonly destinationPort: readonly string[];
  readonly sourceWorkload: readonly string[];
  readonly destinationWorkload: readonly string[];
  readonly sourceIdentity: readonly number[];
  readonly destinationIdentity: readonly number[];
  readonly verdict: readonly (FlowVerdict | 'other')[];
  readonly dropReasonDesc: readonly string[];
  readonly eventType: readonly { readonly type: number; readonly subType: number | null }[];
  readonly protocol: readonly string[];
  readonly nodeName: readonly string[];
  readonly ipVersion: readonly (4 | 6 | 0)[];
  readonly tcpFlags: readonly (readonly string[])[];
  readonly trafficDirection: readonly ('INGRESS' | 'EGRESS')[];
  readonly interface: readonly string[];
  readonly uuid: readonly string[];
}
export type FieldName = keyof FilterFields;

export const NO_FIELDS: FilterFields = {
  sourceIp: [],
  destinationIp: [],
  snatIp: [],
  sourcePod: [],
  destinationPod: [],
  sourceService: [],
  destinationService: [],
  sourceLabel: [],
  destinationLabel: [],
  sourcePort: [],
  destinationPort: [],
  sourceWorkload: [],
  destinationWorkload: [],
  sourceIdentity: [],
  destinationIdentity: [],
  verdict: [],
  dropReasonDesc: [],
  eventType: [],
  protocol: [],
  nodeName: [],
  ipVersion: [],
  tcpFlags: [],
  trafficDirection: [],
  interface: [],
  uuid: [],
};

/** A copy with one more value in a field. */
export function withValue<F extends FieldName>(
  fields: FilterFields,
  field: F,
  value: FilterFields[F][number],
): FilterFields {
  return { ...fields, [field]: [...fields[field], value] };
}
