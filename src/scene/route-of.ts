import { bottomOf, type Point } from './geometry.ts';
import { hostOf, type Place } from './place-of.ts';
import { type Path, pathThrough } from './path.ts';
import type { DevicePlace, HostPlace, Layout, PodPlace } from './places.ts';

/** How a packet gets from one place to the next: what the line looks like. */
export type Stretch =
  /** A cable or a veth: the frame really travels. */
  | 'wire'
  /** Handed on inside one kernel. */
  | 'kernel'
  /** A BPF helper jumps over what lies between. */
  | 'redirect'
  /** bpf_redirect_peer: into the pod past its lxc. */
  | 'peer'
  | 'none';

export interface RouteLeg {
  readonly kind: Stretch;
  readonly path: Path;
}

/** The way between two places. Wires follow the rails, everything inside a node follows its lanes, so nothing crosses a name. */
export function routeBetween(layout: Layout, from: Place, to: Place, redirected: boolean): RouteLeg {
  if (from.key === to.key) return { kind: 'none', path: pathThrough([from.place.at]) };
  const corners = cornersOf(layout, from, to);
  return { kind: kindOf(layout, from, to, redirected), path: pathThrough(corners) };
}

function kindOf(layout: Layout, from: Place, to: Place, redirected: boolean): Stretch {
  const a = hostOf(from);
  if (a === null || a !== hostOf(to)) return 'wire';
  if (isVeth(layout, from, to)) return 'wire';
  if (isPeer(from, to)) return 'peer';
  return redirected ? 'redirect' : 'kernel';
}

function cornersOf(layout: Layout, from: Place, to: Place): readonly Point[] {
  const a = hostOf(from);
  const b = hostOf(to);
  const direct = [from.place.at, to.place.at];
  if (a === null || b === null) return direct;
  if (a !== b) return onTheWire(layout, from, to);
  const host = layout.hosts.get(a);
  if (host === undefined) return direct;
  if (host.kind === 'router') return throughRouter(from.place.at, to.place.at, host);
  if (isVeth(layout, from, to)) return direct;
  if (isPeer(from, to)) return pastLxc(layout, from, to, host);
  return alongLanes(from, to, host);
}

/** NIC to rail, along it, to the other NIC. A rail that both devices hang on is found by their plugs. */
function onTheWire(layout: Layout, from: Place, to: Place): readonly Point[] {
  const a = from.place.at;
  const b = to.place.at;
  for (const rail of layout.rails) {
    const has = (place: Place): boolean =>
      place.kind === 'device' && rail.plugs.some((plug) => plug.device === place.place.id);
    if (has(from) && has(to)) return [a, { x: rail.x, y: a.y }, { x: rail.x, y: b.y }, b];
  }
  return [a, b];
}

/** Between doors by way of the junction: straight on is the right way, turning up is the leak. */
function throughRouter(a: Point, b: Point, host: HostPlace): readonly Point[] {
  const { x, y } = host.at;
  const level = (p: Point): boolean => Math.abs(p.y - y) < 1;
  const plumb = (p: Point): boolean => Math.abs(p.x - x) < 1;
  const onCross = (p: Point): readonly Point[] => (level(p) || plumb(p) ? [] : [{ x, y: p.y }]);
  return [a, ...onCross(a), host.at, ...onCross(b), b];
}

/** Up the corridor beside the lxc, into the pod's eth0 from the side. */
function pastLxc(layout: Layout, from: Place, to: Place, host: HostPlace): readonly Point[] {
  const netns = to.kind === 'device' ? podBehind(layout, to.place) : to.kind === 'pod' ? to.place : null;
  const b = to.place.at;
  if (netns === null) return [from.place.at, b];
  const [upper] = host.lanes;
  const x = netns.corridor;
  const a = from.place.at;
  const start =
    from.kind === 'device' && from.place.role === 'lxc' ? [a, { x: a.x, y: upper }] : [a, { x: a.x, y: upper }];
  return [...start, { x, y: upper }, { x, y: b.y }, b];
}

/** Down to the lane that both can reach, along it, and off again. */
function alongLanes(from: Place, to: Place, host: HostPlace): readonly Point[] {
  const a = from.place.at;
  const b = to.place.at;
  const [upper, lower] = host.lanes;
  const rowA = rowOf(from, host);
  const rowB = rowOf(to, host);
  if (rowA === 'nic' && rowB === 'nic') return [a, b];
  const lane = rowA === 'low' && rowB === 'low' ? null : rowA === 'top' || rowB === 'top' ? upper : lower;
  if (lane === null) return [a, b];
  return [a, { x: a.x, y: lane }, { x: b.x, y: lane }, b];
}

/** Which row of a node a place is in: pods and lxc, NIC and tunnel, cilium_host. */
function rowOf(place: Place, host: HostPlace): 'top' | 'nic' | 'low' {
  const y = place.place.at.y;
  if (y < host.lanes[0]) return 'top';
  return y < host.lanes[1] ? 'nic' : 'low';
}

function isVeth(layout: Layout, from: Place, to: Place): boolean {
  const a = vethOwner(layout, from);
  return a !== null && a === vethOwner(layout, to);
}

/** The pod that an lxc, an eth0 or the inside of a pod belongs to. */
function vethOwner(layout: Layout, place: Place): string | null {
  if (place.kind === 'pod') return place.place.netns;
  if (place.kind !== 'device' || (place.place.role !== 'pod' && place.place.role !== 'lxc')) return null;
  return podBehind(layout, place.place)?.netns ?? null;
}

/** The pod above a device of its column. */
export function podBehind(layout: Layout, device: DevicePlace): PodPlace | null {
  for (const pod of layout.pods.values()) {
    const column = device.box.x >= pod.box.x - 1 && device.box.x + device.box.w <= pod.box.x + pod.box.w + 1;
    if (pod.host === device.host && column && device.box.y < bottomOf(pod.box) + 120) return pod;
  }
  return null;
}

function isPeer(from: Place, to: Place): boolean {
  if (to.kind === 'pod') return from.kind !== 'pod';
  return to.kind === 'device' && to.place.role === 'pod' && !(from.kind === 'pod');
}
