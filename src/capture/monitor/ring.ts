import { hash32 } from '../../base/prng.ts';
import type { EndpointId, Identity, Nanos, NetnsName } from '../../lab/names.ts';
import type { Device, Pod } from '../../lab/world.ts';
import { eventsOf } from '../../trace/by-packet.ts';
import type { EventId, EventOf, Observation, ObservationPoint } from '../../trace/events.ts';
import { matchText } from '../../trace/observation-text.ts';
import { packetAt } from '../../trace/packet-at.ts';
import type { Trace } from '../../trace/trace.ts';
import type { DropReason } from '../../trace/verdict.ts';
import { ANY_ADDR, type Ipv4Addr } from '../../wire/address.ts';
import { innermost, type Packet } from '../../wire/layers.ts';
import { cgroupId } from './cgroup.ts';
import { eventSource } from './endpoint-ids.ts';
import { flowHash, rawHash } from './flow-hash.ts';
import { dropSource, type SourceLine } from './source-line.ts';

type HookEvent = EventOf<'hook'>;

export type SockPoint = Extract<ObservationPoint, `${string}-xlate-${string}`>;
export type TracePoint = Exclude<ObservationPoint, SockPoint | 'drop' | 'policy-verdict'>;

/** What a record carries of its packet: TRACE_PAYLOAD_LEN bytes at most. */
export interface Sample {
  readonly bytes: Uint8Array;
  readonly length: number;
  readonly packet: Packet;
}

interface RecordBase {
  readonly event: EventId;
  /** Position among the event's observations. */
  readonly nth: number;
  readonly at: Nanos;
  readonly node: NetnsName;
  readonly cpu: number;
  /** EVENT_SOURCE: id of the endpoint whose program wrote the record, or 0. */
  readonly source: number;
  readonly observation: Observation;
}

/** One record of a node's cilium_events ring (bpf/lib/trace.h, drop.h, policy_log.h, trace_sock.h). */
export type RingRecord = RecordBase &
  (
    | {
        readonly kind: 'trace';
        readonly point: TracePoint;
        readonly hash: number;
        /** Set for to-endpoint only. */
        readonly dstId: number;
        readonly device: Device | null;
        /** The source address before a reverse NAT; the unspecified address from all points but to-endpoint. */
        readonly origIp: Ipv4Addr;
        readonly sample: Sample;
      }
    | {
        readonly kind: 'drop';
        readonly reason: DropReason & { readonly by: 'cilium' };
        readonly hash: number;
        readonly dstId: number;
        readonly device: Device | null;
        readonly file: SourceLine;
        readonly sample: Sample;
      }
    | {
        readonly kind: 'policy-verdict';
        readonly hash: number;
        readonly direction: 'ingress' | 'egress';
        readonly remote: Identity;
        readonly action: 'allow' | 'deny';
        /** The reason of a denial (133, 181), else 0. */
        readonly code: number;
        readonly match: string;
        readonly sample: Sample;
      }
    | {
        readonly kind: 'trace-sock';
        readonly point: SockPoint;
        readonly sock: NonNullable<Observation['sock']>;
        readonly proto: 'tcp' | 'udp' | 'unknown';
        /** Whose socket it is: null for a process of the node. */
        readonly pod: Pod | null;
        readonly cgroup: number;
      }
  );
export type RecordKind = RingRecord['kind'];
export type RecordOf<K extends RecordKind> = Extract<RingRecord, { kind: K }>;

/** TRACE_PAYLOAD_LEN (bpf/lib/trace.h). */
const PAYLOAD = 128;
/** The study's machines have two processors. */
export const CPUS = 2;

/** What got into the rings of all nodes from an event on, in order. What aggregation keeps back is not there. */
export function recordsOf(trace: Trace, from: EventId | 0 = 0): readonly RingRecord[] {
  const records: RingRecord[] = [];
  for (let id = from as number; id < trace.events.length; id++) {
    const event = trace.events[id];
    if (event?.kind !== 'hook') continue;
    event.observations.forEach((observation, nth) => {
      if (!observation.shown) return;
      const record = recordOf(trace, event, observation, nth);
      if (record !== null) records.push(record);
    });
  }
  return records;
}

