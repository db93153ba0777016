import { jobOfPacket } from './by-packet.ts';
import type { EventOf, PacketId } from './events.ts';
import type { Trace } from './trace.ts';

type HookEvent = EventOf<'hook'>;

/** The socket programs that ran for a packet without the packet: before it was born, and after it had arrived. */
export interface SocketCalls {
  readonly before: readonly HookEvent[];
  readonly after: readonly HookEvent[];
}

/**
 * connect4 and sendmsg4 run in a system call that then makes a packet: they belong to the next packet of their job
 * that the application itself caused. recvmsg4 and getpeername4 belong to the last packet that arrived before them.
 * sock_release belongs to none.
 */
export function socketCallsOf(trace: Pick<Trace, 'events' | 'packets'>, packet: PacketId): SocketCalls {
  const record = trace.packets[packet];
  const job = jobOfPacket(trace, packet);
  if (record === undefined || job === null) return { before: [], after: [] };
  const before: HookEvent[] = [];
  if (record.cause.kind === 'job') {
    for (let i = record.born - 1; i >= 0; i--) {
      const event = trace.events[i];
      if (event === undefined) break;
      if (event.kind === 'born' && event.job === job && isCausedByJob(trace, event.packet)) break;
      if (isCall(event, job, ['cil_sock4_connect', 'cil_sock4_sendmsg'])) before.unshift(event);
    }
  }
  const after: HookEvent[] = [];
  if (record.outcome.kind === 'under-way') return { before, after };
  for (let i = record.end + 1; i < trace.events.length; i++) {
    const event = trace.events[i];
    if (event === undefined) break;
    if (event.job === job && (event.kind === 'end' || event.kind === 'born')) break;
    if (isCall(event, job, ['cil_sock4_recvmsg', 'cil_sock4_getpeername'])) after.push(event);
  }
  return { before, after };
}

function isCall(event: Trace['events'][number], job: number, programs: readonly string[]): event is HookEvent {
  return event.kind === 'hook' && event.job === job && event.packet === null && programs.includes(event.program);
}

function isCausedByJob(trace: Pick<Trace, 'packets'>, packet: PacketId | null): boolean {
  return packet !== null && trace.packets[packet]?.cause.kind === 'job';
}
