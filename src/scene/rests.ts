import { innermost } from '../wire/layers.ts';
import type { EventId, PacketId } from '../trace/events.ts';
import { packetAt } from '../trace/packet-at.ts';
import type { Trace } from '../trace/trace.ts';
import { type Card, cardOf } from './card.ts';
import { freeSpot, type Part } from './free-spot.ts';
import { type Box, bottomOf, boxAround, type Point, rightOf } from './geometry.ts';
import { belowPlug, bordersDrawn, namesDrawn, otherHosts, signpostRow } from './names-drawn.ts';
import type { Obstacle } from './obstacles.ts';
import { frameAt, wayOf } from './packet-way.ts';
import { hostOf, type Place, type TraceOnStage } from './place-of.ts';
import type { Layout, PodPlace } from './places.ts';
import { podBehind } from './route-of.ts';
import { stoneBox, stonesAt } from './stones.ts';
import { type Stop, stopAt, walkOf } from './walk.ts';

/** Where a packet's time to live is written, seen from its card. */
export type TtlSide = 'right' | 'below' | 'left';

/** Where a packet rests when an event has happened. */
export interface Rest {
  readonly at: Point;
  /** Where there is room for its TTL; null where it is not told. */
  readonly ttlAt: TtlSide | null;
}

type Shown = TraceOnStage & Pick<Trace, 'jobs'>;
type Rests = ReadonlyMap<PacketId, Rest>;

const known = new WeakMap<Layout, WeakMap<TraceOnStage['events'], Map<EventId, Rests>>>();

/**
 * Where every packet in flight rests when `event` has happened: at its place, and there where it hides no name, no stone
 * and no older packet. Depends on nothing but its arguments, so that seeking equals playing.
 */
export function restsAt(trace: Shown, layout: Layout, event: EventId): Rests {
  let ofLayout = known.get(layout);
  if (ofLayout === undefined) known.set(layout, (ofLayout = new WeakMap()));
  let ofTrace = ofLayout.get(trace.events);
  if (ofTrace === undefined) ofLayout.set(trace.events, (ofTrace = new Map()));
  const old = ofTrace.get(event);
  if (old !== undefined) return old;
  const rests = place(trace, layout, event);
  ofTrace.set(event, rests);
  return rests;
}

function place(trace: Shown, layout: Layout, event: EventId): Rests {
  const rests = new Map<PacketId, Rest>();
  const taken: Obstacle[] = stonesAt(trace, layout, event).map((stone) => ({ box: stoneBox(stone), weight: HEAVY }));
  for (const record of trace.packets) {
    const gone = record.end < event && record.outcome.kind !== 'under-way';
    if (record.born > event || gone) continue;
    const stop = stopAt(walkOf(trace, layout, record.id), event);
    if (stop === null) continue;
    const card = cardAt(trace, layout, record.id, event);
    const ttl = innermost(packetAt(trace, frameAt(trace, record.id, event)), 'ipv4')?.ttl ?? null;
    // What is thrown away is a stone from this moment on: it goes where the stone stands, and takes no room.
    if (isStone(record, event)) {
      rests.set(record.id, { at: restOf(layout, stop.place, card), ttlAt: null });
      continue;
    }
    const rest = restIn(layout, stop, card, ttl !== null, taken);
    rests.set(record.id, rest);
    taken.push({ box: boxAround(rest.at, card.w + 2 * SHADOW, card.h + 2 * SHADOW), weight: HEAVY });
  }
  return rests;
}

/** A packet that is thrown away is a stone from that moment on. */
export function isStone(record: Trace['packets'][number], event: EventId): boolean {
  return record.end === event && (record.outcome.kind === 'dropped' || record.outcome.kind === 'never-sent');
}

/** A packet's card when an event has happened. */
export function cardAt(trace: Shown, layout: Layout, id: PacketId, event: EventId): Card {
  return cardOf(packetAt(trace, frameAt(trace, id, event)), labelOf(trace, id), layout.slim);
}

/** What a packet's card says: answers point back. */
export function labelOf(trace: Shown, id: PacketId): string {
  const label = trace.packets[id]?.label ?? '';
  return wayOf(trace, id) === 'reply' ? `↩ ${label}` : label;
}

/** The paper around a card. */
const SHADOW = 3;
const HEAVY = 60;
/** The first of two sides that are as good as each other. */
const HABIT = 6;

