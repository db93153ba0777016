import type { DeviceId, NetnsName } from '../lab/names.ts';
import { type Box, bottomOf, boxAround, centreOf, clamp, overlaps, rightOf } from './geometry.ts';
import type { Layout } from './places.ts';

/** What can be picked on the stage: a device to capture at, or a pod, node or router to look into. */
export type PickTarget = {
  /** The key that a Place of the same thing has. */
  readonly key: string;
  /** What is drawn: the ring goes around it. */
  readonly box: Box;
  /** Where a finger may come down. */
  readonly hit: Box;
} & ({ readonly kind: 'device'; readonly id: DeviceId } | { readonly kind: 'netns'; readonly name: NetnsName });

/** WCAG 2.2, 2.5.8: at least so many CSS pixels either way, or so much room around. */
export const LEAST = 24;
const AROUND_TITLE = 4;

type Bare = { readonly key: string; readonly box: Box; readonly core: Box } & (
  | { readonly kind: 'device'; readonly id: DeviceId }
  | { readonly kind: 'netns'; readonly name: NetnsName }
);

const known = new WeakMap<Layout, readonly PickTarget[]>();

/** All targets of a layout in reading order: host by host, then row by row. The layout alone decides. */
export function pickTargets(layout: Layout): readonly PickTarget[] {
  const made = known.get(layout) ?? build(layout);
  known.set(layout, made);
  return made;
}

function build(layout: Layout): readonly PickTarget[] {
  const bare = bareTargets(layout);
  const boxes = grown(
    bare.map(({ core }) => core),
    { x: 0, y: 0, ...layout.size },
  );
  return bare.map(({ core, ...target }, i) => ({ ...target, hit: boxes[i] ?? core }));
}

function bareTargets(layout: Layout): readonly Bare[] {
  const hosts = [...layout.hosts.values()].toSorted((a, b) => a.box.x - b.box.x || a.box.y - b.box.y);
  return hosts.flatMap((host) => {
    const { title } = host;
    const plate = {
      x: title.box.x - AROUND_TITLE,
      y: title.box.y - AROUND_TITLE,
      w: title.box.w + 2 * AROUND_TITLE,
      h: title.box.h + 2 * AROUND_TITLE,
    };
    const devices = [...layout.devices.values()].filter((device) => device.host === host.netns);
    const own: Bare[] = [
      ...[...layout.pods.values()]
        .filter((pod) => pod.host === host.netns)
        .map((pod): Bare => {
          const plugs = devices.map(({ box }) => box).filter((box) => overlaps(box, pod.box));
          const core = plugs.reduce(withoutLower, pod.box);
          return { key: `pod ${pod.netns}`, kind: 'netns', name: pod.netns, box: pod.box, core };
        }),
      ...devices.map((device): Bare => ({
        key: device.id,
        kind: 'device',
        id: device.id,
        box: device.box,
        core: device.box,
      })),
    ];
    const head: Bare = { key: `kernel ${host.netns}`, kind: 'netns', name: host.netns, box: plate, core: title.box };
    return [head, ...own.toSorted((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)];
  });
}

/** A pod's plug stands on its lower edge: what is above it belongs to the pod. */
function withoutLower(pod: Box, plug: Box): Box {
  return overlaps(pod, plug) && plug.y > pod.y ? { ...pod, h: plug.y - pod.y } : pod;
}

interface Span {
  readonly low: number;
  readonly high: number;
}

/**
 * Boxes that are too small grow outwards, and no two grow into each other: where two would, both stop in the middle of
 * what lies between them, on the axis on which they are further apart.
 */
function grown(boxes: readonly Box[], stage: Box): readonly Box[] {
  const reach = boxes.map((box) => boxAround(centreOf(box), box.w + 2 * lack(box.w), box.h + 2 * lack(box.h)));
  return boxes.map((box, i) => {
    let across: Span = { low: stage.x, high: rightOf(stage) };
    let down: Span = { low: stage.y, high: bottomOf(stage) };
    for (const [j, other] of boxes.entries()) {
      if (i === j || !overlaps(reach[i] ?? box, reach[j] ?? other)) continue;
      const beside = gap(box.x, rightOf(box), other.x, rightOf(other));
      const above = gap(box.y, bottomOf(box), other.y, bottomOf(other));
      if (beside >= above) across = stopped(across, box.x, rightOf(box), other.x, rightOf(other));
      else down = stopped(down, box.y, bottomOf(box), other.y, bottomOf(other));
    }
    const [x, w] = spread(box.x, box.w, across);
    const [y, h] = spread(box.y, box.h, down);
    return { x, y, w, h };
  });
}

function lack(size: number): number {
  return Math.max(0, LEAST - size);
}

function gap(low: number, high: number, otherLow: number, otherHigh: number): number {
  return Math.max(otherLow - high, low - otherHigh);
}

function stopped(span: Span, low: number, high: number, otherLow: number, otherHigh: number): Span {
  return otherLow >= high
    ? { ...span, high: Math.min(span.high, (high + otherLow) / 2) }
    : otherHigh <= low
      ? { ...span, low: Math.max(span.low, (low + otherHigh) / 2) }
      : span;
}

/** As long as it must be, around its own middle where there is room, else towards where room is. */
function spread(at: number, size: number, { low, high }: Span): readonly [at: number, size: number] {
  const want = Math.max(size, Math.min(LEAST, high - low));
  const from = at - (want - size) / 2;
  return [clamp(from, Math.min(low, at), Math.max(Math.min(low, at), high - want)), want];
}
