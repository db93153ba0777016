import type { FilterFields } from './filter-fields.ts';
import type { Value } from './flag-values.ts';
import { EVENT_TYPE, subTypeOf, type Flow, type FlowEndpoint, type FlowService } from './flow.ts';
import { selectorTest } from './label-selector.ts';
import { addressTest, nameTest, nodeTest, portTest, protocolTest } from './value-tests.ts';

type Test = (flow: Flow) => boolean;
type Built = Value<Test>;

/** One field, compiled: null when it is not set. */
type Builder = (fields: FilterFields) => Built | null;

/** A field whose values are compiled first, and an error of theirs with what the server says before it. */
function compiled<S>(
  values: (fields: FilterFields) => readonly string[],
  compile: (value: string) => Value<(subject: S) => boolean>,
  subject: (flow: Flow) => S,
  prefix = '',
): Builder {
  return (fields) => {
    const given = values(fields);
    if (given.length === 0) return null;
    const tests: ((subject: S) => boolean)[] = [];
    for (const value of given) {
      const test = compile(value);
      if (!test.ok) return { ok: false, message: `${prefix}${test.message}` };
      tests.push(test.value);
    }
    return { ok: true, value: (flow) => tests.some((test) => test(subject(flow))) };
  };
}

/** A field whose values are compared with something of the flow. */
function compared<V>(values: (fields: FilterFields) => readonly V[], same: (value: V, flow: Flow) => boolean): Builder {
  return (fields) => {
    const given = values(fields);
    return given.length === 0 ? null : { ok: true, value: (flow) => given.some((value) => same(value, flow)) };
  };
}

const podName = ({ namespace, podName: name }: FlowEndpoint): FlowService => ({ namespace, name });
const serviceName = (service: FlowService | null): FlowService => service ?? { namespace: '', name: '' };
const portOf = (flow: Flow, side: 'srcPort' | 'dstPort'): number | null =>
  flow.l4 === null || flow.l4.kind === 'ICMPv4' ? null : flow.l4[side];

/** The filters of the server (pkg/hubble/filters), in the order in which it builds them. */
const BUILDERS: readonly Builder[] = [
  compared(
    (f) => f.uuid,
    (uuid, flow) => flow.uuid === uuid,
  ),
  compared(
    (f) => f.eventType,
    ({ type, subType }, flow) =>
      EVENT_TYPE[flow.eventType.kind] === type && (subType === null || subTypeOf(flow) === subType),
  ),
  compared(
    (f) => f.verdict,
    (verdict, flow) => flow.verdict === verdict,
  ),
  compared(
    (f) => f.dropReasonDesc,
    (desc, flow) => (flow.drop?.desc ?? 'DROP_REASON_UNKNOWN') === desc,
  ),
  compiled(
    (f) => f.sourceLabel,
    selectorTest,
    (flow) => flow.source.labels,
    'invalid source label filter: ',
  ),
  compiled(
    (f) => f.destinationLabel,
    selectorTest,
    (flow) => flow.destination.labels,
    'invalid destination label filter: ',
  ),
  compiled(
    (f) => f.sourceIp,
    addressTest,
    (flow) => flow.ip?.source ?? '',
  ),
  compiled(
    (f) => f.destinationIp,
    addressTest,
    (flow) => flow.ip?.destination ?? '',
  ),
  compiled(
    (f) => f.snatIp,
    addressTest,
    (flow) => flow.sourceXlated ?? '',
  ),
  compiled(
    (f) => f.sourcePod,
    nameTest,
    (flow) => podName(flow.source),
  ),
  compiled(
    (f) => f.destinationPod,
    nameTest,
    (flow) => podName(flow.destination),
  ),
  compiled(
    (f) => f.sourceService,
    nameTest,
    (flow) => serviceName(flow.sourceService),
    'invalid source service filter: ',
  ),
  compiled(
    (f) => f.destinationService,
    nameTest,
    (flow) => serviceName(flow.destinationService),
    'invalid destination service filter: ',
  ),
  compared(
    (f) => f.sourceWorkload,
    (workload, flow) => hasWorkload(flow.source, workload),
  ),
  compared(
    (f) => f.destinationWorkload,
    (workload, flow) => hasWorkload(flow.destination, workload),
  ),
  compiled(
    (f) => f.sourcePort,
    portTest,
    (flow) => portOf(flow, 'srcPort'),
    'invalid source port filter: ',
  ),
  compiled(
    (f) => f.destinationPort,
    portTest,
    (flow) => portOf(flow, 'dstPort'),
    'invalid destination port filter: ',
  ),
  compiled(
    (f) => f.protocol,
    protocolTest,
    (flow) => flow.l4?.kind ?? null,
    'invalid protocol filter: ',
  ),
  compared(
    (f) => f.sourceIdentity,
    (identity, flow) => flow.source.identity === identity,
  ),
  compared(
    (f) => f.destinationIdentity,
    (identity, flow) => flow.destination.identity === identity,
  ),
  compared((f) => f.tcpFlags, hasFlags),
  compiled(
    (f) => f.nodeName,
    nodeTest,
    (flow) => flow.node as string,
    'invalid node name filter: ',
  ),
  compared(
    (f) => f.ipVersion,
    (version, flow) => (flow.ip === null ? 0 : 4) === version,
  ),
  compared(
    (f) => f.trafficDirection,
    (direction, flow) => flow.direction === direction,
  ),
  compared(
    (f) => f.interface,
    (name, flow) => flow.device?.name === name,
  ),
];

/** All fields that are set must match; the first that the server cannot build is its answer. */
export function compileFields(fields: FilterFields): Built {
  const tests: Test[] = [];
  for (const build of BUILDERS) {
    const built = build(fields);
    if (built === null) continue;
    if (!built.ok) return built;
    tests.push(built.value);
  }
  return { ok: true, value: (flow) => tests.every((test) => test(flow)) };
}

/** 'webpod', or with its kind 'Deployment/webpod' (parseWorkload). */
function hasWorkload({ workloads }: FlowEndpoint, text: string): boolean {
  const slash = text.indexOf('/');
  const [kind, name] = slash < 0 ? ['', text] : [text.slice(0, slash), text.slice(slash + 1)];
  return workloads.some((each) => (kind === '' || each.kind === kind) && (name === '' || each.name === name));
}

/** Every flag that is asked for must be set; others may be. */
function hasFlags(wanted: readonly string[], { l4 }: Flow): boolean {
  if (l4?.kind !== 'TCP' || l4.flags === null) return false;
  const set: readonly string[] = Object.entries(l4.flags)
    .filter(([, on]) => on)
    .map(([name]) => name);
  return wanted.every((flag) => set.includes(flag));
}