function restIn(layout: Layout, { place: here }: Stop, card: Card, hasTtl: boolean, taken: readonly Obstacle[]): Rest {
  const want = restOf(layout, here, card);
  const names = [...namesDrawn(layout), ...taken];
  const face: Part = {
    box: boxAround({ x: 0, y: 0 }, card.w + 2 * SHADOW, card.h + 2 * SHADOW),
    avoid: [...names, ...otherHosts(layout, hostOf(here)), ...wrongEnd(layout, here)],
  };
  const sides = hasTtl ? sidesFor(layout, here) : [];
  if (sides.length === 0) return { at: freeSpot(want, [face], layout.size).at, ttlAt: null };
  const text = [...names, ...bordersDrawn(layout)];
  const tried = sides.map((side, i) => {
    const found = freeSpot(want, [face, { box: ttlBox(card, side), avoid: text }], layout.size);
    return { at: found.at, ttlAt: side, cost: found.cost + i * HABIT };
  });
  const [best] = tried.toSorted((a, b) => a.cost - b.cost);
  return best === undefined ? { at: want, ttlAt: null } : { at: best.at, ttlAt: best.ttlAt };
}

/** Where a card would tell a way that the packet does not go: below its lxc while at its plug, among the signposts while elsewhere. */
function wrongEnd(layout: Layout, here: Place): readonly Obstacle[] {
  const host = hostOf(here);
  if (host === null) return [];
  const role = here.kind === 'device' ? here.place.role : null;
  if (role === 'cilium_host' || role === 'cilium_net' || role === 'uplink') return [];
  const pod =
    here.kind === 'pod' ? here.place : here.kind === 'device' && role === 'pod' ? podBehind(layout, here.place) : null;
  return [...signpostRow(layout, host), ...(pod === null ? [] : belowPlug(layout, pod))];
}

/** In the router and behind it a packet's TTL is told: below it, or beside it. */
function sidesFor(layout: Layout, here: Place): readonly TtlSide[] {
  if (here.kind === 'outside') return ['right', 'below', 'left'];
  if (here.kind !== 'kernel' || here.place.kind !== 'router') return [];
  return layout.arrangement === 'stack' ? ['left', 'below'] : ['below', 'right', 'left'];
}

const TTL = { w: 44, h: 15, beside: 9 };

function ttlBox(card: Card, side: TtlSide): Box {
  switch (side) {
    case 'below':
      return { x: -TTL.w / 2, y: card.h / 2 + 3, w: TTL.w, h: TTL.h };
    case 'right':
      return { x: card.w / 2 + TTL.beside, y: -TTL.h / 2, w: TTL.w, h: TTL.h };
    case 'left':
      return { x: -card.w / 2 - TTL.beside - TTL.w, y: -TTL.h / 2, w: TTL.w, h: TTL.h };
  }
}

const CLEAR = 4;

/**
 * Where a card would like to rest at a place: hung into the lower edge of its pod beside the plug; a tall one clear of a
 * device's name, in the direction in which cards rest there.
 */
export function restOf(
  layout: Layout,
  { kind, place: own }: Place,
  card: { readonly w: number; readonly h: number },
): Point {
  if (kind === 'pod') return dockOf(layout, own, card, 'inside');
  if (kind !== 'device' || own.role === 'door') return own.card;
  const { box } = own;
  if (own.role === 'pod') {
    const pod = podBehind(layout, own);
    return pod === null ? own.card : dockOf(layout, pod, card, 'plug');
  }
  const { x, y } = own.card;
  if (y < box.y) return { x, y: Math.min(y, box.y - CLEAR - card.h / 2) };
  if (y > bottomOf(box)) return { x, y: Math.max(y, bottomOf(box) + CLEAR + card.h / 2) };
  return own.card;
}

/** Below the last line of a pod's text. At its plug a card hangs on the plug; inside it keeps to the other end. */
function dockOf(
  layout: Layout,
  pod: PodPlace,
  card: { readonly w: number; readonly h: number },
  where: 'inside' | 'plug',
): Point {
  const plug = [...layout.devices.values()].find(
    (device) => device.role === 'pod' && podBehind(layout, device) === pod,
  );
  const half = card.w / 2 + SHADOW;
  const y = bottomOf((pod.ip ?? pod.name).box) + SHADOW + card.h / 2;
  if (plug === undefined) return { x: pod.at.x, y };
  const isLeft = plug.at.x < pod.at.x;
  const beside = isLeft ? rightOf(plug.box) + CLEAR + half : plug.box.x - CLEAR - half;
  if (where === 'plug') return { x: beside, y };
  const end = isLeft ? rightOf(pod.box) - CLEAR - half : pod.box.x + CLEAR + half;
  return { x: isLeft ? Math.max(beside, end) : Math.min(beside, end), y };
}
