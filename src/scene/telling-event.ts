import { must } from '../base/assert.ts';
import type { TraceEvent } from '../trace/events.ts';
import type { Hop } from '../trace/journey.ts';
import type { Trace } from '../trace/trace.ts';

const WEIGHT: { readonly [K in TraceEvent['kind']]: number } = {
  end: 9,
  hook: 8,
  encap: 7,
  decap: 7,
  peer: 6,
  route: 5,
  forward: 4,
  fragment: 4,
  reassemble: 4,
  born: 3,
  pmtu: 3,
  configured: 3,
  rx: 2,
  tx: 2,
  neigh: 1,
  tcp: 1,
  job: 1,
  socket: 0,
};

/** The event of a hop that says most about it: a hop is called by its title. */
export function tellingEvent(trace: Pick<Trace, 'events'>, hop: Hop): TraceEvent {
  const events = hop.events.flatMap((id) => trace.events[id] ?? []);
  return must(
    events.toSorted((a, b) => WEIGHT[b.kind] - WEIGHT[a.kind])[0],
    `events of hop ${hop.index} of packet ${hop.packet}`,
  );
}
