import type { EventId, PacketId, TraceEvent } from '../trace/events.ts';
import type { PacketRecord, Trace } from '../trace/trace.ts';
import type { Outcome } from '../trace/verdict.ts';
import { clockOf, lengthMillis, waitBefore } from './pacing.ts';
import { wayOf } from './packet-way.ts';

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
  /** The event that ends it. */
  readonly event: EventId;
  readonly from: number;
  readonly to: number;
  readonly nanos: number;
}

/** One packet's stay in the lab. */
export interface Stay {
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
  readonly stays: readonly Stay[];
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
    return nanos === 0 ? [] : [{ event: event.id, from: x(event.id - 1), to: x(event.id), nanos }];
  });
  // Who is under way is so up to the moment at which the run was looked at.
  const lastOf = ({ end, outcome }: PacketRecord): EventId =>
    outcome.kind === 'under-way' ? ((trace.events.length - 1) as EventId) : end;
  const stays = trace.packets.map((record): Stay => ({
    packet: record.id,
    label: record.label,
    way: wayOf(trace, record.id),
    retransmission: record.cause.kind === 'retransmission',
    first: record.born,
    last: lastOf(record),
    from: x(record.born),
    to: x(lastOf(record)),
    outcome: record.outcome,
  }));
  const timeline = { marks, waits, stays };
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
    case 'under-way':
      return null;
  }
}

/** Where two marks in one row would touch, the one that says more about the run stays. */
const WEIGHT: { readonly [K in MarkKind]: number } = {
  leak: 5,
  drop: 5,
  'never-sent': 5,
  retransmission: 4,
  encap: 3,
  decap: 3,
  output: 3,
  delivered: 2,
  lookup: 1,
};

/** Pixels between the middles of two marks that can still be told apart: above the line, and on it. */
const APART = { above: 12, on: 12 } as const;

export function rowOf(kind: MarkKind): keyof typeof APART {
  return kind === 'lookup' ? 'on' : 'above';
}

/** The marks for which a line of so many pixels has room, in the order of the run. Those that say more go first. */
export function thinned(marks: readonly TimeMark[], width: number): readonly TimeMark[] {
  const kept: TimeMark[] = [];
  const taken = { above: new Set<number>(), on: new Set<number>() };
  for (const mark of marks.toSorted((a, b) => WEIGHT[b.kind] - WEIGHT[a.kind] || a.event - b.event)) {
    const row = rowOf(mark.kind);
    const at = Math.round(mark.x * width);
    if (taken[row].has(at)) continue;
    kept.push(mark);
    for (let near = at - APART[row] + 1; near < at + APART[row]; near++) taken[row].add(near);
  }
  return kept.toSorted((a, b) => a.event - b.event);
}
