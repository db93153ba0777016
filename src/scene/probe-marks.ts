import type { DeviceId, NetnsName } from '../lab/names.ts';
import { type Box, bottomOf, clamp, type Point, rightOf } from './geometry.ts';
import type { Layout } from './places.ts';

/** The numbered clip of a running capture, where it is attached. */
export interface ProbeMarkPlace {
  readonly number: number;
  readonly at: Point;
}

/** Half of what a mark needs, its halo included. */
const HALF = 11;

/** One mark per probe that has a place on this stage; a capture on `any` is attached to the name of its host. */
export function probeMarks(
  layout: Layout,
  probes: readonly { readonly netns: NetnsName; readonly device: DeviceId | 'any'; readonly number: number }[],
): readonly ProbeMarkPlace[] {
  return probes.flatMap(({ netns, device, number }) => {
    const at = device === 'any' ? atHost(layout, netns) : atDevice(layout.devices.get(device)?.box, layout.size.h);
    if (at === null) return [];
    const { w, h } = layout.size;
    return [{ number, at: { x: clamp(at.x, HALF, w - HALF), y: clamp(at.y, HALF, h - HALF) } }];
  });
}

/**
 * Under the lower right corner: wires, hooks and notes keep to the other sides, and the next device may stand beside.
 * At the lower edge of the stage there is only beside.
 */
function atDevice(box: Box | undefined, height: number): Point | null {
  if (box === undefined) return null;
  const below = bottomOf(box) + HALF - 3;
  return below + HALF <= height ? { x: rightOf(box) - 3, y: below } : { x: rightOf(box) + HALF, y: box.y + box.h / 2 };
}

function atHost(layout: Layout, netns: NetnsName): Point | null {
  const pod = layout.pods.get(netns);
  if (pod !== undefined) return { x: rightOf(pod.box), y: pod.box.y };
  const title = layout.hosts.get(netns)?.title.box;
  return title === undefined ? null : { x: rightOf(title) + 18, y: title.y + title.h / 2 };
}
