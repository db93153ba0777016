import { cleanText } from '../base/clean-text.ts';
import { filesWords } from '../i18n/files-words.ts';
import { cliPlaceName } from '../i18n/narrate.ts';
import { phaseTitle, transcriptWords } from '../i18n/transcript-words.ts';
import type { NetnsName } from '../lab/names.ts';
import { waitBefore } from '../scene/pacing.ts';
import { wayOf, type Way } from '../scene/packet-way.ts';
import { phasesOf } from '../scene/phases.ts';
import { titleOf } from '../scene/transcript-head.ts';
import type { PacketId, TraceEvent } from '../trace/events.ts';
import { isStep } from '../trace/journey.ts';
import type { Exported } from './exported.ts';
import { Captions } from './sequence-captions.ts';
import { noteAt } from './sequence-notes.ts';

/** Somebody who sends or receives: a pod, a node, the router, what lies outside. */
export interface Party {
  readonly netns: NetnsName;
  readonly name: string;
}

/** One row of a sequence diagram. `from`, `to` and `at` are positions in `parties`. */
export type SequenceStep =
  /** A packet comes from one host to another. */
  | { readonly kind: 'arrow'; readonly from: number; readonly to: number; readonly way: Way; readonly text: string }
  /** What happens to a packet, or what a program does, on a host. `lost`: the packet ends here, and should not. */
  | { readonly kind: 'note'; readonly at: number; readonly lost: boolean; readonly text: string }
  /** The lab is silent. */
  | { readonly kind: 'wait'; readonly text: string }
  | { readonly kind: 'phase'; readonly text: string };

/** A run as a sequence diagram, before it is written in any notation. All texts are clean, in one line each. */
export interface Sequence {
  readonly title: string;
  /** By first appearance. */
  readonly parties: readonly Party[];
  readonly steps: readonly SequenceStep[];
}

/** Where a packet is, and the host whose transmission it is under way from. */
interface Whereabouts {
  readonly here: NetnsName;
  readonly sentBy: NetnsName | null;
}

/** Who met whom in a stretch of a run: an arrow wherever a packet changes hosts, notes where it changes or ends. */
export function sequenceOf({ trace, lang, clip }: Pick<Exported, 'trace' | 'lang' | 'clip'>): Sequence {
  const words = filesWords(lang);
  const parties: Party[] = [];
  const steps: SequenceStep[] = [];
  const captions = new Captions(trace, words);
  const told = new Set<string>();
  const whereabouts = new Map<PacketId, Whereabouts>();
  const phases = new Map(phasesOf(trace).map((phase) => [phase.first, phase]));

  const positionOf = (netns: NetnsName): number => {
    const at = parties.findIndex((party) => party.netns === netns);
    if (at >= 0) return at;
    const outside = trace.world.netns.get(netns)?.kind === 'outside';
    parties.push({ netns, name: cleanText(outside ? cliPlaceName(netns, null, lang) : netns, 80) || '-' });
    return parties.length - 1;
  };
  const push = (step: SequenceStep): void => {
    steps.push(step);
  };

  for (const event of trace.events) {
    if (event.id > clip.to) break;
    const move = moveOf(event, whereabouts);
    if (event.id < clip.from) continue;
    const waited = event.id === clip.from ? 0 : waitBefore(trace, event.id);
    if (waited > 0) push({ kind: 'wait', text: words.waited(secondsText(waited)) });
    const phase = phases.get(event.id);
    if (phase !== undefined) push({ kind: 'phase', text: cleanText(phaseTitle(phase, lang)) });
    if (move !== null && event.packet !== null) {
      const from = positionOf(move);
      const to = positionOf(event.netns);
      push({ kind: 'arrow', from, to, way: wayOf(trace, event.packet), text: captions.of(event, event.packet) });
    }
    const note = noteAt(event, trace, lang, told);
    if (note !== null) push({ kind: 'note', at: positionOf(event.netns), ...note });
  }
  return { title: cleanText(titleOf(trace, transcriptWords(lang))), parties, steps };
}

/**
 * The host that a packet comes from when this event finds it on another one than before; null when it has not moved. What is
 * broadcast comes to all its receivers from the host that sent it, not from one another.
 */
function moveOf(event: TraceEvent, whereabouts: Map<PacketId, Whereabouts>): NetnsName | null {
  if (event.packet === null || !isStep(event)) return null;
  const before = whereabouts.get(event.packet);
  const sentBy = event.kind === 'tx' ? event.netns : (before?.sentBy ?? null);
  whereabouts.set(event.packet, { here: event.netns, sentBy });
  if (before === undefined || before.here === event.netns) return null;
  const from = event.kind === 'rx' ? (before.sentBy ?? before.here) : before.here;
  return from === event.netns ? null : from;
}

function secondsText(nanos: number): string {
  return `${Math.round(nanos / 1e6) / 1e3}`;
}
