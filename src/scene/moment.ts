import { netnsOf } from '../lab/names.ts';
import { eventsOf } from '../trace/by-packet.ts';
import type { EventId, PacketId, TraceEvent } from '../trace/events.ts';
import type { PacketRecord, Trace } from '../trace/trace.ts';

/** What tells packets of two runs of the same command apart: how many like it came before. */
function ordinalOf(trace: Trace, packet: PacketRecord): number {
  return trace.packets.filter((other) => other.id < packet.id && sameRole(trace, other, trace, packet)).length;
}

function sameRole(a: Trace, p: PacketRecord, b: Trace, q: PacketRecord): boolean {
  return (
    p.label === q.label &&
    p.cause.kind === q.cause.kind &&
    a.jobs[p.job ?? -1]?.stimulus === b.jobs[q.job ?? -1]?.stimulus
  );
}

/**
 * The event of another run that corresponds to this one: the same packet at the same host, doing the same if it does,
 * else the last thing it does there; a packet that never got so far is shown where it got to.
 */
export function correspondingEvent(from: Trace, event: EventId, to: Trace): EventId {
  const here = from.events[event];
  if (here === undefined || to.events.length === 0) return 0 as EventId;
  const packet = here.packet === null ? null : (from.packets[here.packet] ?? null);
  if (packet === null) return sameJobEvent(here, to);
  const twin = twinOf(from, packet, to);
  if (twin === null) return Math.min(event, to.events.length - 1) as EventId;
  const own = eventsOf(to, twin.id).filter((candidate) => candidate.id <= twin.end);
  const place = placeKey(here);
  const there = own.filter((candidate) => candidate.netns === place.netns);
  const best =
    there.find(
      (candidate) => candidate.kind === here.kind && candidate.device === here.device && candidate.hop === here.hop,
    ) ??
    there.find((candidate) => candidate.kind === here.kind && candidate.device === here.device) ??
    there.find((candidate) => candidate.kind === here.kind) ??
    there.find((candidate) => candidate.kind === 'route') ??
    there.at(-1) ??
    own.at(-1);
  return best?.id ?? twin.born;
}

/** A packet that left the lab is thought of at the host that let it out. */
function placeKey(event: TraceEvent): Pick<TraceEvent, 'netns'> {
  if (event.kind === 'end' && event.outcome.kind === 'left-the-lab') return { netns: netnsOf(event.outcome.via) };
  return event;
}

function twinOf(from: Trace, packet: PacketRecord, to: Trace): PacketRecord | null {
  const ordinal = ordinalOf(from, packet);
  const alike = to.packets.filter((other) => sameRole(from, packet, to, other));
  const first = to.packets.find(
    (other) => other.cause.kind === 'job' && other.job !== null && to.jobs[other.job]?.exitCode !== null,
  );
  return alike[ordinal] ?? alike.at(-1) ?? to.packets.find((other) => other.label === packet.label) ?? first ?? null;
}

function sameJobEvent(here: TraceEvent, to: Trace): EventId {
  const step = here.kind === 'job' ? here.step.kind : null;
  const same = to.events.find(
    (event) =>
      event.kind === here.kind && event.netns === here.netns && (event.kind !== 'job' || event.step.kind === step),
  );
  return same?.id ?? (Math.min(here.id, to.events.length - 1) as EventId);
}

/** The frame that a reader should see first: where the first packet was lost, else where the first one arrived. */
export function openingEvent(trace: Trace): EventId {
  const lost = trace.packets.find((packet) => packet.outcome.kind === 'left-the-lab' || isTellingDrop(packet));
  if (lost !== undefined) return lost.end;
  const arrived = trace.packets.find(
    (packet) => packet.outcome.kind === 'delivered' && packet.job !== null && packet.cause.kind !== 'arp',
  );
  return arrived?.end ?? (0 as EventId);
}

function isTellingDrop(packet: PacketRecord): boolean {
  if (packet.outcome.kind === 'never-sent') return true;
  return packet.outcome.kind === 'dropped' && packet.outcome.reason.text !== 'other host';
}

/** How the whole run ended, for the one line that says what happened. */
export type RunVerdict = 'answered' | 'refused' | 'leaked' | 'dropped' | 'never-sent' | 'unanswered';

export function verdictOf(trace: Trace): RunVerdict {
  const job = trace.jobs.find((candidate) => candidate.exitCode !== null);
  const mine = trace.packets.filter((packet) => packet.cause.kind !== 'arp');
  const has = (kind: PacketRecord['outcome']['kind']): boolean => mine.some((packet) => packet.outcome.kind === kind);
  if (job !== undefined && job.exitCode === 0) return 'answered';
  if (has('left-the-lab')) return 'leaked';
  if (trace.events.some((event) => event.kind === 'job' && event.step.kind === 'refused')) return 'refused';
  if (mine.some(isTellingDrop) && has('dropped')) return 'dropped';
  if (has('never-sent')) return 'never-sent';
  return job === undefined ? 'answered' : 'unanswered';
}

/** How the journey of a packet has gone up to an event. */
export function packetVerdictAt(
  trace: Trace,
  packet: PacketId | null,
  event: EventId,
): 'pending' | 'delivered' | 'leaked' | 'dropped' | 'never-sent' {
  const record = packet === null ? undefined : trace.packets[packet];
  if (record === undefined || record.end > event) return 'pending';
  switch (record.outcome.kind) {
    case 'left-the-lab':
      return 'leaked';
    case 'dropped':
      return 'dropped';
    case 'never-sent':
      return 'never-sent';
    default:
      return 'delivered';
  }
}
