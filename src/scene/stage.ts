import { eventsOf } from '../trace/by-packet.ts';
import type { DeviceId, NetnsName } from '../lab/names.ts';
import type { EventId, PacketId, TraceEvent } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { castOf } from './layout.ts';
import { birthAt, type Birth } from './birth.ts';
import { type CloserLook, closerLook } from './closer-look.ts';
import type { Detail } from './detail.ts';
import { freeSpot } from './free-spot.ts';
import { type Ghost, ghostsAt } from './ghosts.ts';
import { type Box, boxAround, overlaps, type Point } from './geometry.ts';
import { namesDrawn } from './names-drawn.ts';
import { hostOf, type Place, placeOf } from './place-of.ts';
import { wayOf } from './packet-way.ts';
import { distance, pointOn } from './path.ts';
import { textWidth } from './text-width.ts';
import type { Layout } from './places.ts';
import { type ReadLine, readLines } from './read-text.ts';
import { type RouterRow, routerRows } from './router-rows.ts';
import { cardAt, restsAt } from './rests.ts';
import { type Stone, stonesAt } from './stones.ts';
import { type Leg, walkOf } from './walk.ts';

export type Tone = 'active' | 'walked' | 'idle' | 'dimmed';

/** Everything on the stage that changes once per event; the moving packets are packetsAt. */
export interface Stage extends CloserLook {
  readonly event: EventId;
  /** The packet whose way is lit. */
  readonly focus: PacketId | null;
  readonly way: ReturnType<typeof wayOf>;
  /** Its way so far. */
  readonly legs: readonly Leg[];
  /** How the last leg was made, when a BPF helper made it. */
  readonly helper: { readonly text: string; readonly at: Point } | null;
  /** Devices that have a tone other than idle. */
  readonly devices: ReadonlyMap<DeviceId, Tone>;
  readonly hosts: ReadonlyMap<NetnsName, Tone>;
  readonly pods: ReadonlyMap<NetnsName, Tone>;
  /** An lxc that bpf_redirect_peer jumped over. */
  readonly skipped: ReadonlySet<DeviceId>;
  readonly ghosts: readonly Ghost[];
  readonly stones: readonly Stone[];
  readonly rows: readonly RouterRow[];
  /** What was looked up in this event, on the node that asked. */
  readonly slip: { readonly box: Box; readonly lines: readonly ReadLine[] } | null;
  /** Is the packet lost at this very event or has it been lost: the colour of its way. */
  readonly lost: boolean;
  /** The packet comes into being in this very event. */
  readonly birth: Birth | null;
}

export function stageAt(trace: Trace, layout: Layout, event: EventId, detail: Detail = 1): Stage {
  const here = trace.events[event];
  const focus = focusOf(trace, event);
  const walk = focus === null ? null : walkOf(trace, layout, focus);
  const legs = walk?.legs.filter((leg) => leg.to.first <= event) ?? [];
  const place = here === undefined ? null : placeOf(layout, here);
  const record = focus === null ? undefined : trace.packets[focus];
  const stage: Omit<Stage, keyof CloserLook> = {
    event,
    focus,
    way: focus === null ? 'other' : wayOf(trace, focus),
    legs,
    helper: helperOf(trace, layout, focus, event, legs.at(-1)),
    ...tonesOf(trace, layout, legs, place),
    skipped: focus === null ? new Set() : skippedBy(trace, focus, event),
    ghosts: focus === null ? [] : ghostsAt(trace, layout, focus, event),
    stones: stonesAt(trace, layout, event),
    rows: rowsAt(trace, layout, focus, event),
    slip: slipOf(trace, layout, here, place, detail),
    birth: birthAt(trace, layout, event),
    lost:
      record !== undefined &&
      record.end <= event &&
      record.outcome.kind !== 'under-way' &&
      record.outcome.kind !== 'delivered' &&
      record.outcome.kind !== 'consumed',
  };
  return { ...stage, ...closerLook(trace, layout, stage, place, detail) };
}

/** The packet that the reader is looking at: the event's own, else the one last spoken of. */
export function focusOf(trace: Pick<Trace, 'events'>, event: EventId): PacketId | null {
  for (let i: number = event; i >= 0; i--) {
    const packet = trace.events[i]?.packet;
    if (packet !== undefined && packet !== null) return packet;
  }
  return null;
}

