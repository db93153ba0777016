import type { DeviceId, NetnsName } from '../lab/names.ts';
import type { Note, TraceEvent } from '../trace/events.ts';
import type { HopId } from '../trace/hop.ts';
import type { Trace } from '../trace/trace.ts';
import type { DropReason, Outcome } from '../trace/verdict.ts';
import type { Lang } from './lang.ts';
import { messagesFor } from './messages.ts';
import { placeName } from './place.ts';
import type { Story } from './story.ts';
import { tell, tellDrop, tellOutcome } from './tell.ts';
import { noteSentence } from './tell-note.ts';

/** One event in words. For whoever has all languages at hand; the page tells with the words that it has fetched. */
export function narrate(event: TraceEvent, trace: Trace, lang: Lang): Story {
  return tell(event, trace, messagesFor(lang));
}

/** What became of a packet. */
export function narrateOutcome(outcome: Outcome, lang: Lang): string {
  return tellOutcome(outcome, messagesFor(lang));
}

/** The name of a reason and what it means: 'Cilium 133 Policy denied. A policy applies …'. */
export function narrateDrop(reason: DropReason, lang: Lang): string {
  return tellDrop(reason, messagesFor(lang));
}

/** One remark of the engine about an event (`event.notes`), for where there is room for more than a sentence. */
export function narrateNote(note: Note, lang: Lang): string {
  return noteSentence(note, messagesFor(lang));
}

/** A hop of the catalogue in a few words. */
export function hopTitle(hop: HopId, lang: Lang): string {
  return messagesFor(lang).hops[hop];
}

/** A place in running text: 'eth1 of k8s-ctr', 'the NAT behind k8s-ctr'. */
export function cliPlaceName(netns: NetnsName, device: DeviceId | null, lang: Lang): string {
  return placeName(netns, device, messagesFor(lang));
}
