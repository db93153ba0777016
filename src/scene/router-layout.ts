import type { NetnsName } from '../lab/names.ts';
import type { Device, World } from '../lab/world.ts';
import { type Box, bottomOf, boxAround, type Point } from './geometry.ts';
import { labelAt } from './label.ts';
import { deviceAt } from './node-layout.ts';
import type { DevicePlace, HostPlace, Label, OutsidePlace, RouterTable } from './places.ts';
import { textWidth } from './text-width.ts';

export const ROUTER = {
  corridor: 50,
  row: 19,
  head: 30,
  foot: 18,
  /** Between the table and the router's edges, for the words of a missing route, and around what a row says. */
  inset: 20,
  note: 56,
  cell: 12,
  door: { w: 44, h: 24 },
  cloud: { w: 138, h: 56 },
} as const;

/** Which door looks where: at the two subnets, or up at what is outside of the lab. */
export interface Doors {
  readonly sides: readonly Device[];
  readonly up: Device | null;
  readonly loops: readonly Device[];
}

export function doorsOf(world: World, router: NetnsName): Doors {
  const devices = (world.netns.get(router)?.devices ?? []).flatMap((id) => world.devices.get(id) ?? []);
  const nics = devices.filter((device) => device.kind === 'nic');
  const inner = (device: Device): boolean =>
    device.kind === 'nic' && (world.segments.get(device.segment)?.subnet ?? null) !== null;
  return {
    sides: nics.filter(inner),
    up: nics.find((device) => !inner(device)) ?? null,
    loops: devices.filter((device) => device.kind === 'dummy'),
  };
}

/** The router's name, as many rows of its table as `room` allows (at least four), and its loops on the lower edge. */
export function tableHeight(world: World, router: NetnsName, room: number): number {
  const fit = Math.max(4, Math.floor((room - ROUTER.head - ROUTER.foot) / ROUTER.row));
  return ROUTER.head + Math.min(fit, tableRows(world, router)) * ROUTER.row + ROUTER.foot;
}

/** Rows that the router's table will show, one spare for the route that is missing. */
export function tableRows(world: World, router: NetnsName): number {
  const routes = [...(world.netns.get(router)?.tables.routes.values() ?? [])];
  return routes.filter((route) => route.table === 'main').length + 1;
}

/** Wide enough for every row of its table, whole, and for that of any route to pods that may turn out to be missing. */
export function routerWidth(world: World, router: NetnsName): number {
  const routes = [...(world.netns.get(router)?.tables.routes.values() ?? [])].filter((route) => route.table === 'main');
  const widest = Math.max(0, ...routes.map((route) => textWidth(`${route.dst}  eth0`, 12, 'mono')));
  const missing = Math.max(0, ...world.nodes.map((node) => textWidth(node.podCIDR, 12, 'mono')));
  const gap = missing + ROUTER.note + ROUTER.cell + ROUTER.inset;
  return Math.min(210, Math.max(158, widest + 40, gap, textWidth(router, 16, 'bold') + 40));
}

export interface RouterPlaced {
  readonly host: HostPlace;
  readonly devices: readonly DevicePlace[];
  readonly outside: readonly OutsidePlace[];
  readonly table: RouterTable;
}

export interface RouterFrame {
  readonly box: Box;
  /** Where the ways of the doors meet. */
  readonly junction: Point;
  /** Centres of the doors that face the subnets, in the order of doorsOf. */
  readonly doors: readonly Point[];
  readonly up: Point;
  readonly titleAt: Point;
  readonly titleWidth: number;
  readonly table: Box;
  readonly outside: { readonly box: Box; readonly at: Point; readonly card: Point; readonly stone: Point };
  /** Where packets rest beside a door. */
  readonly cardAt: (door: Point) => Point;
}

/** A long name is rather smaller than cut. */
function titleOf(router: NetnsName, { titleAt, titleWidth }: RouterFrame): Label {
  const size = textWidth(router, 16, 'bold') <= titleWidth ? 16 : 14;
  return labelAt(router, titleAt, titleWidth, size, 'bold');
}

export function placeRouter(world: World, router: NetnsName, frame: RouterFrame): RouterPlaced {
  const { box, junction } = frame;
  const doors = doorsOf(world, router);
  const { w, h } = ROUTER.door;
  const devices: DevicePlace[] = [];
  for (const [i, device] of doors.sides.entries()) {
    const at = frame.doors[i] ?? junction;
    devices.push(deviceAt(device, 'door', router, boxAround(at, w, h), frame.cardAt(at), 4));
  }
  if (doors.up !== null)
    devices.push(deviceAt(doors.up, 'door', router, boxAround(frame.up, w, h), frame.cardAt(frame.up), 4));
  for (const [i, device] of doors.loops.entries()) {
    const loopBox = { x: box.x + 12 + i * 58, y: bottomOf(box) - 12, w: 52, h: 22 };
    devices.push(deviceAt(device, 'loop', router, loopBox, { x: loopBox.x + 26, y: loopBox.y - 16 }, 4));
  }
  const host: HostPlace = {
    netns: router,
    kind: 'router',
    box,
    title: titleOf(router, frame),
    subtitle: null,
    wire: 'right',
    folded: false,
    more: null,
    kernelLine: null,
    lanes: [junction.y, junction.y],
    at: junction,
    card: junction,
    zone: null,
    lowNote: null,
  };
  const outside = [...world.netns.values()]
    .filter((netns) => netns.kind === 'outside' && netns.on === router)
    .slice(0, 1)
    .map((netns): OutsidePlace => ({ netns: netns.name, kind: 'cloud', ...frame.outside }));
  return { host, devices, outside, table: { box: frame.table, rowHeight: ROUTER.row } };
}
