import { eventsOf } from '../trace/by-packet.ts';
import type { EventId, TraceEvent } from '../trace/events.ts';
import type { PacketRecord, Trace } from '../trace/trace.ts';
import { answersOf } from './answers.ts';
import { wayOf } from './packets.ts';

/** As many pictures as anybody turns over: two on a page of paper. */
const MOST = 12;

/**
 * The events whose pictures together tell the run, in order: where packets were wrapped and unwrapped, where they were let in, lost
 * or delivered, and what the command said in the end. A packet that does what one before it did adds no picture.
 */
export function storyboardOf(trace: Trace, most = MOST): readonly EventId[] {
  const decided = answersOf(trace, 'en')?.decided ?? null;
  const seen = new Set<string>();
  const isNew = (key: string): boolean => !seen.has(key) && seen.add(key).size > 0;
  const scenes: Scene[] = [];
  for (const record of trace.packets) {
    if (record.cause.kind === 'arp') continue;
    for (const event of eventsOf(trace, record.id)) {
      const weight = event.id === decided ? DECIDED : weightOf(event, record);
      if (weight === 0 || event.id > record.end) continue;
      const key = keyOf(trace, event, record);
      if (isNew(key)) scenes.push({ event: event.id, weight });
      // Another message that arrives where one of its kind arrived already: worth a picture if there is room.
      else if (arrives(record) && event.kind === 'end' && isNew(`${key} ${nameOf(record)}`))
        scenes.push({ event: event.id, weight: AGAIN });
    }
  }
  const last = trace.events.findLast((event) => event.kind === 'job' && event.step.kind === 'exited')?.id;
  const room = most - (last === undefined ? 0 : 1);
  const chosen = scenes.toSorted((a, b) => b.weight - a.weight || a.event - b.event).slice(0, room);
  const events = [...chosen.map((scene) => scene.event), ...(last === undefined ? [] : [last])];
  return [...new Set(events)].toSorted((a, b) => a - b);
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
      return 0;
  }
}