function recordOf(trace: Trace, event: HookEvent, observation: Observation, nth: number): RingRecord | null {
  const { world } = trace;
  const { point, sock } = observation;
  const source = eventSource(world, event);
  const cpu = hash32(`cpu ${event.packet ?? event.id}`, world.seed) % CPUS;
  const base = { event: event.id, nth, at: event.at, node: event.netns, cpu, source, observation };
  if (isSockPoint(point)) {
    if (sock === null) return null;
    const owner = event.job === null ? null : (trace.jobs[event.job]?.netns ?? null);
    const pod = owner === null ? null : (world.pods.get(owner) ?? null);
    return { ...base, kind: 'trace-sock', point, sock, proto: protoOf(event), pod, cgroup: cgroupId(world, owner) };
  }
  if (event.packet === null) return null;
  const device = observation.ifindex === null ? null : (world.devices.get(observation.ifindex) ?? null);
  const entry = point.startsWith('from-');
  const sample = sampleOf(trace, event, entry);
  const dstId = (id: boolean): number => (id ? endpointOf(trace, observation) : 0);
  if (point === 'drop') {
    const { reason } = observation;
    if (reason?.by !== 'cilium') return null;
    const hash = rawHash(trace, event.packet, event.netns);
    const file = dropSource(event.program);
    return { ...base, kind: 'drop', reason, hash, dstId: dstId(true), device, file, sample };
  }
  if (point === 'policy-verdict') return verdictOf(trace, event, observation, { ...base, sample });
  const hash = flowHash(trace, event.packet, event.netns, sample.packet);
  const origIp = point === 'to-endpoint' ? sourceBefore(trace, event) : ANY_ADDR;
  return { ...base, kind: 'trace', point, hash, dstId: dstId(point === 'to-endpoint'), device, origIp, sample };
}

function verdictOf(
  trace: Trace,
  event: HookEvent,
  observation: Observation,
  base: RecordBase & { readonly sample: Sample },
): RecordOf<'policy-verdict'> {
  const ingress = event.program === 'cil_lxc_policy' || event.program === 'cil_to_container';
  const denied = observation.verdict === 'DENIED';
  const reason = event.observations.find((each) => each.point === 'drop')?.reason ?? null;
  return {
    ...base,
    kind: 'policy-verdict',
    hash: event.packet === null ? 0 : rawHash(trace, event.packet, event.netns),
    direction: ingress ? 'ingress' : 'egress',
    remote: ingress ? observation.srcIdentity : observation.dstIdentity,
    action: denied ? 'deny' : 'allow',
    code: denied && reason?.by === 'cilium' ? reason.code : 0,
    match: matchText(event.reads),
  };
}

function isSockPoint(point: ObservationPoint): point is SockPoint {
  return point.includes('-xlate-');
}

function endpointOf(trace: Trace, { endpoint }: Observation): EndpointId | 0 {
  return endpoint === null ? 0 : (trace.world.pods.get(endpoint)?.endpoint ?? 0);
}

/** The lookup in the services map tells what kind of socket it was. */
function protoOf(event: HookEvent): 'tcp' | 'udp' | 'unknown' {
  const asked = event.reads.find((read) => read.table === 'cilium_lb4_services_v2')?.query ?? '';
  return asked.includes('/TCP') ? 'tcp' : asked.includes('/UDP') ? 'udp' : 'unknown';
}

/** The frame of the packet's event before this one: what the program was given. */
function frameBefore(trace: Trace, event: HookEvent): HookEvent['frame'] {
  if (event.packet === null) return null;
  const events = eventsOf(trace, event.packet);
  for (let i = events.length - 1; i >= 0; i--) {
    const earlier = events[i];
    if (earlier !== undefined && earlier.id < event.id && earlier.frame !== null) return earlier.frame;
  }
  return event.frame;
}

/** from-* records are written before the program changes anything, the others after. */
function sampleOf(trace: Trace, event: HookEvent, entry: boolean): Sample {
  const frame = entry ? frameBefore(trace, event) : (event.frame ?? frameBefore(trace, event));
  const bytes = (frame === null ? undefined : trace.frames[frame]) ?? new Uint8Array();
  return { bytes: bytes.subarray(0, PAYLOAD), length: bytes.length, packet: packetAt(trace, frame) };
}

function sourceBefore(trace: Trace, event: HookEvent): Ipv4Addr {
  return innermost(packetAt(trace, frameBefore(trace, event)), 'ipv4')?.src ?? ANY_ADDR;
}
