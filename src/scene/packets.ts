import type { Brand } from '../base/brand.ts';
import { innermost, type Packet } from '../wire/layers.ts';
import { eventsOf } from '../trace/by-packet.ts';
import type { EventId, FrameId, PacketId } from '../trace/events.ts';
import { packetAt } from '../trace/packet-at.ts';
import type { Trace } from '../trace/trace.ts';
import { type Card, cardOf, tunnelIndex } from './card.ts';
import { bottomOf, type Point } from './geometry.ts';
import type { Place, TraceOnStage } from './place-of.ts';
import { lengthOf, pointOn } from './path.ts';
import type { Layout } from './places.ts';
import { type Leg, type Stop, stopAt, type Walk, walkOf } from './walk.ts';

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
  readonly way: 'request' | 'reply' | 'other';
  /** The packet that the current event is about. */
  readonly current: boolean;
  readonly ttl: number | null;
  readonly vni: number | null;
  /** Where there is room for its TTL. */
  readonly ttlAt: 'right' | 'below' | null;
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
    // A packet that is thrown away is a stone from that moment on.
    if (record.end === event && (record.outcome.kind === 'dropped' || record.outcome.kind === 'never-sent')) continue;
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
  const text = way === 'reply' ? `↩ ${label}` : label;
  const card = cardOf(shown, text, layout.slim);
  const where = positionOf(walk, event, share, {
    before: grows && share > 0 ? cardOf(before, text, layout.slim).h : card.h,
    after: shrinks ? cardOf(after, text, layout.slim).h : card.h,
  });
  if (where === null) return null;
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
    ttlAt: share === 0 ? roomFor(stopAt(walk, event)) : null,
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

/** A packet moves in the beat before its next event, and rests in all others. */
function positionOf(
  walk: Walk,
  event: EventId,
  share: number,
  height: { readonly before: number; readonly after: number },
): Point | null {
  const stop = stopAt(walk, event);
  if (stop === null) return null;
  const rest = restOf(stop.place, height.before + (height.after - height.before) * share);
  const leg = walk.legs.find((candidate) => candidate.from === stop);
  if (leg === undefined || leg.to.first !== event + 1 || share === 0) return rest;
  const gone = eased(share);
  const on = pointOn(leg.path, gone);
  const from = offset(rest, stop.place.place.at);
  const to = offset(restOf(leg.to.place, height.after), leg.to.place.place.at);
  // On a long way the card sinks onto the line, so that it is seen to follow it; on a short one it would hide names.
  const lift = leg.kind === 'kernel' || lengthOf(leg.path) < SHORT_WAY ? 1 : Math.abs(1 - 2 * gone) ** 2;
  return {
    x: on.x + (from.x + (to.x - from.x) * gone) * lift,
    y: on.y + (from.y + (to.y - from.y) * gone) * lift,
  };
}

const CLEAR = 4;

/** Where a card of this height rests at a place: a tall one moves away from a device's name, in the direction in which cards rest there. */
export function restOf({ kind, place }: Place, height: number): Point {
  const { card } = place;
  if (kind !== 'device' || place.role === 'door') return card;
  const { box } = place;
  if (card.y < box.y) return { x: card.x, y: Math.min(card.y, box.y - CLEAR - height / 2) };
  if (card.y > bottomOf(box)) return { x: card.x, y: Math.max(card.y, bottomOf(box) + CLEAR + height / 2) };
  return card;
}

/** In the router there is room below a packet, behind it beside it, and nowhere else. */
function roomFor(stop: Stop | null): PacketMark['ttlAt'] {
  if (stop?.place.kind === 'outside') return 'right';
  return stop?.place.kind === 'kernel' && stop.place.place.kind === 'router' ? 'below' : null;
}

function offset(a: Point, b: Point): Point {
  return { x: a.x - b.x, y: a.y - b.y };
}

/** The frame of a packet after `event`. */
export function frameAt(trace: Pick<Trace, 'events'>, packet: PacketId, event: EventId): FrameId | null {
  const last = eventsOf(trace, packet).findLast((own) => own.id <= event && own.frame !== null);
  return last?.frame ?? eventsOf(trace, packet).find((own) => own.frame !== null)?.frame ?? null;
}

/** Sent by the application that began it all, or by the other side. */
export function wayOf(trace: Pick<Trace, 'packets' | 'jobs'>, packet: PacketId): PacketMark['way'] {
  const record = trace.packets[packet];
  if (record === undefined || record.cause.kind === 'arp') return 'other';
  const job = record.job === null ? undefined : trace.jobs[record.job];
  if (job === undefined) return 'other';
  return job.netns === record.from ? 'request' : 'reply';
}

function vniOf(packet: Packet): number | null {
  const layer = packet[tunnelIndex(packet)];
  return layer !== undefined && (layer.kind === 'vxlan' || layer.kind === 'geneve') ? layer.vni : null;
}
