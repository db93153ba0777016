import type { DeviceId } from '../../src/lab/names.ts';
import type { Box, Point } from '../../src/scene/geometry.ts';
import { castOf, layoutOf } from '../../src/scene/layout.ts';
import { beat, packetsAt, type PacketMark } from '../../src/scene/packets.ts';
import type { Layout } from '../../src/scene/places.ts';
import { stageAt, type Stage } from '../../src/scene/stage.ts';
import { walkOf } from '../../src/scene/walk.ts';
import type { EventId } from '../../src/trace/events.ts';
import type { PacketRecord, Trace } from '../../src/trace/trace.ts';

/** A desk and a telephone: subnets side by side, subnets in a stack. */
const FRAMES = [
  { width: 1440, height: 900 },
  { width: 1056, height: 640 },
  { width: 360, height: 640 },
] as const;

const layouts = new WeakMap<Trace, readonly Layout[]>();

export function layoutsOf(trace: Trace): readonly Layout[] {
  let known = layouts.get(trace);
  if (known === undefined) {
    const cast = castOf(trace);
    known = FRAMES.map((frame) => layoutOf(trace.world, { ...frame, cast }));
    layouts.set(trace, known);
  }
  return known;
}

/** The wide one, for what does not depend on the frame. */
export function layoutOn(trace: Trace): Layout {
  const [wide] = layoutsOf(trace);
  if (wide === undefined) throw new Error('no layout');
  return wide;
}

/** Where a packet is drawn, stop by stop: 'curl-pod:eth0', 'kernel router', 'outside nat@router'. */
export function stopsOf(trace: Trace, packet: PacketRecord): readonly string[] {
  return walkOf(trace, layoutOn(trace), packet.id).stops.map((stop) => stop.place.key);
}

/** How the lines between the stops are drawn: 'wire', 'kernel', 'redirect', 'peer'. */
export function linesOf(trace: Trace, packet: PacketRecord): readonly string[] {
  return walkOf(trace, layoutOn(trace), packet.id).legs.map((leg) => leg.kind);
}

export function stageOf(trace: Trace, event: EventId | number): Stage {
  return stageAt(trace, layoutOn(trace), event as EventId);
}

/** A packet's marks at rest and in movement, all its life long, in one frame. */
export function marksOf(trace: Trace, packet: PacketRecord, layout: Layout): readonly PacketMark[] {
  const marks: PacketMark[] = [];
  for (let event: number = packet.born; event <= packet.end; event++) {
    for (const share of [0, 0.2, 0.4, 0.6, 0.8]) {
      const mark = packetsAt(trace, layout, beat(event + share)).find((one) => one.id === packet.id);
      if (mark !== undefined) marks.push(mark);
    }
  }
  return marks;
}

/** The devices, among those given, into whose box a packet is ever drawn in any frame: none of the moving marks is left out. */
export function drawnIn(trace: Trace, packet: PacketRecord, devices: readonly DeviceId[]): readonly string[] {
  const found = new Set<string>();
  for (const layout of layoutsOf(trace)) {
    const boxes = devices.flatMap((device): readonly (readonly [DeviceId, Box])[] => {
      const place = layout.devices.get(device);
      return place === undefined ? [] : [[device, place.box]];
    });
    for (const mark of marksOf(trace, packet, layout)) {
      for (const [device, box] of boxes) if (holds(box, mark)) found.add(`${layout.arrangement} ${device}`);
    }
  }
  return [...found];
}

function holds(box: Box, point: Point): boolean {
  return point.x > box.x && point.x < box.x + box.w && point.y > box.y && point.y < box.y + box.h;
}

/** The tunnel headers that a packet's mark wears at an event: 'vxlan' or nothing. */
export function wornAt(trace: Trace, packet: PacketRecord, event: EventId): boolean {
  const mark = packetsAt(trace, layoutOn(trace), beat(event)).find((one) => one.id === packet.id);
  return mark?.card.rings.some((ring) => ring.kind === 'vxlan' || ring.kind === 'geneve') ?? false;
}