function tonesOf(
  trace: Trace,
  layout: Layout,
  legs: readonly Leg[],
  place: Place | null,
): Pick<Stage, 'devices' | 'hosts' | 'pods'> {
  const cast = castOf(trace);
  const devices = new Map<DeviceId, Tone>();
  const pods = new Map<NetnsName, Tone>();
  const hosts = new Map<NetnsName, Tone>();
  for (const host of layout.hosts.keys()) hosts.set(host, cast.has(host) ? 'idle' : 'dimmed');
  for (const pod of layout.pods.values()) pods.set(pod.netns, cast.has(pod.netns) ? 'idle' : 'dimmed');
  for (const device of layout.devices.values()) if (!cast.has(device.host)) devices.set(device.id, 'dimmed');
  const mark = (at: Place, tone: Tone): void => {
    if (at.kind === 'device') devices.set(at.place.id, tone);
    if (at.kind === 'pod') pods.set(at.place.netns, tone);
    const host = hostOf(at);
    if (host !== null)
      hosts.set(host, tone === 'active' ? 'active' : hosts.get(host) === 'active' ? 'active' : 'walked');
  };
  for (const leg of legs) {
    mark(leg.from.place, 'walked');
    mark(leg.to.place, 'walked');
  }
  if (place !== null) mark(place, 'active');
  return { devices, hosts, pods };
}

const PLATE = { h: 22, pad: 16, beside: 8 };
const SHADOW = 3;
const HEAVY = 60;

/** Where it is written that a device was jumped over. */
function underneath(layout: Layout, id: DeviceId): readonly Box[] {
  const box = layout.devices.get(id)?.box;
  return box === undefined ? [] : [{ x: box.x, y: box.y + box.h, w: box.w, h: PLATE.pad }];
}

function cardBoxes(trace: Trace, layout: Layout, focus: PacketId, event: EventId): readonly Box[] {
  const rest = restsAt(trace, layout, event).get(focus);
  if (rest === undefined) return [];
  const card = cardAt(trace, layout, focus, event);
  return [boxAround(rest.at, card.w + 2 * SHADOW, card.h + 2 * SHADOW)];
}

/** The name of the helper on a straight piece of its jump or beside it, where it hides nothing if there is such a place. */
function helperOf(
  trace: Trace,
  layout: Layout,
  focus: PacketId | null,
  event: EventId,
  leg: Leg | undefined,
): Stage['helper'] {
  if (focus === null || leg === undefined || leg.helper === null || (leg.kind !== 'redirect' && leg.kind !== 'peer'))
    return null;
  const text = leg.helper;
  const w = textWidth(text, 12, 'mono') + PLATE.pad;
  const taken = [
    ...[...layout.devices.values()].map((device) => device.box),
    ...[...layout.pods.values()].map((pod) => pod.box),
    ...cardBoxes(trace, layout, focus, event),
    ...[...skippedBy(trace, focus, event)].flatMap((id) => underneath(layout, id)),
  ];
  const spots = straightPieces(leg)
    .toSorted((a, b) => b.long - a.long)
    .flatMap(({ at }) => [0, -1, 1].map((side) => ({ x: at.x + side * (w / 2 + PLATE.beside), y: at.y })));
  const free = spots.find((at) => !taken.some((box) => overlaps(box, boxAround(at, w, PLATE.h))));
  if (free !== undefined) return { text, at: free };
  const avoid = [...taken.map((box) => ({ box, weight: HEAVY })), ...namesDrawn(layout)];
  const want = spots[0] ?? pointOn(leg.path, 0.5);
  return { text, at: freeSpot(want, [{ box: boxAround({ x: 0, y: 0 }, w, PLATE.h), avoid }], layout.size).at };
}

const SHORTEST_PIECE = 14;

function straightPieces(leg: Leg): readonly { readonly long: number; readonly at: Point }[] {
  return leg.path.points.flatMap((point, i) => {
    const next = leg.path.points[i + 1];
    const long = next === undefined ? 0 : distance(point, next);
    if (next === undefined || long < SHORTEST_PIECE) return [];
    return [{ long, at: { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 } }];
  });
}

function skippedBy(trace: Trace, packet: PacketId, event: EventId): ReadonlySet<DeviceId> {
  return new Set(
    eventsOf(trace, packet).flatMap((own) => (own.kind === 'peer' && own.id <= event ? [own.skipped] : [])),
  );
}

/** The router's table, with the row that the packet's last lookup there chose. */
function rowsAt(trace: Trace, layout: Layout, focus: PacketId | null, event: EventId): readonly RouterRow[] {
  const router = trace.world.router;
  if (router === null || layout.routerTable === null) return [];
  const lookup =
    focus === null
      ? null
      : (eventsOf(trace, focus).findLast((own) => own.id <= event && own.kind === 'route' && own.netns === router) ??
        null);
  const max = Math.floor(layout.routerTable.box.h / layout.routerTable.rowHeight);
  return routerRows(trace, router, event, lookup, max);
}

const SLIP_LINE = 17;

/** The story needs the row that decided; the rest of what was read comes with the hooks. */
function slipOf(
  trace: Trace,
  layout: Layout,
  event: TraceEvent | undefined,
  place: Place | null,
  detail: Detail,
): Stage['slip'] {
  const host = place === null ? null : hostOf(place);
  const box = host === null ? null : (layout.hosts.get(host)?.zone ?? null);
  if (event === undefined || box === null) return null;
  const lines = readLines(trace, event, detail === 1 ? 1 : Math.floor(box.h / SLIP_LINE));
  return lines.length === 0 ? null : { box, lines };
}
