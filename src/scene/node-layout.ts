import type { DeviceId, NetnsName } from '../lab/names.ts';
import { deviceName } from '../lab/names.ts';
import type { Device, Node, World } from '../lab/world.ts';
import { type Box, bottomOf, boxAround, centreOf, mirrored, mirroredPoint, type Point, rightOf } from './geometry.ts';
import { labelAt, labelIn } from './label.ts';
import { gap, isMinor, NODE, podSlots, podsOn, type PodSlot, type Stretch } from './node-needs.ts';
import type { DevicePlace, HostPlace, Placed, PodPlace, Role } from './places.ts';
import { podLabel, textWidth } from './text-width.ts';

/** How far above a device a packet rests: half of its card and a little air. */
const CARD_ABOVE = 22;
/** Cards that carry a tunnel are taller. */
const CARD_ABOVE_WIDE = 40;
const ZONE_MIN = { w: 120, h: 34 };
/** Clear of a packet that rests below the lxc. */
const ZONE_BELOW = 49;
const KERNEL_LABEL = 64;
const NOTE_MIN = 110;

export interface NodeFrame {
  readonly box: Box;
  /** The side on which the wire of its subnet runs. */
  readonly wire: 'left' | 'right';
  readonly stretch: Stretch;
  readonly cast: ReadonlySet<NetnsName>;
  readonly slim: boolean;
}

