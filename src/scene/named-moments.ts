import { waitBefore } from './pacing.ts';
import { wayOf } from './packet-way.ts';
import { timelineOf, type MarkKind } from './timeline.ts';
import type { TraceEvent } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';

type Find = (trace: Trace) => number | null;

const mark =
  (kind: MarkKind): Find =>
  (trace) =>
    timelineOf(trace).marks.find((one) => one.kind === kind)?.event ?? null;

/** The first such event of a packet that is no question of the network's own (ARP). */
const first =
  (is: (event: TraceEvent, trace: Trace) => boolean): Find =>
  (trace) =>
    trace.events.find((event) => !isArp(trace, event) && is(event, trace))?.id ?? null;

/** So much before an event: in the middle of what leads up to it. */
const before =
  (share: number, find: Find): Find =>
  (trace) => {
    const event = find(trace);
    return event === null ? null : event - share;
  };

function isArp(trace: Trace, event: TraceEvent): boolean {
  return event.packet !== null && trace.packets[event.packet]?.cause.kind === 'arp';
}

function isReply(trace: Trace, event: TraceEvent): boolean {
  return event.packet !== null && wayOf(trace, event.packet) === 'reply';
}

function notes(event: TraceEvent, has: (note: { readonly kind: string; readonly why?: string }) => boolean): boolean {
  return event.kind === 'hook' && event.notes.some(has);
}

/**
 * Moments of a run that a link can name. An index means another moment as soon as the engine records one event more;
 * these mean the same for as long as the run has such a moment. Names are never given another meaning.
 */
const NAMED: ReadonlyMap<string, Find> = new Map([
  ['encap', mark('encap')],
  ['decap', mark('decap')],
  ['leak', mark('leak')],
  ['drop', mark('drop')],
  ['delivered', mark('delivered')],
  ['never-sent', mark('never-sent')],
  ['retransmission', mark('retransmission')],
  ['lookup', first((event) => event.kind === 'hook' && event.packet !== null && event.reads.length > 0)],
  ['backend', first((event) => notes(event, (note) => note.kind === 'backend'))],
  ['nat', first((event) => notes(event, (note) => note.kind === 'snat' && note.why === 'masqueraded'))],
  ['peer', first((event) => event.kind === 'peer')],
  ['router', first((event, trace) => event.kind === 'route' && event.netns === trace.world.router)],
  [
    'reply',
    first((event, trace) => event.kind === 'route' && event.netns === trace.world.router && isReply(trace, event)),
  ],
  [
    'reply-leak',
    first((event, trace) => event.kind === 'end' && event.outcome.kind === 'left-the-lab' && isReply(trace, event)),
  ],
  [
    'icmp-error',
    first(
      (event, trace) =>
        event.kind === 'born' && event.packet !== null && trace.packets[event.packet]?.cause.kind === 'icmp-error',
    ),
  ],
  ['wrapping', before(0.4, mark('encap'))],
  ['unwrapping', before(0.4, mark('decap'))],
  [
    'waiting',
    before(
      0.5,
      first((event, trace) => waitBefore(trace, event.id) > 0),
    ),
  ],
]);

export const MOMENT_NAMES: readonly string[] = ['start', 'end', ...NAMED.keys()];

/** Where a run has a moment of this name for the first time, as event and fraction; null when it has none. */
export function momentNamed(trace: Trace, name: string): number | null {
  return NAMED.get(name)?.(trace) ?? null;
}
