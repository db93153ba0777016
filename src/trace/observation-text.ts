import type { World } from '../lab/world.ts';
import type { EventOf, Observation, Read, TraceEvent } from './events.ts';
import { hostText } from './place-text.ts';

type HookEvent = EventOf<'hook'>;

/**
 * What Hubble shows of one event, in the words of the path table: 'w1:to-endpoint'. A verdict and its drop, and the
 * two halves of a translation, are one string.
 */
export function observationTexts(world: World, event: TraceEvent): readonly string[] {
  if (event.kind !== 'hook') return [];
  const shown = event.observations.filter((observation) => observation.shown);
  const [one] = shown;
  if (one === undefined) return [];
  const host = hostText(world, event.netns);
  if (one.sock !== null) {
    const way = one.point.endsWith('rev') ? 'rev' : 'fwd';
    return event.program === 'cil_sock4_connect'
      ? [`TraceSock pre-xlate-${way}; post-xlate-${way}`]
      : [`${host}:pre-/post-xlate-${way}`];
  }
  const words = shown.map((observation) => observationWords(event, observation));
  return shown.some((observation) => observation.point === 'drop')
    ? [`${host}:${words.join('; ')}`]
    : words.map((word) => `${host}:${word}`);
}

/** 'to-network', 'policy-verdict:none INGRESS DENIED', 'Policy denied DROPPED', 'post-xlate-fwd TRANSLATED'. */
export function observationWords(event: HookEvent, observation: Observation): string {
  switch (observation.point) {
    case 'policy-verdict': {
      const way = event.program === 'cil_lxc_policy' || event.program === 'cil_to_container' ? 'INGRESS' : 'EGRESS';
      return `policy-verdict:${matchText(event.reads)} ${way} ${observation.verdict}`;
    }
    case 'drop':
      return `${observation.reason?.text ?? 'drop'} ${observation.verdict}`;
    case 'pre-xlate-fwd':
    case 'post-xlate-fwd':
    case 'pre-xlate-rev':
    case 'post-xlate-rev':
      return `${observation.point} ${observation.verdict}`;
    default:
      return observation.point;
  }
}

/** Hubble's name for how specific the winning policy row is (pkg/monitor/api/types.go PolicyMatchType). */
export function matchText(reads: readonly Read[]): string {
  const row = reads.findLast((read) => read.table === 'cilium_policy_v2')?.found ?? null;
  if (row === null) return 'none';
  const [, , identity, port] = row.split(' ');
  const anyone = identity === '0';
  if (port === 'ANY/0') return anyone ? 'all' : 'L3-Only';
  if (port?.endsWith('/0')) return anyone ? 'Proto-Only' : 'L3-Proto';
  return anyone ? 'L4-Only' : 'L3-L4';
}
