import type { DeviceId, NetnsName } from '../lab/names.ts';
import type { Node, World } from '../lab/world.ts';
import type { Cidr } from '../wire/address.ts';
import type { Box } from './geometry.ts';
import { labelAt } from './label.ts';
import type { DevicePlace, Layout, Placed, Rail, Region } from './places.ts';
import { doorsOf, type RouterPlaced } from './router-layout.ts';

/** What a layout is made for. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** The namespaces that have a part in the run: what is drawn even where room is short. */
  readonly cast: ReadonlySet<NetnsName>;
}

export interface SideOf {
  readonly segment: string | null;
  readonly nodes: readonly Node[];
}

export function segmentOf(world: World, node: Node): string {
  const nic = world.devices.get(node.dev);
  return nic?.kind === 'nic' ? nic.segment : '';
}

/** Nodes by subnet: at the router's first door, and at its second. A single subnet without a router takes both sides of its wire. */
export function sidesOf(world: World): { readonly left: SideOf; readonly right: SideOf } {
  const doors = world.router === null ? [] : doorsOf(world, world.router).sides;
  const wired = doors.map((door) => (door.kind === 'nic' ? door.segment : ''));
  const segments = [...new Set([...wired, ...world.nodes.map((node) => segmentOf(world, node))])].filter(
    (id) => id !== '',
  );
  const [first = null, second = null] = segments;
  const of = (segment: string | null): readonly Node[] =>
    world.nodes.filter((node) => segmentOf(world, node) === segment);
  const others = world.nodes.filter((node) => segmentOf(world, node) !== first && segmentOf(world, node) !== second);
  if (second === null && world.router === null) {
    const half = Math.ceil(world.nodes.length / 2);
    return {
      left: { segment: first, nodes: world.nodes.slice(0, half) },
      right: { segment: world.nodes.length > half ? first : null, nodes: world.nodes.slice(half) },
    };
  }
  return { left: { segment: first, nodes: of(first) }, right: { segment: second, nodes: [...of(second), ...others] } };
}

export function isCast(frame: Frame, node: Node): boolean {
  return frame.cast.has(node.name);
}

export function regionAt(world: World, segment: string, box: Box, tint: 0 | 1): Region {
  const subnet = world.segments.get(segment)?.subnet ?? ('' as Cidr);
  const label = labelAt(subnet === '' ? segment : subnet, { x: box.x + 14, y: box.y + 22 }, box.w - 28, 13, 'mono');
  return { segment, subnet, box, label, tint };
}

/** A rail with a plug for every device of its segment that has a place. */
export function railOf(world: World, segment: string, x: number, devices: readonly DevicePlace[]): Rail {
  const members = devices.filter(({ id }) => {
    const device = world.devices.get(id);
    return device?.kind === 'nic' && device.segment === segment;
  });
  const plugs = members.map((place) => {
    const edge = place.box.x + place.box.w / 2 < x ? place.box.x + place.box.w : place.box.x;
    return {
      device: place.id,
      from: { x: place.role === 'door' && place.at.x === x ? x : edge, y: place.at.y },
      to: { x, y: place.at.y },
    };
  });
  const ys = plugs.map((plug) => plug.to.y);
  return { segment, x, top: Math.min(...ys), bottom: Math.max(...ys), plugs };
}

export function gather(
  parts: readonly Placed[],
  router: RouterPlaced | null,
): Pick<Layout, 'hosts' | 'pods' | 'devices' | 'outside'> {
  const hosts = [...parts.map((part) => part.host), ...(router === null ? [] : [router.host])];
  const devices = [...parts.flatMap((part) => part.devices), ...(router?.devices ?? [])];
  const outside = [...parts.flatMap((part) => part.outside), ...(router?.outside ?? [])];
  return {
    hosts: new Map(hosts.map((host) => [host.netns, host])),
    pods: new Map(parts.flatMap((part) => part.pods).map((pod) => [pod.netns, pod])),
    devices: new Map(devices.map((device): [DeviceId, DevicePlace] => [device.id, device])),
    outside: new Map(outside.map((place): [NetnsName, typeof place] => [place.netns, place])),
  };
}
