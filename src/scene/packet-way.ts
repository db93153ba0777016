import { eventsOf } from '../trace/by-packet.ts';
import type { EventId, FrameId, PacketId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';

/** Which way a packet goes, seen from who began it all. */
export type Way = 'request' | 'reply' | 'other';

/** The frame of a packet after `event`. */
export function frameAt(trace: Pick<Trace, 'events'>, packet: PacketId, event: EventId): FrameId | null {
  const last = eventsOf(trace, packet).findLast((own) => own.id <= event && own.frame !== null);
  return last?.frame ?? eventsOf(trace, packet).find((own) => own.frame !== null)?.frame ?? null;
}

/** Sent by the application that began it all, or by the other side. */
export function wayOf(trace: Pick<Trace, 'packets' | 'jobs'>, packet: PacketId): Way {
  const record = trace.packets[packet];
  if (record === undefined || record.cause.kind === 'arp') return 'other';
  const job = record.job === null ? undefined : trace.jobs[record.job];
  if (job === undefined) return 'other';
  return job.netns === record.from ? 'request' : 'reply';
}
