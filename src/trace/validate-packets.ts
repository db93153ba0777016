import { eventsOf } from './by-packet.ts';
import type { TraceEvent } from './events.ts';
import { isStep } from './journey.ts';
import { packetAt } from './packet-at.ts';
import { sameValue } from './same-value.ts';
import type { PacketRecord, Trace } from './trace.ts';

/** What is wrong with the packets of a trace: see validateTrace. */
export function* packetProblems(trace: Trace): Iterable<string> {
  for (const [position, record] of trace.packets.entries()) {
    const name = `packet ${position} (${record.label})`;
    if (record.id !== position) yield `${name}: its id is ${record.id}`;
    if (!trace.world.netns.has(record.from)) yield `${name}: from ${record.from}, which does not exist`;
    if (record.job !== null && trace.jobs[record.job] === undefined) yield `${name}: no job ${record.job}`;
    if (record.cause.kind !== 'job' && !(record.cause.of < position))
      yield `${name}: called for by #${record.cause.of}, which is not older`;
    for (const problem of lifeProblems(trace, record, eventsOf(trace, record.id))) yield `${name}: ${problem}`;
  }
}

function* lifeProblems(trace: Trace, record: PacketRecord, events: readonly TraceEvent[]): Iterable<string> {
  const born = events.filter((event) => event.kind === 'born');
  const ends = events.filter((event) => event.kind === 'end');
  if (born.length !== 1) yield `born ${born.length} times`;
  const underWay = record.outcome.kind === 'under-way';
  if (ends.length !== (underWay ? 0 : 1)) yield `ends ${ends.length} times${underWay ? ', and is under way' : ''}`;
  if (underWay && record.end !== events.at(-1)?.id)
    yield `under way at event ${events.at(-1)?.id}, its record says ${record.end}`;
  const [start] = born;
  const [end] = ends;
  if (start !== undefined) {
    if (start.id !== record.born) yield `born at event ${start.id}, its record says ${record.born}`;
    if (start.netns !== record.from) yield `born in ${start.netns}, its record says ${record.from}`;
    if (events[0] !== start) yield `event ${events[0]?.id} is before its birth at event ${start.id}`;
  }
  if (end === undefined) return;
  if (end.id !== record.end) yield `ends at event ${end.id}, its record says ${record.end}`;
  if (!sameValue(end.outcome, record.outcome))
    yield `ends ${JSON.stringify(end.outcome)}, its record says ${JSON.stringify(record.outcome)}`;
  for (const event of events) {
    if (event.id > end.id && !mayFollow(trace, event))
      yield `event ${event.id} (${event.kind}) comes after its end at event ${end.id}`;
  }
}

/**
 * A host may act on what it has read. A broadcast ends where it was meant for, while
 * its copies still arrive at the other members of the segment.
 */
function mayFollow(trace: Trace, event: TraceEvent): boolean {
  return !isStep(event) || packetAt(trace, event.frame)[1]?.kind === 'arp';
}
