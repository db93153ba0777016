import { diagnosisOf, type MissingRoute } from '../scene/diagnosis.ts';
import type { PacketId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import type { World } from '../lab/world.ts';
import type { Ask } from '../scenario/ask.ts';
import { handTable, MOST_ROUTES, routeProblems, withRoute, withTable } from '../scenario/router-table.ts';

/** A change of the lab that would let this packet through, offered where it was lost. */
export type Remedy =
  | { readonly kind: 'routing'; readonly routing: Exclude<Ask['routing'], 'native'> }
  /** `both`: its answer comes back as well. `request`: its answer will be lost. `rest`: the direction that was left. */
  | { readonly kind: 'routes'; readonly scope: 'both' | 'request' | 'rest'; readonly routes: readonly MissingRoute[] };

/**
 * What helps a packet that the router lost on its way to a pod: a tunnel around it, or routes to the pods. A route repairs
 * one direction, so both are offered together, and one alone. Nothing for other fates, and nothing that the lab refuses.
 */
export function remediesFor(trace: Trace, ask: Ask, packet: PacketId | null): readonly Remedy[] {
  const diagnosis = packet === null ? null : diagnosisOf(trace, packet);
  if (diagnosis === null || ask.routing !== 'native' || diagnosis.host !== trace.world.router) return [];
  const { missing, back } = diagnosis;
  const offers: readonly Remedy[] =
    back === null
      ? [{ kind: 'routes', scope: 'rest', routes: [missing] }]
      : [
          { kind: 'routes', scope: 'both', routes: [missing, back] },
          { kind: 'routes', scope: 'request', routes: [missing] },
        ];
  return [{ kind: 'routing', routing: 'vxlan' }, ...offers.filter((offer) => accepted(trace.world, ask, offer))];
}

/** What the ask becomes by a remedy. */
export function remedied(world: World, ask: Ask, remedy: Remedy): Partial<Ask> {
  if (remedy.kind === 'routing') return { routing: remedy.routing };
  return withTable(world, withRoute(handTable(world, ask), ...specsOf(remedy.routes)));
}

function specsOf(routes: readonly MissingRoute[]): readonly string[] {
  return routes.map(({ prefix, via }) => `${prefix} via ${via}`);
}

function accepted(world: World, ask: Ask, remedy: Remedy): boolean {
  if (remedy.kind === 'routing') return true;
  // The run's lab has the added routes in it already: only the new ones are asked about.
  const { router } = world.file;
  if (router === null || handTable(world, ask).routes.length + remedy.routes.length > MOST_ROUTES) return false;
  return routeProblems(world.file, specsOf(remedy.routes)).length === 0;
}