/** A node cut open, from its pods at the top to its NIC at the bottom. Drawn with the wire on the right, then mirrored. */
export function placeNode(world: World, node: Node, frame: NodeFrame): Placed {
  const { box, stretch, slim } = frame;
  const m = (b: Box): Box => (frame.wire === 'right' ? b : mirrored(b, box));
  const mp = (p: Point): Point => (frame.wire === 'right' ? p : mirroredPoint(p, box));
  const rows = rowsOf(box, stretch);
  const devices: DevicePlace[] = [];
  const add = (
    device: Device | undefined,
    role: Role,
    at: Box,
    card: Point,
    inset = 6,
    through?: Point,
  ): DevicePlace | null => {
    if (device === undefined) return null;
    const placed = deviceAt(device, role, node.name, m(at), mp(card), inset);
    const place = through === undefined ? placed : { ...placed, at: mp(through) };
    devices.push(place);
    return place;
  };
  const above = slim ? CARD_ABOVE : CARD_ABOVE_WIDE;

  const { slots, more } = podSlots(podsOn(world, node.name), box.w - 2 * NODE.pad, frame.cast);
  const pods: PodPlace[] = [];
  let x = box.x + NODE.pad;
  for (const slot of slots) {
    const podBox = { x, y: rows.pod, w: slot.w, h: rows.podHeight };
    const plug = boxAround({ x: x + 27, y: bottomOf(podBox) }, 40, NODE.plug);
    add(world.devices.get(slot.pod.eth0), 'pod', plug, { x: plug.x + 20, y: bottomOf(plug) + CARD_ABOVE - 4 }, 2);
    const lxc = { x, y: rows.lxc, w: slot.w - (isMinor(slot.pod) ? 16 : 20), h: NODE.lxc };
    const veth = { x: plug.x + 20, y: lxc.y + NODE.lxc / 2 };
    add(
      world.devices.get(slot.pod.lxc),
      'lxc',
      lxc,
      { x: lxc.x + lxc.w / 2, y: bottomOf(lxc) + CARD_ABOVE - 3 },
      8,
      veth,
    );
    pods.push(podAt(slot, node.name, m(podBox), mp({ x: x + slot.w - 9, y: 0 }).x, stretch.terse));
    x += slot.w + NODE.podGap;
  }

  const nic = world.devices.get(node.dev);
  const portWidth = portWidthOf(nic);
  const port = { x: rightOf(box) - portWidth + 10, y: rows.row, w: portWidth, h: NODE.row };
  add(nic, 'nic', port, { x: port.x + portWidth / 2, y: port.y - above });
  const tunnelBox = { x: port.x - 34 - 96, y: rows.row, w: 96, h: NODE.row };
  add(
    deviceOf(world, node.name, (d) => d.kind === 'tunnel'),
    'tunnel',
    tunnelBox,
    {
      x: tunnelBox.x + 48,
      y: tunnelBox.y - CARD_ABOVE,
    },
  );
  const kernel = { x: port.x - 17, y: rows.row + NODE.row / 2 };
  const hostBox = { x: box.x + NODE.pad, y: rows.low, w: 82, h: NODE.low };
  const netBox = { x: rightOf(hostBox), y: rows.low, w: 76, h: NODE.low };
  const named = (name: string): Device | undefined => deviceOf(world, node.name, (d) => d.name === name);
  const pairCard = { x: hostBox.x + 41, y: rows.low - CARD_ABOVE + 4 };
  add(named('cilium_host'), 'cilium_host', hostBox, pairCard, 4);
  add(named('cilium_net'), 'cilium_net', netBox, { ...pairCard, x: netBox.x + 38 }, 4);
  const uplink = boxAround({ x: kernel.x, y: bottomOf(box) }, 38, 18);
  if (node.uplink !== null) add(world.devices.get(node.uplink), 'uplink', uplink, { x: kernel.x, y: uplink.y - 18 }, 2);

  const zone = m({
    x: box.x + NODE.pad + 26,
    y: rows.lxc + NODE.lxc + ZONE_BELOW,
    w: tunnelBox.x - box.x - NODE.pad - 36,
    h: rows.lanes[1] - 6 - (rows.lxc + NODE.lxc + ZONE_BELOW),
  });
  const lowNote = { x: rightOf(netBox) + 10, y: rows.low + 10, w: kernel.x - 26 - rightOf(netBox) - 10 };
  const first = slots[0];
  const roomy = rows.lxc - rows.plugBottom >= 34 && first !== undefined && first.w >= KERNEL_LABEL + 40;
  const host: HostPlace = {
    netns: node.name,
    kind: 'node',
    box,
    ...headOf(
      node,
      box,
      more.map((pod) => pod.name),
    ),
    wire: frame.wire,
    folded: false,
    kernelLine: {
      y: Math.round((rows.plugBottom + rows.lxc) / 2) - 8,
      label: roomy
        ? {
            at: mp({ x: box.x + NODE.pad + 36, y: Math.round((rows.plugBottom + rows.lxc) / 2) + 6 }),
            anchor: frame.wire === 'right' ? 'start' : 'end',
          }
        : null,
    },
    lanes: rows.lanes,
    at: mp(kernel),
    card: mp({ x: kernel.x, y: rows.row - above }),
    zone: zone.w >= ZONE_MIN.w && zone.h >= ZONE_MIN.h ? zone : null,
    lowNote:
      lowNote.w < NOTE_MIN ? null : { ...mp(lowNote), w: lowNote.w, anchor: frame.wire === 'right' ? 'start' : 'end' },
  };
  const out = mp({ x: kernel.x, y: bottomOf(box) + 22 });
  const outside = [...world.netns.values()]
    .filter((netns) => netns.kind === 'outside' && netns.on === node.name)
    .map((netns) => ({
      netns: netns.name,
      kind: 'stub' as const,
      box: boxAround(out, 8, 8),
      at: out,
      card: { x: out.x, y: out.y + 4 },
      stone: { x: out.x, y: out.y },
    }));
  return { host, pods, devices, outside };
}

/** A node of which only the name is drawn, with its NIC, so that it still hangs on its wire. */
export function foldNode(world: World, node: Node, box: Box, wire: 'left' | 'right'): Placed {
  const nic = world.devices.get(node.dev);
  const flip = (b: Box): Box => (wire === 'right' ? b : mirrored(b, box));
  const portWidth = portWidthOf(nic);
  const port = flip({ x: rightOf(box) - portWidth + 10, y: box.y + 6, w: portWidth, h: box.h - 12 });
  const names = podsOn(world, node.name).map((pod) => pod.name);
  const head = headOf(
    node,
    { ...box, w: box.w - portWidth + 10, x: wire === 'right' ? box.x : box.x + portWidth - 10 },
    names,
  );
  const host: HostPlace = {
    netns: node.name,
    kind: 'node',
    box,
    ...head,
    wire,
    subtitle: null,
    folded: true,
    kernelLine: null,
    lanes: [bottomOf(box), bottomOf(box)],
    at: centreOf(box),
    card: centreOf(box),
    zone: null,
    lowNote: null,
  };
  const devices = nic === undefined ? [] : [deviceAt(nic, 'nic', node.name, port, centreOf(port), 6)];
  return { host, pods: [], devices, outside: [] };
}

