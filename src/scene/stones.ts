import type { EventId, PacketId } from '../trace/events.ts';
import type { Outcome } from '../trace/verdict.ts';
import type { Point } from './geometry.ts';
import { bottomOf } from './geometry.ts';
import { type Place, placeOf, type TraceOnStage } from './place-of.ts';
import type { Layout } from './places.ts';

/** A packet that did not arrive, where it was lost. Equal fates at one place share a stone. */
export interface Stone {
  readonly key: string;
  readonly at: Point;
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

/** The stones that stand when `event` has happened. */
export function stonesAt(trace: TraceOnStage, layout: Layout, event: EventId): readonly Stone[] {
  const stones = new Map<string, Stone>();
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
      at: stoneAt(place),
      outcome: record.outcome,
      packets: [...(old?.packets ?? []), record.id],
      label: record.label,
      fresh: record.end === event,
    });
  }
  return [...stones.values()];
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
