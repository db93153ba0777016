import type { DeviceId } from '../lab/names.ts';
import { eventsOf } from '../trace/by-packet.ts';
import type { EventId, PacketId, ProgramName } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { type Box, overlaps, type Point } from './geometry.ts';
import { labelAt } from './label.ts';
import type { DevicePlace, HostPlace, Label, Layout } from './places.ts';

/** The programs that ran at a hook for the packet at hand, in order, beside the hook. */
export interface HookLabel {
  readonly device: DeviceId;
  readonly lines: readonly Label[];
  /** The last of them runs in this very event. */
  readonly current: boolean;
}

const SIZE = 12;
const LINE = 14;

/** The names of the programs that a packet has met when `event` has happened. What finds no free place is left out: the inspector has it. */
export function hookLabelsAt(
  trace: Pick<Trace, 'events'>,
  layout: Layout,
  packet: PacketId,
  event: EventId,
  taken: readonly Box[],
): readonly HookLabel[] {
  const programs = new Map<DeviceId, { names: ProgramName[]; last: EventId }>();
  for (const own of eventsOf(trace, packet)) {
    if (own.id > event || own.kind !== 'hook' || own.device === null) continue;
    const known = programs.get(own.device) ?? { names: [], last: own.id };
    if (known.names.at(-1) !== own.program) known.names.push(own.program);
    known.last = own.id;
    programs.set(own.device, known);
  }
  const used: Box[] = [...taken];
  const labels: HookLabel[] = [];
  for (const [id, { names, last }] of [...programs].toReversed()) {
    const place = layout.devices.get(id);
    if (place === undefined) continue;
    // Where there is no room for all of them, the last one says most.
    const lines = freeSpot(place, names, layout, used) ?? freeSpot(place, names.slice(-1), layout, used);
    if (lines === null) continue;
    used.push(...lines.map((line) => line.box));
    labels.push({ device: id, lines, current: last === event });
  }
  return labels;
}

function freeSpot(
  place: DevicePlace,
  names: readonly string[],
  layout: Layout,
  used: readonly Box[],
): readonly Label[] | null {
  for (const spot of spotsFor(place, names.length, layout.hosts.get(place.host))) {
    const lines = names.map((name, i) =>
      labelAt(name, { x: spot.at.x, y: spot.at.y + i * LINE }, Infinity, SIZE, 'mono', spot.anchor),
    );
    const inside = lines.every(({ box }) => box.x >= 0 && box.x + box.w <= layout.size.w);
    if (inside && !lines.some((line) => used.some((box) => overlaps(box, line.box)))) return lines;
  }
  return null;
}

interface Spot {
  readonly at: Point;
  readonly anchor: Label['anchor'];
}

/** Beside the hexagon, below the device, above it: in the order in which they are tried. */
function spotsFor({ box, role, at }: DevicePlace, lines: number, host: HostPlace | undefined): readonly Spot[] {
  const right = box.x + box.w;
  const middle = box.x + box.w / 2;
  const below = box.y + box.h + 13;
  const above = box.y - 4 - (lines - 1) * LINE;
  if (role === 'lxc') {
    // Beside the veth, which comes down from the pod.
    const side: Spot =
      at.x < middle
        ? { at: { x: at.x + 10, y: above }, anchor: 'start' }
        : { at: { x: at.x - 10, y: above }, anchor: 'end' };
    return [
      side,
      { at: { x: box.x + 14, y: below }, anchor: 'start' },
      { at: { x: right, y: below }, anchor: 'end' },
      moved({ at: { x: box.x + 14, y: below }, anchor: 'start' }, LINE),
    ];
  }
  // A NIC stands on the edge of its node: its names stay inside.
  const inward: Spot =
    host === undefined || role === 'tunnel'
      ? { at: { x: middle, y: below }, anchor: 'middle' }
      : host.wire === 'right'
        ? { at: { x: host.box.x + host.box.w - 8, y: below }, anchor: 'end' }
        : { at: { x: host.box.x + 8, y: below }, anchor: 'start' };
  const higher: readonly Spot[] = [
    { at: { x: middle - 12, y: above }, anchor: 'end' },
    { at: { x: middle + 12, y: above }, anchor: 'start' },
  ];
  return [inward, moved(inward, LINE), ...higher, ...higher.map((spot) => moved(spot, -LINE))];
}

function moved({ at, anchor }: Spot, by: number): Spot {
  return { at: { x: at.x, y: at.y + by }, anchor };
}
