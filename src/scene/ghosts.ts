import type { NetnsName } from '../lab/names.ts';
import { eventsOf } from '../trace/by-packet.ts';
import type { EventId, Note, PacketId, TraceEvent } from '../trace/events.ts';
import { packetAt } from '../trace/packet-at.ts';
import { cidrHas } from '../wire/address.ts';
import { innermost } from '../wire/layers.ts';
import type { Point } from './geometry.ts';
import { type Path, pathThrough } from './path.ts';
import type { TraceOnStage } from './place-of.ts';
import type { DevicePlace, Layout } from './places.ts';
import { routeBetween } from './route-of.ts';

/** Why nobody goes where a signpost points: the engine's reasons, and that a gateway's address is no device on the way. */
export type SignpostWhy = Extract<Note, { kind: 'road-not-taken' }>['why'] | 'gateway-address';

/** A road not taken: dashed, with its reason. */
export type Ghost = {
  readonly path: Path;
  readonly labelAt: Point;
  readonly event: EventId;
} &
  /** cilium_host, which the routing table or the pod's gateway address seem to point at. */
  (
    | { readonly kind: 'signpost'; readonly why: SignpostWhy; readonly device: DevicePlace }
    /** The router's door that the packet should have left by. */
    | { readonly kind: 'right-door'; readonly device: DevicePlace }
  );

/** The roads that a packet has passed by when `event` has happened. They stay while the packet lives. */
export function ghostsAt(trace: TraceOnStage, layout: Layout, packet: PacketId, event: EventId): readonly Ghost[] {
  return eventsOf(trace, packet)
    .filter((own) => own.id <= event)
    .flatMap((own) => [...signposts(layout, own), ...rightDoors(trace, layout, own)]);
}

/** How far from its outer end a signpost is reached: clear of the slip between the lanes. */
const ENTRY = 10;

/** `ip route`, or the pod's own default route, names cilium_host; the program on the lxc sends the packet elsewhere. */
function signposts(layout: Layout, event: TraceEvent): readonly Ghost[] {
  if (event.kind !== 'hook' || event.program !== 'cil_from_container' || event.device === null) return [];
  const from = layout.devices.get(event.device);
  const note = event.notes.find((candidate) => candidate.kind === 'road-not-taken');
  const to = note === undefined ? signpostOf(layout, event.netns) : layout.devices.get(note.dev);
  if (from === undefined || to === undefined) return [];
  const host = layout.hosts.get(event.netns);
  const lane = host?.lanes[0] ?? from.at.y;
  const outer = host?.wire === 'left' ? to.box.x + to.box.w - ENTRY : to.box.x + ENTRY;
  const path = pathThrough([from.at, { x: from.at.x, y: lane }, { x: outer, y: lane }, { x: outer, y: to.box.y }]);
  const why = note?.why ?? 'gateway-address';
  return [{ kind: 'signpost', path, labelAt: to.at, event: event.id, why, device: to }];
}

function signpostOf(layout: Layout, node: NetnsName): DevicePlace | undefined {
  return [...layout.devices.values()].find((device) => device.host === node && device.role === 'cilium_host');
}

/** Where a packet that the router sends out by its default route, or drops, ought to have gone. */
function rightDoors(trace: TraceOnStage, layout: Layout, event: TraceEvent): readonly Ghost[] {
  if (event.kind !== 'route' || event.netns !== trace.world.router) return [];
  const { decision } = event;
  const lost = (decision.kind === 'unicast' && decision.isDefault) || decision.kind === 'refused';
  const router = layout.hosts.get(event.netns);
  const dst = innermost(packetAt(trace, event.frame ?? frameBefore(trace, event)), 'ipv4')?.dst;
  if (!lost || router === undefined || dst === undefined) return [];
  const node = trace.world.nodes.find((candidate) => cidrHas(candidate.podCIDR, dst));
  const nic = node === undefined ? undefined : layout.devices.get(node.dev);
  if (nic === undefined) return [];
  const rail = layout.rails.find((candidate) => candidate.plugs.some((plug) => plug.device === nic.id));
  const doorId = rail?.plugs.find((plug) => layout.devices.get(plug.device)?.role === 'door')?.device;
  const door = doorId === undefined ? undefined : layout.devices.get(doorId);
  if (rail === undefined || door === undefined) return [];
  const wire = routeBetween(
    layout,
    { kind: 'device', key: door.id, place: door },
    { kind: 'device', key: nic.id, place: nic },
    false,
  );
  const path = pathThrough([router.at, ...wire.path.points]);
  return [{ kind: 'right-door', path, labelAt: door.at, event: event.id, device: door }];
}

/**
 * Where the words stand that belong to the door a packet should have taken. Between subnets side by side: inside the
 * router, where nothing else stands beside its doors, for the region beyond belongs to its nodes. In a stack: in the gap
 * between the router and the region at that door.
 */
export function doorNote(layout: Layout, ghost: Ghost): { readonly at: Point; readonly anchor: 'start' | 'end' } {
  const { x, y } = ghost.labelAt;
  const router = layout.hosts.get(ghost.device.host);
  if (layout.arrangement === 'columns') {
    const isLeft = x < (router?.at.x ?? 0);
    return { at: { x: x + (isLeft ? 28 : -28), y: y + 37 }, anchor: isLeft ? 'start' : 'end' };
  }
  const isUpper = y < (router?.at.y ?? 0);
  return { at: { x: x - 30, y: isUpper ? y - 8 : y + 16 }, anchor: 'end' };
}

function frameBefore(trace: TraceOnStage, event: TraceEvent): TraceEvent['frame'] {
  if (event.packet === null) return null;
  return eventsOf(trace, event.packet).findLast((own) => own.id < event.id && own.frame !== null)?.frame ?? null;
}
