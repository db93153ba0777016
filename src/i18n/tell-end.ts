import { assertNever } from '../base/assert.ts';
import type { EventOf } from '../trace/events.ts';
import type { Outcome } from '../trace/verdict.ts';
import { nameOf, type Scene } from './at.ts';
import { reasonName, reasonWhy } from './drop.ts';
import type { Messages } from './en.ts';
import { isPodAddress, noteOf } from './lookups.ts';
import { placeName } from './place.ts';
import type { Story } from './story.ts';

/** What became of a packet, as one sentence. */
export function outcomeSentence(outcome: Outcome, m: Messages): string {
  switch (outcome.kind) {
    case 'delivered':
      return m.outcome.delivered({ to: nameOf(outcome.to) });
    case 'consumed':
      return m.outcome.consumed({ by: nameOf(outcome.by), process: outcome.process });
    case 'dropped':
      return m.outcome.dropped({
        where: placeName(outcome.netns, outcome.device, m),
        reason: reasonName(outcome.reason, m),
      });
    case 'left-the-lab':
      return m.outcome.left({ via: placeName(null, outcome.via, m) });
    case 'never-sent':
      return m.outcome.neverSent({
        by: nameOf(outcome.netns),
        errno: outcome.errno,
        why: m.drops.errno[outcome.errno],
      });
    case 'reassembled':
      return m.outcome.reassembled;
    case 'under-way':
      return m.outcome.underWay;
    default:
      return assertNever(outcome);
  }
}

export function tellEnd(event: EventOf<'end'>, scene: Scene, m: Messages): Story {
  const { outcome } = event;
  const what = m.outcome.short[outcome.kind];
  if (outcome.kind === 'left-the-lab') {
    const leak = isPodAddress(scene.trace.world, scene.at.dst);
    const sentence = leak ? leakSentence(outcome.via, scene, m) : outcomeSentence(outcome, m);
    return m.outcome.outside({ what, sentence, detail: leak ? leakDetail(scene, m) : null });
  }
  return m.outcome.end({
    host: nameOf(event.netns),
    what,
    sentence: outcomeSentence(outcome, m),
    detail: endDetail(event, m),
  });
}

function leakSentence(via: string, scene: Scene, m: Messages): string {
  const colon = via.lastIndexOf(':');
  return m.outcome.leak({
    host: nameOf(via.slice(0, colon)),
    dev: via.slice(colon + 1),
    src: scene.at.src,
    dst: scene.at.dst,
  });
}

/** A lost reply is the commoner half of a half repaired lab, and the harder one to see. */
function leakDetail(scene: Scene, m: Messages): string {
  const cause = scene.record?.cause;
  if (cause?.kind !== 'reply') return m.outcome.leakDetail;
  const before = scene.trace.packets[cause.of]?.outcome.kind;
  return before === 'delivered' || before === 'consumed' ? m.outcome.lostReply : m.outcome.leakDetail;
}

function endDetail(event: EventOf<'end'>, m: Messages): string | null {
  const { outcome } = event;
  if (outcome.kind === 'never-sent') return outcome.errno === 'EMSGSIZE' ? m.outcome.emsgsize : null;
  if (outcome.kind !== 'dropped') return null;
  const said = [reasonWhy(outcome.reason, m)];
  const back = noteOf(event, 'no-way-back');
  if (back !== null) said.push(m.outcome.noWayBack({ to: back.to }));
  else if (noteOf(event, 'icmp-rate-limited') !== null) said.push(m.outcome.rateLimited);
  else if (outcome.reason.by === 'cilium') said.push(m.outcome.silentCilium);
  return said.join(' ');
}
