import type { EventOf } from '../trace/events.ts';
import { eventsOf } from '../trace/by-packet.ts';
import { nameOf, type Scene } from './at.ts';
import { reasonName } from './drop.ts';
import type { Messages } from './en.ts';
import { noteOf, podByIp, podOfLxc } from './lookups.ts';
import type { IdentitySource } from './policy.en.ts';
import type { Story } from './story.ts';

/** cil_lxc_policy by tail call, and cil_to_container on the lxc's egress. */
export function tellPolicy(event: EventOf<'hook'>, scene: Scene, m: Messages): Story {
  const { at } = scene;
  const { world } = scene.trace;
  const { verdict } = event;
  const lxc = event.program === 'cil_to_container' ? event.device : verdict.kind === 'redirect' ? verdict.to : null;
  const pod = nameOf((podOfLxc(world, lxc) ?? podByIp(world, at.dst))?.name ?? at.dst);
  if (event.program === 'cil_to_container') {
    const reason = verdict.kind === 'drop' ? reasonName(verdict.reason, m) : '';
    return m.policy.toContainer(at, { pod, allowed: verdict.kind !== 'drop', reason });
  }
  const identity = event.observations.at(-1)?.srcIdentity ?? 0;
  if (verdict.kind === 'drop') {
    const { reason } = verdict;
    const denied = reason.by === 'cilium' && reason.text.startsWith('Policy denied');
    return denied
      ? m.policy.denied(at, { pod, identity, code: reason.code })
      : m.policy.dropped(at, { pod, reason: reasonName(reason, m) });
  }
  const helper = verdict.kind === 'redirect' ? verdict.helper : null;
  const next =
    helper === 'redirect_peer' ? m.policy.next.peer : helper === null ? m.policy.next.pass : m.policy.next.redirect;
  const skipped = noteOf(event, 'policy-skipped');
  if (skipped !== null) return m.policy.reply(at, { pod, related: skipped.why === 'related', next });
  return m.policy.allowed(at, { pod, identity, from: identitySource(event, scene), next });
}

/** The program that delivered knew who sent the packet; it ran right before this one. */
function identitySource(event: EventOf<'hook'>, scene: Scene): IdentitySource | null {
  if (event.packet === null) return null;
  const before = eventsOf(scene.trace, event.packet).findLast((other) => other.id < event.id && other.kind === 'hook');
  if (before?.kind !== 'hook') return null;
  if (before.program === 'cil_from_container') return 'program';
  const note = noteOf(before, 'identity');
  if (note === null) return null;
  const now = event.observations.at(-1)?.srcIdentity;
  return now !== undefined && now !== note.identity ? 'ipcache' : note.from;
}
