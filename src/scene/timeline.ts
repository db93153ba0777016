import type { EventId, PacketId, TraceEvent } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import type { Outcome } from '../trace/verdict.ts';
import { clockOf, lengthMillis, waitBefore } from './pacing.ts';
import { wayOf } from './packets.ts';

/** What a mark on the timeline stands for; each kind has a shape of its own. */
export type MarkKind =
  | 'lookup'
  | 'encap'
  | 'decap'
  | 'delivered'
  | 'leak'
  | 'drop'
  | 'never-sent'
  | 'retransmission'
  | 'output';

export interface TimeMark {
  readonly event: EventId;
  readonly kind: MarkKind;
  /** Share of the run's length, 0 to 1. */
  readonly x: number;
}

/** A silence: the lab waits for a timer. */
export interface TimeWait {
  readonly from: number;
  readonly to: number;
  readonly nanos: number;
}

/** One packet's stay in the lab. */
export interface Phase {
  readonly packet: PacketId;
  readonly label: string;
  readonly way: ReturnType<typeof wayOf>;
  readonly retransmission: boolean;
  readonly first: EventId;
  readonly last: EventId;
  readonly from: number;
  readonly to: number;
  readonly outcome: Outcome;
}

export interface Timeline {
  readonly marks: readonly TimeMark[];
  readonly waits: readonly TimeWait[];
  readonly phases: readonly Phase[];
}

const known = new WeakMap<Trace, Timeline>();

export function timelineOf(trace: Trace): Timeline {
  const old = known.get(trace);
  if (old !== undefined) return old;
  const times = clockOf(trace);
  const total = lengthMillis(trace) || 1;
  const x = (event: number): number => (times[event] ?? 0) / total;
  const marks = trace.events.flatMap((event): TimeMark[] => {
    const kind = markOf(trace, event);
    return kind === null ? [] : [{ event: event.id, kind, x: x(event.id) }];
  });
  const waits = trace.events.flatMap((event): TimeWait[] => {
    const nanos = waitBefore(trace, event.id);
    return nanos === 0 ? [] : [{ from: x(event.id - 1), to: x(event.id), nanos }];
  });
  const phases = trace.packets.map((record): Phase => ({
    packet: record.id,
    label: record.label,
    way: wayOf(trace, record.id),
    retransmission: record.cause.kind === 'retransmission',
    first: record.born,
    last: record.end,
    from: x(record.born),
    to: x(record.end),
    outcome: record.outcome,
  }));
  const timeline = { marks, waits, phases };
  known.set(trace, timeline);
  return timeline;
}

function markOf(trace: Trace, event: TraceEvent): MarkKind | null {
  switch (event.kind) {
    case 'route':
      return event.reads.length > 0 ? 'lookup' : null;
    case 'hook':
      return event.verdict.kind === 'drop' ? null : event.reads.some((read) => read.found !== null) ? 'lookup' : null;
    case 'encap':
    case 'decap':
      return event.kind;
    case 'end':
      return endMark(event.outcome);
    case 'tcp':
      return event.step.kind === 'retransmit' ? 'retransmission' : null;
    case 'job':
      return event.step.kind === 'exited' && trace.jobs[event.job ?? -1]?.exitCode !== null ? 'output' : null;
    default:
      return null;
  }
}

/** Housekeeping of the network itself (an ARP answer that was read) is no mark. */
function endMark(outcome: Outcome): MarkKind | null {
  switch (outcome.kind) {
    case 'delivered':
      return 'delivered';
    case 'left-the-lab':
      return 'leak';
    case 'dropped':
      return 'drop';
    case 'never-sent':
      return 'never-sent';
    case 'consumed':
      return outcome.process === 'kernel' ? null : 'delivered';
    case 'reassembled':
      return null;
  }
}

/** The phase that an event belongs to, or the last one that began before it. */
export function phaseAt(timeline: Timeline, packet: PacketId | null, event: EventId): Phase | null {
  if (packet !== null) return timeline.phases[packet] ?? null;
  return timeline.phases.findLast((phase) => phase.first <= event) ?? timeline.phases[0] ?? null;
}