/** Wide enough for the name of the NIC. */
function portWidthOf(nic: Device | undefined): number {
  return Math.max(44, textWidth(nic?.name ?? '', 12, 'mono') + 18);
}

function rowsOf(box: Box, { terse, s }: Stretch) {
  const podHeight = terse ? NODE.podTerse : NODE.pod;
  const pod = box.y + NODE.head;
  const plugBottom = pod + podHeight + NODE.plug / 2;
  const lxc = Math.round(plugBottom + gap(NODE.vethGap, s));
  const upper = Math.round(lxc + NODE.lxc + gap(NODE.laneGap, s));
  const row = Math.round(upper + gap(NODE.rowGap, s));
  const low = row + NODE.row + NODE.lowGap;
  return { pod, podHeight, plugBottom, lxc, row, low, lanes: [upper, low - NODE.lowGap / 2] as const };
}

function deviceOf(world: World, netns: NetnsName, is: (device: Device) => boolean): Device | undefined {
  for (const id of world.netns.get(netns)?.devices ?? []) {
    const device = world.devices.get(id);
    if (device !== undefined && is(device)) return device;
  }
  return undefined;
}

export function deviceAt(
  device: { readonly id: DeviceId },
  role: Role,
  host: NetnsName,
  box: Box,
  card: Point,
  inset: number,
): DevicePlace {
  const hook = role !== 'pod' && role !== 'door' && role !== 'loop';
  const name = deviceName(device.id);
  const fitted = labelIn(name, box, 12, 'mono', inset);
  // Three letters of a hash tell nothing: better to say only what kind of device it is.
  const label =
    role === 'lxc' && fitted.text.length < 8 ? { ...labelIn('lxc…', box, 12, 'mono', inset), full: name } : fitted;
  return { id: device.id, role, host, box, label, hook, at: centreOf(box), card };
}

function podAt({ pod, w }: PodSlot, host: NetnsName, box: Box, corridor: number, terse: boolean): PodPlace {
  const minor = isMinor(pod);
  const pad = minor ? 6 : 9;
  const room = w - 2 * pad - (terse && !minor ? 14 : 0);
  const x = box.x + pad;
  const nameAt = { x, y: box.y + (terse ? 15 : 18) };
  const name = labelAt(
    pod.shortName,
    nameAt,
    room,
    minor ? 12 : 13,
    minor ? 'sans' : 'bold',
    'start',
    podLabel(pod.shortName),
  );
  const ipWidth = textWidth(pod.ip, 12, 'mono');
  const ip = terse || ipWidth > room ? null : labelAt(pod.ip, { x, y: box.y + 34 }, room, 12, 'mono');
  const id = `${pod.identity}`;
  const idFits = ip !== null && ipWidth + textWidth(id, 12, 'mono') + 18 <= room;
  const identity = idFits ? labelAt(id, { x: rightOf(box) - pad, y: box.y + 34 }, 60, 12, 'mono', 'end') : null;
  const middle = { x: centreOf(box).x, y: box.y + box.h / 2 };
  return {
    netns: pod.name,
    host,
    box,
    name: { ...name, full: pod.name },
    ip,
    identity,
    minor,
    corridor,
    at: middle,
    card: middle,
  };
}

/** Name, how many pods are not drawn, and address where they fit. */
function headOf(node: Node, box: Box, hidden: readonly NetnsName[]): Pick<HostPlace, 'title' | 'subtitle' | 'more'> {
  const y = box.y + 22;
  const chip = hidden.length === 0 ? 0 : 34;
  const room = box.w - 2 * NODE.pad;
  const title = labelAt(node.name, { x: box.x + NODE.pad, y }, room - chip, 15, 'bold');
  const more =
    hidden.length === 0 ? null : { names: hidden, box: { x: rightOf(title.box) + 6, y: y - 15, w: 28, h: 20 } };
  const ipWidth = textWidth(node.ip, 12, 'mono');
  const fits = title.text === node.name && title.box.w + chip + ipWidth + 12 <= room;
  const subtitle = fits ? labelAt(node.ip, { x: rightOf(box) - NODE.pad, y }, ipWidth + 1, 12, 'mono', 'end') : null;
  return { title, subtitle, more };
}
