import type { PacketId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import type { Ask } from './ask.ts';

/** A change of the lab that would let this packet through, offered where it was lost. */
export type Remedy =
  | { readonly kind: 'routing'; readonly routing: Ask['routing'] }
  | { readonly kind: 'router'; readonly router: Ask['router'] };

/** Fates that a route or a tunnel would have prevented. A TTL that ran out is none. */
const NO_WAY: ReadonlySet<string> = new Set(['no route', 'route unreachable', 'route prohibit', 'route blackhole']);

/** What helps a packet that the router lost: a tunnel around it, or routes to the pods. Nothing for other fates. */
export function remediesFor(trace: Trace, ask: Ask, packet: PacketId | null): readonly Remedy[] {
  const record = packet === null ? undefined : trace.packets[packet];
  const router = trace.world.router;
  if (record === undefined || router === null || ask.routing !== 'native') return [];
  const { outcome } = record;
  const lostAtRouter =
    (outcome.kind === 'left-the-lab' && trace.world.devices.get(outcome.via)?.netns === router) ||
    (outcome.kind === 'dropped' && outcome.netns === router && NO_WAY.has(outcome.reason.text));
  const addressed = trace.world.pods.size > 0 && lostAtRouter;
  if (!addressed) return [];
  return [
    { kind: 'routing', routing: 'vxlan' },
    ...(ask.router === 'static' ? [] : [{ kind: 'router' as const, router: 'static' as const }]),
  ];
}
