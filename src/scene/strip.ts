import type { EventId, PacketId } from '../trace/events.ts';
import { type Hop, isStep, journeyOf } from '../trace/journey.ts';
import type { Trace } from '../trace/trace.ts';
import type { OutcomeKind } from '../trace/verdict.ts';
import { wayOf } from './packet-way.ts';
import { phaseOf, phasesOf, type RunPhase } from './phases.ts';
import { focusOf } from './stage.ts';
import { tellingEvent } from './telling-event.ts';

/** One stop of the strip: a hop of a packet, or what a command does where nothing is sent. */
export interface StripCard {
  /** The event that says most about it. */
  readonly event: EventId;
  readonly first: EventId;
  readonly last: EventId;
  /** How the packet was lost here, or null. */
  readonly lost: 'leaked' | 'dropped' | 'never-sent' | null;
}

/** The cards of one packet; `packet` is null for what a command does on its own. */
export interface StripGroup {
  readonly packet: PacketId | null;
  readonly label: string;
  readonly way: ReturnType<typeof wayOf>;
  readonly retransmission: boolean;
  readonly lost: boolean;
  readonly cards: readonly StripCard[];
}

export interface Chapter {
  readonly phase: RunPhase;
  readonly groups: readonly StripGroup[];
}

/** Where a reader is in the strip: on a card, or at a heading under which nothing has happened yet. */
export interface StripPlace {
  readonly phase: string;
  readonly packet: PacketId | null;
  readonly card: EventId | null;
}

const known = new WeakMap<Trace, readonly Chapter[]>();

/** A run as a strip: its phases, in each the packets that are born there, of each its hops. Memoised. */
export function stripOf(trace: Trace): readonly Chapter[] {
  const old = known.get(trace);
  if (old !== undefined) return old;
  const strip = phasesOf(trace).map((phase): Chapter => ({ phase, groups: groupsOf(trace, phase) }));
  known.set(trace, strip);
  return strip;
}

/** The card that an event belongs to, whatever phase its packet was born in. */
export function placeInStrip(trace: Trace, event: EventId): StripPlace | null {
  const phase = phaseOf(trace, event);
  if (phase === null) return null;
  const here = trace.events[event];
  const moving = here !== undefined && here.packet !== null && isStep(here);
  const focus = moving ? here.packet : focusOf(trace, event);
  const packet = focus !== null && (moving || phase.packets.includes(focus)) ? focus : null;
  const group = stripOf(trace)
    .flatMap((chapter) => (packet === null && chapter.phase !== phase ? [] : chapter.groups))
    .find((candidate) => candidate.packet === packet);
  const card = group?.cards.findLast((candidate) => candidate.first <= event);
  return { phase: phase.id, packet, card: card?.event ?? null };
}

function groupsOf(trace: Trace, phase: RunPhase): readonly StripGroup[] {
  if (phase.packets.length === 0) return [ownGroup(trace, phase)];
  return phase.packets.map((id): StripGroup => {
    const record = trace.packets[id];
    const cards = journeyOf(trace, id).hops.map((hop) => cardOf(trace, hop));
    return {
      packet: id,
      label: record?.label ?? '',
      way: wayOf(trace, id),
      retransmission: record?.cause.kind === 'retransmission',
      lost: record !== undefined && lossOf(record.outcome.kind) !== null,
      cards,
    };
  });
}

/** A phase in which nothing is sent: what the command says and does. */
function ownGroup(trace: Trace, phase: RunPhase): StripGroup {
  const events = trace.events
    .slice(phase.first, phase.last + 1)
    .filter((event) => event.kind === 'job' || event.kind === 'configured');
  const cards = events.map((event, i) => ({
    event: event.id,
    first: event.id,
    last: ((events[i + 1]?.id ?? phase.last + 1) - 1) as EventId,
    lost: null,
  }));
  return { packet: null, label: '', way: 'other', retransmission: false, lost: false, cards };
}

function cardOf(trace: Trace, hop: Hop): StripCard {
  return {
    event: tellingEvent(trace, hop).id,
    first: hop.first,
    last: hop.last,
    lost: hop.outcome === null ? null : lossOf(hop.outcome.kind),
  };
}

function lossOf(outcome: OutcomeKind): StripCard['lost'] {
  switch (outcome) {
    case 'left-the-lab':
      return 'leaked';
    case 'dropped':
    case 'never-sent':
      return outcome;
    default:
      return null;
  }
}
