import type { Lang } from '../i18n/lang.ts';
import { narrate, narrateDrop } from '../i18n/narrate.ts';
import { transcriptWords } from '../i18n/transcript-words.ts';
import { netnsOf, type NetnsName } from '../lab/names.ts';
import type { Node } from '../lab/world.ts';
import { eventsOf } from '../trace/by-packet.ts';
import type { EventId, Read, TraceEvent } from '../trace/events.ts';
import { packetAt } from '../trace/packet-at.ts';
import type { PacketRecord, Trace } from '../trace/trace.ts';
import { cidrHas, parseIpv4 } from '../wire/address.ts';
import { innermost } from '../wire/layers.ts';
import { openingEvent, verdictOf } from './moment.ts';
import { frameAt } from './packet-way.ts';
import { rowText, readsOf, TABLE_SHORT } from './read-text.ts';

/** What a reader of a failed run wants to know. */
export interface Answers {
  readonly where: string;
  readonly row: string;
  readonly fix: string;
  /** Where the packet was lost, and where it was decided. */
  readonly lost: EventId;
  readonly decided: EventId | null;
}

/** The three answers about the first packet that was lost; null when the run got what it asked for. */
export function answersOf(trace: Trace, lang: Lang): Answers | null {
  if (verdictOf(trace) === 'answered') return null;
  const end = trace.events[openingEvent(trace)];
  const record = end?.packet === undefined || end.packet === null ? undefined : trace.packets[end.packet];
  if (end === undefined || record === undefined || end.id !== record.end || !isLost(record)) return null;
  const decision = decisionOf(trace, record);
  return {
    where: narrate(end, trace, lang).sentence,
    row: rowAnswer(trace, record, decision, lang),
    fix: fixAnswer(trace, record, lang),
    lost: end.id,
    decided: decision?.event.id ?? null,
  };
}

function isLost({ outcome }: PacketRecord): boolean {
  return outcome.kind === 'left-the-lab' || outcome.kind === 'dropped' || outcome.kind === 'never-sent';
}

/** The host that lost the packet. */
function blamedOf({ outcome, from }: PacketRecord): NetnsName {
  if (outcome.kind === 'left-the-lab') return netnsOf(outcome.via);
  return outcome.kind === 'dropped' || outcome.kind === 'never-sent' ? outcome.netns : from;
}

interface Decision {
  readonly event: TraceEvent;
  readonly read: Read;
}

/** The last lookup that the host at fault made for the packet: of a route where there was one, for neighbours come after it. */
function decisionOf(trace: Trace, record: PacketRecord): Decision | null {
  const blamed = blamedOf(record);
  const events = eventsOf(trace, record.id).filter((event) => event.id <= record.end && event.netns === blamed);
  const last = (kinds: readonly TraceEvent['kind'][]): Decision | null => {
    const event = events.findLast((own) => kinds.includes(own.kind) && readsOf(own).length > 0);
    if (event === undefined) return null;
    const reads = readsOf(event);
    const read = reads.findLast((own) => own.table === 'routes') ?? reads.at(-1);
    return read === undefined ? null : { event, read };
  };
  return last(['route', 'hook']) ?? last(['neigh']);
}

function rowAnswer(trace: Trace, record: PacketRecord, decision: Decision | null, lang: Lang): string {
  const words = transcriptWords(lang).answers;
  if (decision === null) return words.noLookup;
  const { read, event } = decision;
  const asked = { host: read.netns, table: TABLE_SHORT[read.table], query: read.query };
  const said = read.found === null ? words.miss(asked) : words.hit({ ...asked, row: rowText(trace, read, event.id) });
  const node = read.table === 'routes' ? homeOf(trace, record) : null;
  const byItsPrefix = node !== null && (read.found ?? '').startsWith(`${node.podCIDR}`);
  return node === null || byItsPrefix ? said : `${said} ${words.lacking(node.podCIDR)}`;
}

function destinationOf(trace: Trace, record: PacketRecord): string | null {
  return innermost(packetAt(trace, frameAt(trace, record.id, record.end)), 'ipv4')?.dst ?? null;
}

/** The node whose pods have the packet's destination among them. */
function homeOf(trace: Trace, record: PacketRecord): Node | null {
  const address = parseIpv4(destinationOf(trace, record) ?? '');
  return address === null ? null : (trace.world.nodes.find((node) => cidrHas(node.podCIDR, address)) ?? null);
}

/** What a route could not have prevented. */
const NO_WAY: ReadonlySet<string> = new Set(['no route', 'route unreachable', 'route prohibit', 'route blackhole']);

/**
 * What would have let the packet through. The router knows no pods: either it is told of them, or it never sees them, as Cilium's
 * documentation says of the two routing modes (Documentation/network/concepts/routing.rst).
 */
function fixAnswer(trace: Trace, record: PacketRecord, lang: Lang): string {
  const words = transcriptWords(lang).answers;
  const { outcome } = record;
  const { router } = trace.world;
  const node = homeOf(trace, record);
  const noWay = outcome.kind === 'left-the-lab' || (outcome.kind === 'dropped' && NO_WAY.has(outcome.reason.text));
  if (noWay && node !== null && router !== null && blamedOf(record) === router) {
    const route = words.route({ router, command: `ip route add ${node.podCIDR} via ${node.ip}` });
    return trace.lab.cilium.routingMode === 'native' ? `${route} ${words.tunnel}` : route;
  }
  if (outcome.kind === 'left-the-lab') return words.foreign(destinationOf(trace, record) ?? '');
  const end = trace.events[record.end];
  const why = outcome.kind === 'dropped' ? narrateDrop(outcome.reason, lang) : null;
  const detail = end === undefined ? null : narrate(end, trace, lang).detail;
  return [words.reason, why ?? detail ?? ''].join(' ').trim();
}
