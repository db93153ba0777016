import type { FieldKey } from '../wire/field-key.ts';
import { eventsOf, jobOfPacket } from './by-packet.ts';
import { contentAt, dissectedAt } from './dissected.ts';
import type { EventId, EventOf, PacketId, TraceEvent } from './events.ts';
import type { Hop } from './journey.ts';
import type { Trace } from './trace.ts';

/** Who gave a layer or a field the value that it has. */
export interface FieldOrigin {
  /** The event after which the value was there for the first time since it last was another one. */
  readonly event: TraceEvent;
  /** The packet in whose journey that is: another one where the bytes were copied from it. */
  readonly packet: PacketId;
  /** 'born': with the packet itself; 'added': with a layer put around it; 'changed': in place of another value. */
  readonly how: 'born' | 'added' | 'changed';
  /** The value before, when there was one. */
  readonly was: string | null;
  /** Why another packet's journey has the answer. */
  readonly copied: 'fragment' | 'quote' | null;
  /** The socket program that had chosen this destination before the packet was made, or null. */
  readonly chosenBy: EventId | null;
}

/** Which of the two packets of a hop: the one that came or the one that went. */
export type Side = 'arrived' | 'left';

type Told = Pick<Trace, 'events' | 'frames' | 'packets' | 'jobs'>;

/** The event at which the packet was as one side of a hop shows it. */
export function sideEvent(trace: Pick<Trace, 'events'>, hop: Hop, side: Side): EventId {
  if (side === 'left') return hop.last;
  const own = eventsOf(trace, hop.packet);
  const came = own.findLast((event) => event.id < hop.first && event.frame !== null);
  if (came?.frame === hop.frameBefore && came !== undefined) return came.id;
  return own.find((event) => event.id >= hop.first && event.frame === hop.frameBefore)?.id ?? hop.last;
}

/**
 * Walks the journey of a packet backwards from an event to the one that gave a layer or a field its present value.
 * Bytes that came out of another packet (a fragment's, the quote of an ICMP error) are followed into that packet.
 * Null when the packet has no such part then.
 */
export function fieldOrigin(trace: Told, packet: PacketId, at: EventId, key: FieldKey): FieldOrigin | null {
  const seen = eventsOf(trace, packet).filter((event) => event.id <= at && event.frame !== null);
  let i = seen.length - 1;
  const now = contentAt(trace, seen[i]?.frame ?? null, key);
  if (now === null) return null;
  while (i > 0 && contentAt(trace, seen[i - 1]?.frame ?? null, key) === now) i--;
  const event = seen[i];
  if (event === undefined) return null;
  const copy = copyOf(trace, packet, event, key, now);
  if (copy !== null) return copy;
  const before = dissectedAt(trace, seen[i - 1]?.frame ?? null).byKey.get(key);
  const how = i === 0 ? 'born' : before === undefined ? 'added' : 'changed';
  const chosenBy = how === 'born' ? choiceBefore(trace, packet, event, key) : null;
  return { event, packet, how, was: before?.value ?? null, copied: null, chosenBy };
}

/** The same part of the packet that the bytes were copied from, asked in turn; null when they were made here. */
function copyOf(trace: Told, packet: PacketId, set: TraceEvent, key: FieldKey, now: string): FieldOrigin | null {
  for (const source of sourcesOf(trace, packet, set, key)) {
    // Copies are made of older events only, so this ends.
    const last = eventsOf(trace, source.packet).findLast((event) => event.id < set.id && event.frame !== null);
    if (last === undefined || contentAt(trace, last.frame, source.key) !== now) continue;
    const origin = fieldOrigin(trace, source.packet, last.id, source.key);
    if (origin !== null) return { ...origin, copied: source.copied };
  }
  return null;
}

interface Source {
  readonly packet: PacketId;
  readonly key: FieldKey;
  readonly copied: 'fragment' | 'quote';
}

const QUOTE = '/quote/';

function sourcesOf(trace: Told, packet: PacketId, set: TraceEvent, key: FieldKey): readonly Source[] {
  const cause = trace.packets[packet]?.cause;
  if (set.kind === 'reassemble') return set.from.map((from) => ({ packet: from, key, copied: 'fragment' }));
  if (set.kind === 'born' && cause?.kind === 'fragment') return [{ packet: cause.of, key, copied: 'fragment' }];
  if (set.kind === 'born' && cause?.kind === 'icmp-error' && key.includes(QUOTE)) {
    const inside = key.slice(key.indexOf(QUOTE) + QUOTE.length) as FieldKey;
    return [{ packet: cause.of, key: inside, copied: 'quote' }];
  }
  // A packet that was cut ends as one of its fragments does.
  if (set.kind !== 'end') return [];
  return eventsOf(trace, packet)
    .filter((event): event is EventOf<'fragment'> => event.kind === 'fragment')
    .flatMap((cut) => cut.into.map((into): Source => ({ packet: into, key, copied: 'fragment' })));
}

/**
 * With socket LB (Cilium bpf/bpf_sock.c: __sock4_xlate_fwd) the destination was chosen before there was a packet:
 * the program that translated the address which the application asked for.
 */
function choiceBefore(trace: Told, packet: PacketId, born: TraceEvent, key: FieldKey): EventId | null {
  if (!/^(ipv4~0\/dst|tcp~0\/dstPort|udp~0\/dstPort)$/.test(key)) return null;
  const job = jobOfPacket(trace, packet);
  if (job === null || trace.jobs[job]?.netns !== trace.packets[packet]?.from) return null;
  const { byKey } = dissectedAt(trace, born.frame);
  const value = (at: string): string => byKey.get(at as FieldKey)?.value ?? '';
  const target = `${value('ipv4~0/dst')}:${value('tcp~0/dstPort') || value('udp~0/dstPort')}`;
  const choice = trace.events.findLast(
    (event) =>
      event.id < born.id &&
      event.kind === 'hook' &&
      event.packet === null &&
      event.job === job &&
      event.notes.some((note) => note.kind === 'backend' && note.backend === target),
  );
  return choice?.id ?? null;
}
