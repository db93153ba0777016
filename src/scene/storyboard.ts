import { eventsOf } from '../trace/by-packet.ts';
import type { EventId, TraceEvent } from '../trace/events.ts';
import type { PacketRecord, Trace } from '../trace/trace.ts';
import { answersOf } from './answers.ts';
import { wayOf } from './packet-way.ts';
import { phasesOf } from './phases.ts';

/** As many pictures as anybody turns over: two on a page of paper. */
const MOST = 12;

/**
 * The events whose pictures together tell the run, in order: of every phase the one that says most, then, as far as there is room, where
 * packets were wrapped and unwrapped, where they were let in, lost or delivered, and what the command said in the end. A packet that
 * does what one before it did adds no picture to that of its phase.
 */
export function storyboardOf(trace: Trace, most = MOST): readonly EventId[] {
  const decided = answersOf(trace, 'en')?.decided ?? null;
  const seen = new Set<string>();
  const isNew = (key: string): boolean => !seen.has(key) && seen.add(key).size > 0;
  const all: Scene[] = [];
  const scenes: Scene[] = [];
  for (const record of trace.packets) {
    if (record.cause.kind === 'arp') continue;
    for (const event of eventsOf(trace, record.id)) {
      const weight = event.id === decided ? DECIDED : weightOf(event, record);
      if (weight === 0 || event.id > record.end) continue;
      const key = keyOf(trace, event, record);
      all.push({ event: event.id, weight });
      if (isNew(key)) scenes.push({ event: event.id, weight });
      // Another message that arrives where one of its kind arrived already: worth a picture if there is room.
      else if (arrives(record) && event.kind === 'end' && isNew(`${key} ${nameOf(record)}`))
        scenes.push({ event: event.id, weight: AGAIN });
    }
  }
  const last = trace.events.findLast((event) => event.kind === 'job' && event.step.kind === 'exited')?.id;
  const byWeight = (list: readonly Scene[]): readonly EventId[] =>
    list.toSorted((a, b) => b.weight - a.weight || a.event - b.event).map((scene) => scene.event);
  const inOrder = [
    ...(last === undefined ? [] : [last]),
    ...byWeight(phaseScenes(trace, scenes, all, last)),
    ...byWeight(scenes),
  ];
  return [...new Set(inOrder)].slice(0, most).toSorted((a, b) => a - b);
}

/** Of every phase the scene that says most, a new one if it has one; what the command said is enough for the phase that it ends. */
function phaseScenes(
  trace: Trace,
  fresh: readonly Scene[],
  all: readonly Scene[],
  last: EventId | undefined,
): readonly Scene[] {
  return phasesOf(trace).flatMap((phase): readonly Scene[] => {
    const own = (scenes: readonly Scene[]): readonly Scene[] =>
      scenes
        .filter(({ event }) => event >= phase.first && event <= phase.last)
        .toSorted((a, b) => b.weight - a.weight || a.event - b.event);
    const [best] = [...own(fresh), ...own(all)];
    if (best !== undefined) return [best];
    return last !== undefined && last >= phase.first && last <= phase.last ? [] : [{ event: phase.first, weight: 0 }];
  });
}

const DECIDED = 95;
const AGAIN = 50;

interface Scene {
  readonly event: EventId;
  readonly weight: number;
}

/** Scenes with the same key look the same: the first is drawn. */
function keyOf(trace: Trace, event: TraceEvent, record: PacketRecord): string {
  const what = event.kind === 'hook' ? event.program : event.kind === 'end' ? `end ${event.outcome.kind}` : event.kind;
  return [what, event.netns, event.device ?? '', wayOf(trace, record.id)].join(' ');
}

/** What the packet is, without its number in a row of equals. */
function nameOf(record: PacketRecord): string {
  return record.label.replace(/\d+/g, '');
}

function arrives({ outcome }: PacketRecord): boolean {
  return outcome.kind === 'delivered' || outcome.kind === 'consumed';
}

function weightOf(event: TraceEvent, record: PacketRecord): number {
  switch (event.kind) {
    case 'end':
      return endWeight(record);
    case 'encap':
      return 90;
    case 'decap':
      return 70;
    case 'hook':
      if (event.verdict.kind === 'drop') return 85;
      return event.program === 'cil_from_container' ? 60 : 0;
    case 'peer':
      return 55;
    case 'fragment':
    case 'reassemble':
      return 50;
    case 'pmtu':
    case 'configured':
      return 45;
    default:
      return 0;
  }
}

function endWeight({ outcome, cause }: PacketRecord): number {
  switch (outcome.kind) {
    case 'left-the-lab':
    case 'never-sent':
      return 100;
    case 'dropped':
      return outcome.reason.text === 'other host' ? 0 : 100;
    case 'delivered':
      return cause.kind === 'reply' ? 75 : 80;
    case 'consumed':
      return 40;
    case 'reassembled':
    case 'under-way':
      return 0;
  }
}
