import type { EventOf } from '../trace/events.ts';
import { innermost, outermost } from '../wire/layers.ts';
import { nameOf, type Scene } from './at.ts';
import { reasonName } from './drop.ts';
import type { Messages } from './en.ts';
import { noteOf } from './lookups.ts';
import type { NatTrap } from './netdev.en.ts';
import type { Story } from './story.ts';

/** cil_to_netdev and cil_from_netdev. */
export function tellNetdev(event: EventOf<'hook'>, scene: Scene, m: Messages): Story {
  const { at } = scene;
  const { program, verdict } = event;
  const out = program === 'cil_to_netdev';
  if (innermost(scene.now, 'arp') !== null) return m.netdev.arp(at, { program, out });
  if (verdict.kind === 'drop') return m.netdev.dropped(at, { program, out, reason: reasonName(verdict.reason, m) });
  return out ? leaving(event, scene, m) : arriving(event, scene, m);
}

function leaving(event: EventOf<'hook'>, scene: Scene, m: Messages): Story {
  const { at } = scene;
  const note = noteOf(event, 'snat');
  if (event.hop === 'ETH.OUT.OVL' && at.outer !== null)
    return m.netdev.overlayMark(at, { src: at.outer.src, dst: at.outer.dst });
  if (event.hop === 'ETH.OUT.HOST') return m.netdev.hostOut(at);
  if (note?.to !== null && note !== null)
    return m.netdev.snat(at, { from: outermost(scene.was, 'ipv4')?.src ?? '', to: note.to });
  if (note === null) return m.netdev.passed(at, { program: event.program, out: true });
  return m.netdev.noSnat(at, { why: note.why, trap: natTrap(note.why, scene) });
}

/** The loss that Cilium cannot see, when that is where the packet ends. */
function natTrap(why: string, scene: Scene): NatTrap {
  if (why === 'remote node') return 'remote-node';
  const outcome = scene.record?.outcome;
  const lost =
    outcome?.kind === 'left-the-lab' ||
    (outcome?.kind === 'dropped' && outcome.reason.by === 'kernel' && outcome.reason.text !== 'no socket');
  return lost ? 'lost-later' : 'none';
}

function arriving(event: EventOf<'hook'>, scene: Scene, m: Messages): Story {
  const { at } = scene;
  if (event.verdict.kind === 'policy') {
    if (event.hop === 'ETH.IN.REVSNAT') return m.netdev.revSnat(at, { from: outermost(scene.was, 'ipv4')?.dst ?? '' });
    const note = noteOf(event, 'identity');
    return m.netdev.toPod(at, { pod: nameOf(event.verdict.pod), identity: note?.identity ?? null });
  }
  if (event.hop === 'ETH.IN.HOST') return m.netdev.toHost(at, { port: at.outer?.port ?? null });
  if (event.hop === 'ETH.IN.STACK')
    return m.netdev.toStack(at, { legacy: scene.trace.world.settings.hostRouting === 'legacy' });
  return m.netdev.passed(at, { program: event.program, out: false });
}
