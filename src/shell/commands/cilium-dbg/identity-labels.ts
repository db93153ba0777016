import { resolveEndpoint } from '../../../capture/hubble/endpoint-names.ts';
import { RESERVED } from '../../../capture/monitor/identity-name.ts';
import type { EventId } from '../../../trace/events.ts';
import type { Identity } from '../../../lab/names.ts';
import type { Context } from '../../command.ts';
import { nodeOf } from './map-rows.ts';

/** The labels of an identity as the agent of this node knows them, sorted. Empty: it knows none of that number. */
export function labelsOf(context: Context, identity: Identity): readonly string[] {
  const { trace } = context.machine.lab;
  const last = (trace.events.at(-1)?.id ?? 0) as EventId;
  return resolveEndpoint(trace, nodeOf(context), null, identity, last).labels;
}

/** Every identity that the agent knows: the reserved ones, and those of the pods there are. */
export function knownIdentities({ machine }: Context): readonly Identity[] {
  const reserved = RESERVED.map((_, id) => id as Identity).filter((id) => id >= 1 && id <= 10);
  const pods = [...new Set([...machine.world.pods.values()].map((pod) => pod.identity))];
  return [...reserved, ...pods].toSorted((a, b) => a - b);
}
