import type { EventId, EventOf, JobId, PacketId, TraceEvent } from '../trace/events.ts';
import { packetAt } from '../trace/packet-at.ts';
import type { StimulusKind } from '../trace/stimulus.ts';
import type { PacketRecord, Trace } from '../trace/trace.ts';
import { innermost, type Packet, TCP_FLAG } from '../wire/layers.ts';
import { clockOf, lengthMillis, startOf, waitBefore } from './pacing.ts';

/** What a stretch of a run is about, as a reader would tell it to somebody. */
export type PhaseKind =
  /** A command begins that sends nothing, or nothing yet. */
  | 'start'
  /** A name is looked up. */
  | 'resolve'
  /** SYN to ACK. */
  | 'connect'
  /** The same is sent again because no answer came in time. */
  | 'retry'
  /** Request and answer. */
  | 'transfer'
  /** The first FIN to the last ACK. */
  | 'close'
  /** One echo request of a ping, and what comes back. */
  | 'echo'
  /** All probes of a traceroute with one TTL. */
  | 'probe'
  /** A timer of the command runs out. */
  | 'give-up'
  /** A route is changed while the lab runs. */
  | 'configure';

/** A stretch of consecutive events. The phases of a run cover it from its start to its end without a gap. */
export interface RunPhase {
  /** Stable name for links: 'connect', 'retry-1', 'echo-2'. Unique in its run. */
  readonly id: string;
  readonly kind: PhaseKind;
  /** Which of its kind: the attempt, the echo, the TTL of the probes; 1 for what happens once. */
  readonly number: number;
  readonly first: EventId;
  readonly last: EventId;
  /** Born here, in order. A packet may end in a later phase. */
  readonly packets: readonly PacketId[];
  /** Shares of the run's length, 0 to 1. */
  readonly from: number;
  readonly to: number;
  /** Nanoseconds for which the lab was silent before this phase began; 0 when it was not. */
  readonly waited: number;
}

interface Opening {
  readonly kind: PhaseKind;
  readonly number: number;
  readonly first: EventId;
}

const known = new WeakMap<Trace, readonly RunPhase[]>();

/** The phases of a run in order. Memoised: the same trace gives the same list. A run without events has none. */
export function phasesOf(trace: Trace): readonly RunPhase[] {
  const old = known.get(trace);
  if (old !== undefined) return old;
  const phases = build(trace);
  known.set(trace, phases);
  return phases;
}

/** The phase that an event lies in; the first one for what comes before the run. */
export function phaseOf(trace: Trace, event: number): RunPhase | null {
  const phases = phasesOf(trace);
  return phases.findLast((phase) => phase.first <= event) ?? phases[0] ?? null;
}

function build(trace: Trace): readonly RunPhase[] {
  const openings = openingsOf(trace);
  const last = trace.events.length - 1;
  const times = clockOf(trace);
  const total = lengthMillis(trace) || 1;
  const share = (event: number): number => (times[event] ?? total) / total;
  const names = new Map<string, number>();
  return openings.map((opening, i) => {
    const end = (openings[i + 1]?.first ?? last + 1) - 1;
    return {
      ...opening,
      id: slugOf(opening, names),
      last: end as EventId,
      packets: trace.packets
        .filter((record) => record.born >= opening.first && record.born <= end)
        .map((record) => record.id),
      from: share(opening.first),
      to: share(Math.min(last, end + 1)),
      waited: waitBefore(trace, opening.first),
    };
  });
}

const COUNTED: readonly PhaseKind[] = ['retry', 'echo', 'probe'];

/** 'connect', and 'connect-2' for the second one; what is counted always carries its number. */
function slugOf({ kind, number }: Opening, names: Map<string, number>): string {
  const name = COUNTED.includes(kind) ? `${kind}-${number}` : kind;
  const times = (names.get(name) ?? 0) + 1;
  names.set(name, times);
  return times === 1 ? name : `${name}-${times}`;
}

