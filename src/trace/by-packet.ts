import type { JobId, PacketId, TraceEvent } from './events.ts';
import type { Trace } from './trace.ts';

type Events = Trace['events'];

const indexes = new WeakMap<
  Events,
  { readonly length: number; readonly events: ReadonlyMap<PacketId, readonly TraceEvent[]> }
>();

/** The events of a packet in order. The first call on a trace sorts all its events, later ones only look up. */
export function eventsOf(trace: Pick<Trace, 'events'>, packet: PacketId): readonly TraceEvent[] {
  const known = indexes.get(trace.events);
  if (known !== undefined && known.length === trace.events.length) return known.events.get(packet) ?? [];
  const events = new Map<PacketId, TraceEvent[]>();
  for (const event of trace.events) {
    if (event.packet === null) continue;
    const list = events.get(event.packet);
    if (list === undefined) events.set(event.packet, [event]);
    else list.push(event);
  }
  indexes.set(trace.events, { length: trace.events.length, events });
  return events.get(packet) ?? [];
}

/** The packet that called for a packet, or null when an application did. */
export function calledForBy(trace: Pick<Trace, 'packets'>, packet: PacketId): PacketId | null {
  const cause = trace.packets[packet]?.cause;
  return cause === undefined || cause.kind === 'job' ? null : cause.of;
}

/** The packet at the start of the chain of causes. */
export function rootOf(trace: Pick<Trace, 'packets'>, packet: PacketId): PacketId {
  let root = packet;
  for (let up = calledForBy(trace, root); up !== null && up < root; up = calledForBy(trace, root)) root = up;
  return root;
}

/** The job that a packet belongs to: its own, else that of the nearest packet which called for it. */
export function jobOfPacket(trace: Pick<Trace, 'packets'>, packet: PacketId): JobId | null {
  for (let at: PacketId | null = packet; at !== null; at = calledForBy(trace, at)) {
    const job = trace.packets[at]?.job ?? null;
    if (job !== null) return job;
  }
  return null;
}

/** Every packet of a job, replies and what they called for included, in order of birth. */
export function packetsOfJob(trace: Pick<Trace, 'packets'>, job: JobId): readonly PacketId[] {
  return trace.packets.filter((record) => jobOfPacket(trace, record.id) === job).map((record) => record.id);
}

/** The packets that a reader would call one conversation with `packet`: those of its job, else those of its root. */
export function conversationOf(trace: Pick<Trace, 'packets'>, packet: PacketId): readonly PacketId[] {
  const job = jobOfPacket(trace, packet);
  if (job !== null) return packetsOfJob(trace, job);
  const root = rootOf(trace, packet);
  return trace.packets.filter((record) => rootOf(trace, record.id) === root).map((record) => record.id);
}
