import { deviceName, IDENTITY, type Identity } from '../../lab/names.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { recordsOf, type RecordOf, type RingRecord } from '../monitor/ring.ts';
import { DROP_DESC } from './drop-desc.ts';
import { resolveEndpoint } from './endpoint-names.ts';
import type { Flow, FlowEndpoint, TraceReason } from './flow.ts';
import { packetFacts } from './packet-facts.ts';
import { policyMatch } from './policy-match.ts';
import { serviceAt } from './service-names.ts';
import { sockFlow } from './sock-flow.ts';
import { uuidOf } from './uuid.ts';

/**
 * The flows of all nodes from an event on, in order of time: every record of a ring becomes one, but for sockets of a
 * node's own processes, of which Hubble cannot tell who they are (pkg/hubble/parser/sock SkipUnknownCGroupIDs).
 */
export function flowsOf(trace: Trace, from: EventId | 0 = 0): readonly Flow[] {
  return recordsOf(trace, from).flatMap((record) => {
    const flow = record.kind === 'trace-sock' ? sockFlow(trace, record) : packetFlow(trace, record);
    return flow === null ? [] : [flow];
  });
}

type PacketRecord = Exclude<RingRecord, RecordOf<'trace-sock'>>;

/** pkg/hubble/parser/threefour Decode. */
function packetFlow(trace: Trace, record: PacketRecord): Flow {
  const { world } = trace;
  const { event, nth, at, node, sample } = record;
  const origIp = record.kind === 'trace' ? record.origIp : null;
  const facts = packetFacts(sample.packet, origIp);
  const { src: srcIdentity, dst: dstIdentity } = identitiesOf(record);
  const source = resolveEndpoint(trace, node, facts.src, srcIdentity, event);
  const destination = resolveEndpoint(trace, node, facts.dst, dstIdentity, event);
  const ports = facts.l4 === null || facts.l4.kind === 'ICMPv4' ? { srcPort: 0, dstPort: 0 } : facts.l4;
  const { ethernet, ip, sourceXlated, l4, tunnel, summary } = facts;
  return {
    event,
    nth,
    at,
    uuid: uuidOf(trace, record),
    node,
    verdict: verdictOf(record),
    drop: dropOf(record),
    ethernet,
    ip,
    sourceXlated,
    l4,
    tunnel,
    source,
    destination,
    sourceService: serviceAt(world, facts.src, ports.srcPort),
    destinationService: serviceAt(world, facts.dst, ports.dstPort),
    eventType: eventTypeOf(record),
    direction: directionOf(record, source),
    reason: record.kind === 'trace' ? reasonOf(record) : null,
    isReply: isReplyOf(record),
    file: record.kind === 'drop' ? { name: record.file.file, line: record.file.line } : null,
    device:
      record.kind === 'trace' && record.device !== null
        ? { index: record.device.ifindex, name: deviceName(record.device.id) }
        : null,
    summary,
  };
}

/** A verdict names the remote side only. */
function identitiesOf(record: PacketRecord): { readonly src: Identity; readonly dst: Identity } {
  if (record.kind !== 'policy-verdict')
    return { src: record.observation.srcIdentity, dst: record.observation.dstIdentity };
  return record.direction === 'ingress'
    ? { src: record.remote, dst: IDENTITY.unknown }
    : { src: IDENTITY.unknown, dst: record.remote };
}

function verdictOf(record: PacketRecord): Flow['verdict'] {
  if (record.kind === 'policy-verdict') return record.action === 'deny' ? 'DROPPED' : 'FORWARDED';
  return record.kind === 'drop' ? 'DROPPED' : 'FORWARDED';
}

function dropOf(record: PacketRecord): Flow['drop'] {
  if (record.kind === 'drop') {
    const { code, text } = record.reason;
    return { code, text, desc: DROP_DESC[text] };
  }
  if (record.kind !== 'policy-verdict' || record.action !== 'deny') return null;
  return record.code === 181
    ? { code: 181, text: 'Policy denied by denylist', desc: 'POLICY_DENY' }
    : { code: 133, text: 'Policy denied', desc: 'POLICY_DENIED' };
}

function eventTypeOf(record: PacketRecord): Flow['eventType'] {
  switch (record.kind) {
    case 'trace':
      return { kind: 'trace', point: record.point };
    case 'drop':
      return { kind: 'drop' };
    case 'policy-verdict':
      return { kind: 'policy-verdict', match: policyMatch(record.match) };
  }
}

const REASONS: { readonly [C in RecordOf<'trace'>['observation']['ct']]: TraceReason | null } = {
  new: 'NEW',
  established: 'ESTABLISHED',
  reply: 'REPLY',
  related: 'RELATED',
  unknown: null,
};

function reasonOf({ observation }: RecordOf<'trace'>): TraceReason | null {
  return REASONS[observation.ct];
}

/** decodeIsReply: conntrack's word; a verdict that lets pass is about a first packet; of drops nobody knows. */
function isReplyOf(record: PacketRecord): boolean | null {
  if (record.kind === 'drop') return null;
  if (record.kind === 'policy-verdict') return record.action === 'deny' ? null : false;
  const reason = reasonOf(record);
  return reason === null ? null : reason === 'REPLY';
}

/** decodeTrafficDirection: whether the record's endpoint is the packet's source, turned around for replies. */
function directionOf(record: PacketRecord, source: FlowEndpoint): Flow['direction'] {
  if (record.kind === 'policy-verdict') return record.direction === 'ingress' ? 'INGRESS' : 'EGRESS';
  if (record.source === 0) return null;
  const isSource = record.source === source.id;
  if (record.kind === 'drop') return isSource ? 'EGRESS' : 'INGRESS';
  const reason = reasonOf(record);
  if (reason === null) return null;
  return isSource !== (reason === 'REPLY') ? 'EGRESS' : 'INGRESS';
}