function openingsOf(trace: Trace): readonly Opening[] {
  const openings: Opening[] = [];
  const now = new Map<JobId | null, PhaseKind>();
  const counts = new Map<PhaseKind, number>();
  let probeTtl = 0;
  for (const event of trace.events.slice(startOf(trace))) {
    const kind = kindAt(trace, event, now.get(event.job) ?? null);
    const ttl = kind === 'probe' ? ttlOf(trace, event) : 0;
    const before = openings.at(-1);
    if (kind === null) {
      if (before === undefined) openings.push({ kind: 'start', number: 1, first: event.id });
      continue;
    }
    if (kind === 'probe' && before?.kind === 'probe' && ttl === probeTtl) continue;
    // TCP says that it sends again in an event of its own, just before it does.
    if (kind === 'retry' && before?.kind === 'retry' && !sends(trace, before.first, event.id)) continue;
    probeTtl = ttl;
    // What is sent again is still part of what it was sent for.
    if (kind !== 'retry') now.set(event.job, kind);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const number = kind === 'probe' ? ttl : (counts.get(kind) ?? 1);
    // A command that has only begun is the beginning of what it does first.
    const first = before?.kind === 'start' && !sends(trace, before.first, event.id) ? before.first : event.id;
    if (first !== event.id) openings.pop();
    openings.push({ kind, number, first });
  }
  return openings;
}

function sends(trace: Trace, first: EventId, before: EventId): boolean {
  return trace.packets.some((record) => record.born >= first && record.born < before);
}

/** What begins with this event, when its job is in the middle of `now`; null when nothing does. */
function kindAt(trace: Trace, event: TraceEvent, now: PhaseKind | null): PhaseKind | null {
  switch (event.kind) {
    case 'job':
      return jobKind(trace, event, now);
    case 'tcp':
      return tcpStepKind(event, now);
    case 'configured':
      return 'configure';
    case 'born':
      return bornKind(trace, event, now);
    default:
      return null;
  }
}

function jobKind(trace: Trace, event: EventOf<'job'>, now: PhaseKind | null): PhaseKind | null {
  switch (event.step.kind) {
    case 'started':
      return 'start';
    case 'resolving':
      return 'resolve';
    case 'connecting':
      return 'connect';
    case 'timeout':
      return 'give-up';
    case 'output':
    case 'exited':
      // A traceroute that has waited in vain prints its star and goes on; others are at their end.
      return waitBefore(trace, event.id) > 0 && now !== 'probe' && now !== 'give-up' ? 'give-up' : null;
    default:
      return null;
  }
}

function bornKind(trace: Trace, event: EventOf<'born'>, now: PhaseKind | null): PhaseKind | null {
  const record = event.packet === null ? undefined : trace.packets[event.packet];
  if (record === undefined) return null;
  if (record.cause.kind === 'retransmission') return 'retry';
  const packet = packetAt(trace, event.frame);
  if (record.cause.kind === 'reply') return closes(packet) && now !== 'close' ? 'close' : null;
  if (record.cause.kind !== 'job') return null;
  const command = commandOf(trace, record);
  if (command === 'traceroute' || command === 'tracepath') return 'probe';
  if (innermost(packet, 'icmp-echo') !== null) return 'echo';
  if (innermost(packet, 'tcp') !== null) return tcpKind(packet, now);
  if (waitBefore(trace, event.id) > 0 && sentBefore(trace, record)) return 'retry';
  return now === 'resolve' || now === 'transfer' ? null : 'transfer';
}

/** Whoever leaves ESTABLISHED first begins to close (RFC 9293 section 3.6). */
function tcpStepKind(event: EventOf<'tcp'>, now: PhaseKind | null): PhaseKind | null {
  if (event.step.kind === 'retransmit') return 'retry';
  return event.step.kind === 'state' && event.step.to === 'FIN-WAIT-1' && now !== 'close' ? 'close' : null;
}

function tcpKind(packet: Packet, now: PhaseKind | null): PhaseKind | null {
  const flags = innermost(packet, 'tcp')?.flags ?? 0;
  if ((flags & TCP_FLAG.syn) !== 0) return now === 'connect' ? null : 'connect';
  if (closes(packet)) return now === 'close' ? null : 'close';
  const carries = packet.at(-1)?.kind !== 'tcp';
  return carries && now !== 'transfer' ? 'transfer' : null;
}

function closes(packet: Packet): boolean {
  return ((innermost(packet, 'tcp')?.flags ?? 0) & TCP_FLAG.fin) !== 0;
}

function commandOf(trace: Trace, record: PacketRecord): StimulusKind | null {
  const job = record.job === null ? undefined : trace.jobs[record.job];
  return job === undefined ? null : (trace.stimuli[job.stimulus]?.kind ?? null);
}

/** Applications that repeat a question themselves (a resolver) do it in the same words. */
function sentBefore(trace: Trace, record: PacketRecord): boolean {
  return trace.packets.some(
    (other) =>
      other.id < record.id &&
      other.job === record.job &&
      other.from === record.from &&
      other.label === record.label &&
      other.cause.kind === 'job',
  );
}

function ttlOf(trace: Trace, event: TraceEvent): number {
  return innermost(packetAt(trace, event.frame), 'ipv4')?.ttl ?? 0;
}
