import type { Brand } from '../base/brand.ts';
import { innermost, type Packet } from '../wire/layers.ts';
import type { EventId, PacketId } from '../trace/events.ts';
import { packetAt } from '../trace/packet-at.ts';
import type { Trace } from '../trace/trace.ts';
import { type Card, cardOf, tunnelIndex } from './card.ts';
import type { Point } from './geometry.ts';
import type { TraceOnStage } from './place-of.ts';
import { frameAt, type Way, wayOf } from './packet-way.ts';
import { lengthOf, pointOn } from './path.ts';
import type { Layout } from './places.ts';
import { isStone, labelOf, restsAt, type TtlSide } from './rests.ts';
import { type Leg, stopAt, type Walk, walkOf } from './walk.ts';

/** Integer part: event index. Fraction: how far towards the next one. */
export type Beat = Brand<number, 'Beat'>;

export function beat(value: number): Beat {
  return value as Beat;
}

export function eventAt(at: Beat): EventId {
  return Math.floor(at) as EventId;
}

export interface PacketMark {
  readonly id: PacketId;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly card: Card;
  /** How much of the outermost layers is there: 1, or less while a tunnel is being put around or taken off. */
  readonly wrap: { readonly layers: number; readonly share: number };
  readonly way: Way;
  /** The packet that the current event is about. */
  readonly current: boolean;
  readonly ttl: number | null;
  readonly vni: number | null;
  /** Where there is room for its TTL. */
  readonly ttlAt: TtlSide | null;
  /** It has reached who it was meant for, in this very event. */
  readonly arrived: boolean;
}

type Shown = TraceOnStage & Pick<Trace, 'jobs'>;

/** Every packet in flight at a place in time. Depends on nothing but its arguments: seeking equals playing. */
export function packetsAt(trace: Shown, layout: Layout, at: Beat): readonly PacketMark[] {
  const event = eventAt(at);
  const share = at - event;
  const current = trace.events[event]?.packet ?? null;
  const marks: PacketMark[] = [];
  for (const record of trace.packets) {
    if (record.born > event || record.end < event) continue;
    if (isStone(record, event)) continue;
    const mark = markOf(trace, layout, record.id, event, share, record.id === current);
    if (mark !== null) marks.push(mark);
  }
  return marks;
}

function markOf(
  trace: Shown,
  layout: Layout,
  id: PacketId,
  event: EventId,
  share: number,
  current: boolean,
): PacketMark | null {
  const walk = walkOf(trace, layout, id);
  const now = frameAt(trace, id, event);
  const next = trace.events[event + 1];
  const coming = next?.packet === id && next.frame !== null ? next.frame : now;
  const before = packetAt(trace, now);
  const after = packetAt(trace, coming);
  const label = trace.packets[id]?.label ?? '';
  const way = wayOf(trace, id);
  const grows = tunnelIndex(before) < 0 && tunnelIndex(after) >= 0;
  const shrinks = tunnelIndex(before) >= 0 && tunnelIndex(after) < 0;
  const shown = grows && share > 0 ? after : before;
  const moving = share > 0 && (grows || shrinks);
  const card = cardOf(shown, labelOf(trace, id), layout.slim);
  const rest = restsAt(trace, layout, event).get(id);
  const where = rest === undefined ? null : positionOf(trace, layout, id, walk, event, share);
  if (rest === undefined || where === null) return null;
  const record = trace.packets[id];
  return {
    id,
    label,
    x: where.x,
    y: where.y,
    card,
    wrap: { layers: tunnelIndex(shown) + 1, share: moving ? (grows ? share : 1 - share) : 1 },
    way,
    current,
    ttl: innermost(before, 'ipv4')?.ttl ?? null,
    vni: vniOf(shown),
    ttlAt: share === 0 ? rest.ttlAt : null,
    arrived: record?.end === event && record.outcome.kind === 'delivered',
  };
}

/** The leg that the current packet is on at this moment, and how much of it lies behind it; null while it rests. */
export function trailAt(trace: Shown, layout: Layout, at: Beat): { readonly leg: Leg; readonly share: number } | null {
  const event = eventAt(at);
  const share = at - event;
  const packet = trace.events[event + 1]?.packet ?? null;
  if (packet === null || share === 0 || (trace.packets[packet]?.born ?? Infinity) > event) return null;
  const leg = walkOf(trace, layout, packet).legs.find((candidate) => candidate.to.first === event + 1);
  return leg === undefined ? null : { leg, share: eased(share) };
}

function eased(share: number): number {
  return share * share * (3 - 2 * share);
}

const SHORT_WAY = 90;

/**
 * A packet moves in the beat before its next event, and rests in all others; if it rests elsewhere after the event (a
 * stone stands there now, a tunnel is around it), it goes over there.
 */
function positionOf(
  trace: Shown,
  layout: Layout,
  id: PacketId,
  walk: Walk,
  event: EventId,
  share: number,
): Point | null {
  const stop = stopAt(walk, event);
  const rest = restsAt(trace, layout, event).get(id)?.at;
  if (stop === null || rest === undefined) return null;
  const gone = eased(share);
  const next = gone === 0 ? rest : (restsAt(trace, layout, (event + 1) as EventId).get(id)?.at ?? rest);
  const leg = walk.legs.find((candidate) => candidate.from === stop);
  if (leg === undefined || leg.to.first !== event + 1 || share === 0) return between(rest, next, gone);
  const on = pointOn(leg.path, gone);
  const from = offset(rest, stop.place.place.at);
  const to = offset(next, leg.to.place.place.at);
  const off = between(from, to, gone);
  // On a long way the card sinks onto the line, so that it is seen to follow it; on a short one it would hide names.
  const lift = leg.kind === 'kernel' || lengthOf(leg.path) < SHORT_WAY ? 1 : Math.abs(1 - 2 * gone) ** 2;
  return { x: on.x + off.x * lift, y: on.y + off.y * lift };
}

function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

function offset(a: Point, b: Point): Point {
  return { x: a.x - b.x, y: a.y - b.y };
}

function vniOf(packet: Packet): number | null {
  const layer = packet[tunnelIndex(packet)];
  return layer !== undefined && (layer.kind === 'vxlan' || layer.kind === 'geneve') ? layer.vni : null;
}
