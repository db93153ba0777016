import type { World } from '../lab/world.ts';
import { eventOfPosition, readPosition } from '../scene/position.ts';
import { openingEvent } from '../scene/moment.ts';
import type { Trace } from '../trace/trace.ts';
import { type Ask, type Destination, openingAsk } from './ask.ts';
import { clientOf, hasNameServer, nodeOf, webAt, webServiceOf } from './cast.ts';
import { usualCount } from './count.ts';
import { allowedSize, sizeFilling, USUAL_PMTUDISC, USUAL_SIZE } from './ping-size.ts';
import type { Nearness } from './cast.ts';
import type { Plan, Scenario } from './scenario.ts';

/** What a lab has to have for a scenario to be run in it. Worded in i18n. */
export type Lack = 'client' | Nearness | 'web-service' | 'name-server' | 'router' | 'link-size';

export type ScenarioAsk =
  | { readonly kind: 'ask'; readonly ask: Ask }
  /** This lab has nobody for one of the roles. */
  | { readonly kind: 'lacks'; readonly lack: Lack };

/** What a scenario asks of this lab, or what the lab lacks for it. */
export function askOfScenario(world: World, { plan }: Scenario): ScenarioAsk {
  const client = clientOf(world);
  const home = client === null ? null : nodeOf(world, client);
  if (client === null || home === null) return lacks('client');
  const to = receiverOf(world, plan);
  if (to === null) return lacks(plan.to);
  if (plan.app === 'dns' && !hasNameServer(world)) return lacks('name-server');
  if (plan.router !== undefined && plan.router !== 'lab' && world.router === null) return lacks('router');
  const mtu = world.devices.get(home.dev)?.mtu ?? 0;
  const size = allowedSize(plan.size === 'fills-link' ? sizeFilling(mtu) : (plan.size ?? USUAL_SIZE));
  if (size === null) return lacks('link-size');
  return {
    kind: 'ask',
    ask: {
      ...openingAsk(world),
      from: plan.from === 'client' ? client.name : home.name,
      to,
      app: plan.app,
      routing: plan.routing,
      router: plan.router ?? 'lab',
      count: plan.count ?? usualCount(plan.app),
      size,
      pmtudisc: plan.pmtudisc ?? USUAL_PMTUDISC,
      seed: plan.seed ?? null,
    },
  };
}

function lacks(lack: Lack): ScenarioAsk {
  return { kind: 'lacks', lack };
}

function receiverOf(world: World, plan: Plan): Destination | null {
  const client = clientOf(world);
  if (client === null) return null;
  if (plan.to === 'web-service') {
    const service = webServiceOf(world);
    return service === null ? null : { kind: 'service', name: service.name };
  }
  const pod = webAt(world, client, plan.to);
  return pod === null ? null : { kind: 'netns', name: pod.name };
}

/** The event that a scenario's run opens at. */
export function openingOfScenario(trace: Trace, scenario: Pick<Scenario, 'opening'>): number {
  for (const text of scenario.opening) {
    const position = readPosition(text);
    const event = position === null ? null : eventOfPosition(trace, position);
    if (event !== null) return event;
  }
  return openingEvent(trace);
}
