import type { PacketId } from '../trace/events.ts';
import type { PacketRecord, Trace } from '../trace/trace.ts';

/** What tells packets of two runs of the same commands apart: what it is, why it is there, and how many like it came before. */
const roles = new WeakMap<Trace['packets'], ReadonlyMap<string, PacketId>>();

function kindOf(trace: Pick<Trace, 'jobs'>, packet: PacketRecord): string {
  return `${trace.jobs[packet.job ?? -1]?.stimulus ?? '-'} ${packet.cause.kind} ${packet.label}`;
}

/** Every packet of a run by its role in it. In order of appearance; memoised. */
export function rolesOf(trace: Pick<Trace, 'packets' | 'jobs'>): ReadonlyMap<string, PacketId> {
  const known = roles.get(trace.packets);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  const byRole = new Map<string, PacketId>();
  for (const packet of trace.packets) {
    const kind = kindOf(trace, packet);
    const before = counts.get(kind) ?? 0;
    counts.set(kind, before + 1);
    byRole.set(`${kind} ${before}`, packet.id);
  }
  roles.set(trace.packets, byRole);
  return byRole;
}

/** The packet of another run that plays the same part; a retransmission that never came is what it would have repeated. */
export function twinOf(from: Trace, packet: PacketId, to: Trace): PacketId | null {
  const role = [...rolesOf(from)].find(([, id]) => id === packet)?.[0];
  const twin = role === undefined ? undefined : rolesOf(to).get(role);
  if (twin !== undefined) return twin;
  const cause = from.packets[packet]?.cause;
  return cause?.kind === 'retransmission' && cause.of < packet ? twinOf(from, cause.of, to) : null;
}
