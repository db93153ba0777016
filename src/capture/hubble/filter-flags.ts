import { withValue, type FieldName, type FilterFields } from './filter-fields.ts';
import {
  directionValue,
  dropReasonValue,
  eventTypeValue,
  identityValue,
  ipVersionValue,
  tcpFlagsValue,
  verdictValue,
  type Value,
} from './flag-values.ts';

/** What a flag's value does to the two filters of which a flow must match one. */
export interface Change {
  readonly left: (fields: FilterFields) => FilterFields;
  readonly right: (fields: FilterFields) => FilterFields;
}
type ReadFlag = (text: string) => Value<Change>;

/** `--pod` and its like go to one field of the left filter and to another of the right, all others to the same of both. */
function flag<L extends FieldName, R extends FieldName>(
  left: L,
  right: R,
  read: (text: string) => Value<FilterFields[L][number] & FilterFields[R][number]>,
): ReadFlag {
  return (given) => {
    const value = read(given);
    if (!value.ok) return value;
    const change: Change = {
      left: (fields) => withValue(fields, left, value.value),
      right: (fields) => withValue(fields, right, value.value),
    };
    return { ok: true, value: change };
  };
}

function one<F extends FieldName>(field: F, read: (text: string) => Value<FilterFields[F][number]>): ReadFlag {
  return (given) => {
    const value = read(given);
    if (!value.ok) return value;
    const add = (fields: FilterFields): FilterFields => withValue(fields, field, value.value);
    return { ok: true, value: { left: add, right: add } };
  };
}

const asIs = (value: string): Value<string> => ({ ok: true, value });

/** The flags that are filters by themselves (hubble/cmd/observe/flows_filter.go set). Namespaces are elsewhere. */
export const FILTER_FLAGS: Readonly<Record<string, ReadFlag>> = {
  ip: flag('sourceIp', 'destinationIp', asIs),
  'from-ip': one('sourceIp', asIs),
  'to-ip': one('destinationIp', asIs),
  'snat-ip': one('snatIp', asIs),
  pod: flag('sourcePod', 'destinationPod', asIs),
  'from-pod': one('sourcePod', asIs),
  'to-pod': one('destinationPod', asIs),
  service: flag('sourceService', 'destinationService', asIs),
  'from-service': one('sourceService', asIs),
  'to-service': one('destinationService', asIs),
  label: flag('sourceLabel', 'destinationLabel', asIs),
  'from-label': one('sourceLabel', asIs),
  'to-label': one('destinationLabel', asIs),
  port: flag('sourcePort', 'destinationPort', asIs),
  'from-port': one('sourcePort', asIs),
  'to-port': one('destinationPort', asIs),
  workload: flag('sourceWorkload', 'destinationWorkload', asIs),
  'from-workload': one('sourceWorkload', asIs),
  'to-workload': one('destinationWorkload', asIs),
  identity: flag('sourceIdentity', 'destinationIdentity', identityValue),
  'from-identity': one('sourceIdentity', identityValue),
  'to-identity': one('destinationIdentity', identityValue),
  'node-name': one('nodeName', asIs),
  protocol: one('protocol', asIs),
  interface: one('interface', asIs),
  uuid: one('uuid', asIs),
  verdict: one('verdict', verdictValue),
  'drop-reason-desc': one('dropReasonDesc', dropReasonValue),
  type: one('eventType', eventTypeValue),
  'traffic-direction': one('trafficDirection', directionValue),
  'tcp-flags': one('tcpFlags', tcpFlagsValue),
  'ip-version': one('ipVersion', (text) => ({ ok: true, value: ipVersionValue(text) })),
  ipv4: one('ipVersion', () => ({ ok: true, value: 4 })),
  ipv6: one('ipVersion', () => ({ ok: true, value: 6 })),
};

/** Flags with a letter of their own: pflag names both in its errors. */
export const SHORT: Readonly<Record<string, string>> = {
  type: 't',
  label: 'l',
  namespace: 'n',
  'all-namespaces': 'A',
  ipv4: '4',
  ipv6: '6',
};

/** Flags of which only one of a group may be given (newFlowFilter). Those that stand alone conflict with nothing. */
export const CONFLICTS: readonly (readonly string[])[] = [
  ['from-fqdn', 'from-ip', 'ip', 'fqdn', 'from-namespace', 'namespace', 'from-all-namespaces', 'all-namespaces'],
  ['from-fqdn', 'from-ip', 'ip', 'fqdn', 'from-pod', 'pod'],
  ['to-fqdn', 'to-ip', 'ip', 'fqdn', 'to-namespace', 'namespace', 'to-all-namespaces', 'all-namespaces'],
  ['to-fqdn', 'to-ip', 'ip', 'fqdn', 'to-pod', 'pod'],
  ['to-pod', 'namespace', 'all-namespaces'],
  ['from-pod', 'namespace', 'all-namespaces'],
  ['to-service', 'namespace', 'all-namespaces'],
  ['from-service', 'namespace', 'all-namespaces'],
  ['label', 'from-label'],
  ['label', 'to-label'],
  ['service', 'from-service'],
  ['service', 'to-service'],
  ['port', 'to-port'],
  ['port', 'from-port'],
  ['identity', 'to-identity'],
  ['identity', 'from-identity'],
  ['workload', 'to-workload'],
  ['workload', 'from-workload'],
];
