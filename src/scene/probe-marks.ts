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
    const at = device === 'any' ? atHost(layout, netns) : corner(layout.devices.get(device)?.box);
    if (at === null) return [];
    const { w, h } = layout.size;
    return [{ number, at: { x: clamp(at.x, HALF, w - HALF), y: clamp(at.y, HALF, h - HALF) } }];
  });
}

/** Under the lower right corner: wires, hooks and notes keep to the other sides, and the next device may stand beside. */
function corner(box: Box | undefined): Point | null {
  return box === undefined ? null : { x: rightOf(box) - 3, y: bottomOf(box) + 6 };
}

function atHost(layout: Layout, netns: NetnsName): Point | null {
  const pod = layout.pods.get(netns);
  if (pod !== undefined) return { x: rightOf(pod.box), y: pod.box.y };
  const title = layout.hosts.get(netns)?.title.box;
  return title === undefined ? null : { x: rightOf(title) + 18, y: title.y + title.h / 2 };
}
