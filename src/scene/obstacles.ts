import { type Box, boxAround, type Point } from './geometry.ts';
import type { Ghost } from './ghosts.ts';
import type { Path } from './path.ts';
import type { DevicePlace, Layout } from './places.ts';
import type { Leg } from './walk.ts';

/** Something that lies on the stage already; the heavier, the worse it is to cover it. */
export interface Obstacle {
  readonly box: Box;
  readonly weight: number;
}

/** Half the breadth of a way with its chevrons. */
const WAY = 6;

/** The straight pieces of a way as thin boxes. */
export function boxesAlong(path: Path): readonly Box[] {
  return path.points.flatMap((b, i) => {
    const a = path.points[i - 1];
    return a === undefined ? [] : [between(a, b)];
  });
}

function between(a: Point, b: Point): Box {
  const x = Math.min(a.x, b.x) - WAY;
  const y = Math.min(a.y, b.y) - WAY;
  return { x, y, w: Math.abs(a.x - b.x) + 2 * WAY, h: Math.abs(a.y - b.y) + 2 * WAY };
}

/** What a layout puts on the stage by itself: devices, pods, names, the router's table, what is outside. */
export function fixedObstacles(layout: Layout, part: (netns: string) => boolean): readonly Obstacle[] {
  const weigh = (netns: string, more: number): number => (part(netns) ? more : 1);
  const hosts = [...layout.hosts.values()];
  return [
    ...[...layout.devices.values()].map((device) => ({ box: withHook(device), weight: weigh(device.host, 6) })),
    ...[...layout.pods.values()].map((pod) => ({ box: pod.box, weight: weigh(pod.netns, 8) })),
    ...hosts.flatMap((host) =>
      [host.title, host.subtitle].flatMap((label) =>
        label === null ? [] : [{ box: label.box, weight: Math.max(16, weigh(host.netns, 4)) }],
      ),
    ),
    ...[...layout.outside.values()].filter((place) => place.kind === 'cloud').map(({ box }) => ({ box, weight: 3 })),
    ...layout.regions.map((region) => ({ box: region.label.box, weight: 2 })),
    ...(layout.routerTable === null ? [] : [{ box: layout.routerTable.box, weight: 5 }]),
    ...(layout.caption === null ? [] : [{ box: layout.caption, weight: 9 }]),
  ];
}

/** The hexagon of a hook stands above its device. */
function withHook({ box, hook, role }: DevicePlace): Box {
  return hook && role !== 'uplink' && role !== 'lxc' ? { ...box, y: box.y - 7, h: box.h + 7 } : box;
}

/** A line of text that begins or ends at its baseline's point. */
function beside(at: Point, w: number, anchor: 'start' | 'end', lines = 1): Box {
  return { x: anchor === 'start' ? at.x : at.x - w, y: at.y - 10, w, h: 13 + (lines - 1) * 15 };
}

/** The reasons that stand beside roads not taken. */
export function noteObstacles(layout: Layout, ghosts: readonly Ghost[]): readonly Obstacle[] {
  return ghosts.flatMap((ghost) => {
    const note = ghost.kind === 'signpost' ? (layout.hosts.get(ghost.device.host)?.lowNote ?? null) : null;
    return note === null ? [] : [{ box: beside(note, note.w, note.anchor, 2), weight: 6 }];
  });
}

/** The way so far, and where the packet rests. */
export function movingObstacles(legs: readonly Leg[], card: Point | null): readonly Obstacle[] {
  const ways = legs.flatMap((leg) => boxesAlong(leg.path)).map((box) => ({ box, weight: 3 }));
  return card === null ? ways : [...ways, { box: boxAround(card, 128, 84), weight: 20 }];
}

/** The area that two boxes share. */
export function shared(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}
