import type { EventId, PacketId } from '../trace/events.ts';
import type { Outcome } from '../trace/verdict.ts';
import { freeSpot } from './free-spot.ts';
import { type Box, bottomOf, boxAround, type Point } from './geometry.ts';
import { namesDrawn, otherHosts } from './names-drawn.ts';
import type { Obstacle } from './obstacles.ts';
import { hostOf, type Place, placeOf, type TraceOnStage } from './place-of.ts';
import type { Layout } from './places.ts';
import { textWidth } from './text-width.ts';

/** A packet that did not arrive, where it was lost. Equal fates at one place share a stone. */
export interface Stone {
  readonly key: string;
  readonly at: Point;
  /** Room for its words in every language. */
  readonly size: { readonly w: number; readonly h: number };
  readonly outcome: Outcome;
  readonly packets: readonly PacketId[];
  readonly label: string;
  /** The last of them was lost in the current event. */
  readonly fresh: boolean;
}

/** Outcomes that a reader must see afterwards: what was lost, not what arrived or was housekeeping. */
function isLoss(outcome: Outcome): boolean {
  return outcome.kind === 'left-the-lab' || outcome.kind === 'dropped' || outcome.kind === 'never-sent';
}

/** A stone before it has found its place. */
interface Loose extends Omit<Stone, 'at' | 'size'> {
  readonly place: Place;
}

const standing = new WeakMap<Layout, WeakMap<TraceOnStage['events'], Map<EventId, readonly Stone[]>>>();

/** The stones that stand when `event` has happened: where packets were lost, and there where they hide no name and no other stone. */
export function stonesAt(trace: TraceOnStage, layout: Layout, event: EventId): readonly Stone[] {
  let ofLayout = standing.get(layout);
  if (ofLayout === undefined) standing.set(layout, (ofLayout = new WeakMap()));
  let ofTrace = ofLayout.get(trace.events);
  if (ofTrace === undefined) ofLayout.set(trace.events, (ofTrace = new Map()));
  const old = ofTrace.get(event);
  if (old !== undefined) return old;
  const stones = stand(layout, looseAt(trace, layout, event));
  ofTrace.set(event, stones);
  return stones;
}

function looseAt(trace: TraceOnStage, layout: Layout, event: EventId): readonly Loose[] {
  const stones = new Map<string, Loose>();
  for (const record of trace.packets) {
    if (record.end > event || !isLoss(record.outcome)) continue;
    // A frame for another MAC that a NIC throws away is no loss: it was never meant to be read there.
    if (record.outcome.kind === 'dropped' && record.outcome.reason.text === 'other host') continue;
    const end = trace.events[record.end];
    const place = end === undefined ? null : placeOf(layout, end);
    if (place === null) continue;
    const key = `${place.key} ${record.outcome.kind}`;
    const old = stones.get(key);
    stones.set(key, {
      key,
      place,
      outcome: record.outcome,
      packets: [...(old?.packets ?? []), record.id],
      label: record.label,
      fresh: record.end === event,
    });
  }
  return [...stones.values()];
}

const HEAVY = 60;

function stand(layout: Layout, loose: readonly Loose[]): readonly Stone[] {
  const taken: Obstacle[] = [];
  return loose.map(({ place, ...stone }) => {
    const size = sizeOf(stone, layout.slim);
    const box = boxAround({ x: 0, y: 0 }, size.w, size.h);
    const avoid = [...namesDrawn(layout), ...otherHosts(layout, hostOf(place)), ...taken];
    const { at } = freeSpot(stoneAt(place), [{ box, avoid }], layout.size);
    taken.push({ box: boxAround(at, size.w, size.h), weight: HEAVY });
    return { ...stone, at, size };
  });
}

/** What a stone covers. */
export function stoneBox({ at, size }: Stone): Box {
  return boxAround(at, size.w, size.h);
}

/** The longest verdict that stands on a stone, in either language, with its sign. */
const WORD = 108;
const PAD = 24;

function sizeOf({ label, packets }: Pick<Stone, 'label' | 'packets'>, slim: boolean): Stone['size'] {
  const line = textWidth(`${label} ×${packets.length}`, 12);
  return { w: Math.max(WORD, line + PAD), h: slim ? 40 : 44 };
}

function stoneAt(place: Place): Point {
  switch (place.kind) {
    case 'outside':
      return place.place.stone;
    case 'device':
      return place.place.role === 'lxc' ? { x: place.place.card.x, y: place.place.card.y + 8 } : place.place.card;
    case 'pod':
      return { x: place.place.at.x, y: bottomOf(place.place.box) + 26 };
    case 'kernel':
      return place.place.kind === 'router' ? { x: place.place.at.x, y: place.place.at.y } : place.place.card;
  }
}
