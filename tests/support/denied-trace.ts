import { IDENTITY } from '../../src/lab/names.ts';
import type { EventOf, Observation } from '../../src/trace/events.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** The trace with its first delivery to a pod turned into a denial: the records that cil_lxc_policy writes then. */
export function withIngressDenied(trace: Trace): Trace {
  const at = trace.events.findIndex((event) => event.kind === 'hook' && event.program === 'cil_lxc_policy');
  const event = trace.events[at] as EventOf<'hook'>;
  const [delivery] = event.observations;
  if (!delivery) throw new Error('the policy program wrote no record');
  const base: Observation = { ...delivery, shown: true, ct: 'unknown' };
  const verdict: Observation = { ...base, point: 'policy-verdict', ifindex: null, verdict: 'DENIED' };
  const reason = { by: 'cilium', code: 133, text: 'Policy denied', ext: null } as const;
  const drop: Observation = { ...base, point: 'drop', ifindex: event.device, verdict: 'DROPPED', reason };
  const denied = { ...event, reads: [], observations: [verdict, drop] };
  return { ...trace, events: trace.events.map((each) => (each === event ? denied : each)).slice(0, at + 1) };
}

/** As cil_from_container of the first packet denies it on its way out. */
export function withEgressDenied(trace: Trace): Trace {
  const at = trace.events.findIndex((event) => event.kind === 'hook' && event.program === 'cil_from_container');
  const event = trace.events[at] as EventOf<'hook'>;
  const last = event.observations.at(-1);
  const pod = [...trace.world.pods.values()].find((each) => each.lxc === event.device);
  if (!last || !pod) throw new Error('no record of a pod');
  const base: Observation = { ...last, shown: true, ct: 'unknown', srcIdentity: pod.identity };
  const ends = { ...base, dstIdentity: last.dstIdentity === IDENTITY.unknown ? IDENTITY.world : last.dstIdentity };
  const verdict: Observation = {
    ...ends,
    point: 'policy-verdict',
    ifindex: null,
    verdict: 'DENIED',
    endpoint: pod.name,
  };
  const reason = { by: 'cilium', code: 181, text: 'Policy denied by denylist', ext: null } as const;
  const drop: Observation = {
    ...ends,
    point: 'drop',
    ifindex: event.device,
    verdict: 'DROPPED',
    reason,
    endpoint: null,
  };
  const denied = { ...event, reads: [], observations: [verdict, drop] };
  return { ...trace, events: trace.events.map((each) => (each === event ? denied : each)).slice(0, at + 1) };
}
