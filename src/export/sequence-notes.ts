import { cleanText } from '../base/clean-text.ts';
import type { Lang } from '../i18n/lang.ts';
import { narrate } from '../i18n/narrate.ts';
import { wayOf } from '../scene/packet-way.ts';
import { eventsOf } from '../trace/by-packet.ts';
import type { EventOf, TraceEvent } from '../trace/events.ts';
import { layerChanges } from '../trace/layer-diff.ts';
import { packetAt } from '../trace/packet-at.ts';
import { argvText } from '../trace/stimulus-text.ts';
import type { Trace } from '../trace/trace.ts';

interface Note {
  readonly lost: boolean;
  readonly text: string;
}

/** How much an event matters in a sequence: always in a sentence, in a sentence once and by its title later, not at all. */
type Weight = 'always' | 'once' | 'never';

/**
 * What is worth a note: commands, rewritten addresses, tunnels, fragments, changes to the lab, and every end that is no arrival.
 * `told` remembers what has been explained: what happens to each packet alike is named in short from then on.
 */
export function noteAt(event: TraceEvent, trace: Trace, lang: Lang, told: Set<string>): Note | null {
  if (event.kind === 'job' && event.step.kind === 'started')
    return { lost: false, text: cleanText(`$ ${argvText(event.step.argv)}`) };
  const weight = weightOf(event, trace);
  if (weight === 'never') return null;
  const { sentence, title } = narrate(event, trace, lang);
  const way = event.packet === null ? '' : wayOf(trace, event.packet);
  const key = `${event.kind} ${event.netns} ${event.hop ?? ''} ${way}`;
  const short = weight === 'once' && told.has(key);
  told.add(key);
  return { lost: event.kind === 'end', text: cleanText(short ? title : sentence) };
}

function weightOf(event: TraceEvent, trace: Trace): Weight {
  switch (event.kind) {
    case 'end':
      return isLoss(event) ? 'always' : 'never';
    case 'job':
      return jobWeight(event);
    case 'tcp':
      return event.step.kind === 'state' ? 'never' : 'always';
    case 'hook':
      return hookWeight(event, trace);
    case 'configured':
    case 'pmtu':
    case 'fragment':
    case 'reassemble':
      return 'always';
    case 'encap':
    case 'decap':
      return 'once';
    default:
      return isRewritten(event, trace) ? 'once' : 'never';
  }
}

function isLoss({ outcome }: EventOf<'end'>): boolean {
  return outcome.kind === 'dropped' || outcome.kind === 'left-the-lab' || outcome.kind === 'never-sent';
}

function jobWeight({ step }: EventOf<'job'>): Weight {
  return step.kind === 'exited' || step.kind === 'timeout' || step.kind === 'refused' ? 'always' : 'never';
}

/** A backend that is chosen, and addresses that are rewritten. A drop has its end beside it. */
function hookWeight(event: EventOf<'hook'>, trace: Trace): Weight {
  if (event.notes.some((note) => note.kind === 'backend')) return 'always';
  return isRewritten(event, trace) ? 'once' : 'never';
}

const REWRITTEN: ReadonlySet<string> = new Set(['src', 'dst', 'srcPort', 'dstPort', 'id']);
const LAYERS: ReadonlySet<string> = new Set(['ipv4', 'tcp', 'udp', 'icmp-echo']);

/** NAT: the packet has other addresses or ports than at its last event, with the same layers around it. */
function isRewritten(event: TraceEvent, trace: Trace): boolean {
  if (event.packet === null || event.frame === null || event.kind === 'born') return false;
  const before = eventsOf(trace, event.packet).findLast((other) => other.id < event.id && other.frame !== null)?.frame;
  if (before === undefined || before === null || before === event.frame) return false;
  const changes = layerChanges(packetAt(trace, before), packetAt(trace, event.frame));
  if (changes.some((change) => change.kind !== 'field')) return false;
  return changes.some(
    (change) =>
      change.kind === 'field' &&
      LAYERS.has(change.layer) &&
      REWRITTEN.has(change.field) &&
      !(change.layer === 'ipv4' && change.field === 'id'),
  );
}
