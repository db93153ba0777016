import { netnsOf, type NetnsName } from '../lab/names.ts';
import { eventsOf } from '../trace/by-packet.ts';
import type { EventId, PacketId, TraceEvent } from '../trace/events.ts';
import type { PacketRecord, Trace } from '../trace/trace.ts';
import { startOf } from './pacing.ts';
import { endsOf, isMeantToExpire } from './run-ends.ts';
import { twinOf } from './twins.ts';

/**
 * The event of another run that corresponds to this one: the same packet at the same host, doing the same if it does; a
 * packet that never got so far is shown where it got to. What has no counterpart (an answer that never came, a step of a
 * command that was not reached) is taken back to the last event before it that has one, never to the end of the run.
 */
export function correspondingEvent(from: Trace, event: EventId, to: Trace): EventId {
  for (let at: number = Math.min(event, from.events.length - 1); at >= 0; at--) {
    const here = from.events[at];
    const there = here === undefined ? null : counterpart(from, here, to);
    if (there !== null) return there;
  }
  return startOf(to);
}

function counterpart(from: Trace, here: TraceEvent, to: Trace): EventId | null {
  if (here.packet !== null) return packetCounterpart(from, here, here.packet, to);
  const same = (event: TraceEvent): boolean =>
    event.kind === here.kind &&
    event.netns === here.netns &&
    event.packet === null &&
    stimulusOf(to, event) === stimulusOf(from, here) &&
    stepOf(event) === stepOf(here);
  const nth = from.events.filter(
    (event) => event.id < here.id && event.packet === null && stepsAlike(from, event, here),
  );
  return to.events.filter(same)[nth.length]?.id ?? null;
}

function stepsAlike(trace: Trace, a: TraceEvent, b: TraceEvent): boolean {
  return (
    a.kind === b.kind && a.netns === b.netns && stepOf(a) === stepOf(b) && stimulusOf(trace, a) === stimulusOf(trace, b)
  );
}

function stepOf(event: TraceEvent): string {
  return event.kind === 'job' || event.kind === 'tcp' ? event.step.kind : event.kind;
}

function stimulusOf(trace: Trace, event: TraceEvent): number | null {
  return trace.jobs[event.job ?? -1]?.stimulus ?? null;
}

function packetCounterpart(from: Trace, here: TraceEvent, packet: PacketId, to: Trace): EventId | null {
  const twin = to.packets[twinOf(from, packet, to) ?? -1];
  if (twin === undefined) return null;
  const host = hostOf(here);
  // What a host does because of a packet comes after its end, and only corresponds to the like of it.
  const over = here.id > (from.packets[packet]?.end ?? 0);
  const own = eventsOf(to, twin.id).filter((candidate) => over || candidate.id <= twin.end);
  const there = own.filter((candidate) => candidate.netns === host);
  if (there.length === 0) return whereItGotTo(eventsOf(from, packet), here, own)?.id ?? twin.born;
  const mine = eventsOf(from, packet).filter((candidate) => candidate.netns === host);
  const likeness: readonly ((event: TraceEvent) => boolean)[] = [
    (event) => event.kind === here.kind && event.device === here.device && event.hop === here.hop,
    (event) => event.kind === here.kind && event.device === here.device,
    (event) => event.kind === here.kind,
    // Where it ended, and does not any more: the lookup that decides.
    (event) => here.kind === 'end' && event.kind === 'route',
    () => true,
  ];
  for (const alike of likeness) {
    const found = there.filter(alike);
    // The n-th of those here corresponds to the n-th of those there, as far as there are so many.
    const nth = mine.filter((event) => alike(event) && event.id < here.id).length;
    const match = found[Math.min(nth, found.length - 1)];
    if (match !== undefined) return match.id;
  }
  return twin.born;
}

/** A packet that does not come here any more: its end when it is lost, else the last host before that it still comes to. */
function whereItGotTo(
  mine: readonly TraceEvent[],
  here: TraceEvent,
  own: readonly TraceEvent[],
): TraceEvent | undefined {
  const end = own.at(-1);
  const arrived = end?.kind === 'end' && (end.outcome.kind === 'delivered' || end.outcome.kind === 'consumed');
  if (!arrived) return end;
  const shared = mine.findLast((event) => event.id < here.id && own.some((other) => other.netns === event.netns));
  return shared === undefined ? own[0] : own.findLast((event) => event.netns === shared.netns);
}

/** A packet that left the lab is thought of at the host that let it out. */
function hostOf(event: TraceEvent): NetnsName {
  if (event.kind === 'end' && event.outcome.kind === 'left-the-lab') return netnsOf(event.outcome.via);
  return event.netns;
}

/** The frame that a reader should see first: where the first packet was lost, else where the first one arrived. */
export function openingEvent(trace: Trace): EventId {
  const lost = trace.packets.find((packet) => packet.outcome.kind === 'left-the-lab' || isTellingDrop(trace, packet));
  if (lost !== undefined) return lost.end;
  const arrived = trace.packets.find(
    (packet) => packet.outcome.kind === 'delivered' && packet.job !== null && packet.cause.kind !== 'arp',
  );
  return arrived?.end ?? (0 as EventId);
}

function isTellingDrop(trace: Trace, packet: PacketRecord): boolean {
  if (packet.outcome.kind === 'never-sent') return true;
  if (isMeantToExpire(trace, packet)) return false;
  return packet.outcome.kind === 'dropped' && packet.outcome.reason.text !== 'other host';
}

/** How the whole run ended, for the one line that says what happened. */
export type RunVerdict = 'answered' | 'refused' | 'leaked' | 'dropped' | 'never-sent' | 'unanswered';

/** The worst that happened to a command; 'answered' when every one got what it asked for. */
export function verdictOf(trace: Trace): RunVerdict {
  const ends = endsOf(trace);
  const mine = trace.packets.filter((packet) => packet.cause.kind !== 'arp');
  const has = (kind: PacketRecord['outcome']['kind']): boolean => mine.some((packet) => packet.outcome.kind === kind);
  if (ends.length > 0 && ends.every((end) => end.answered)) return 'answered';
  if (has('left-the-lab')) return 'leaked';
  if (trace.events.some((event) => event.kind === 'job' && event.step.kind === 'refused')) return 'refused';
  if (mine.some((packet) => packet.outcome.kind === 'dropped' && isTellingDrop(trace, packet))) return 'dropped';
  if (has('never-sent')) return 'never-sent';
  return ends.length === 0 ? 'answered' : 'unanswered';
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
