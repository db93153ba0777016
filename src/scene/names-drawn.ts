import type { NetnsName } from '../lab/names.ts';
import { type Box, bottomOf, rightOf } from './geometry.ts';
import type { Obstacle } from './obstacles.ts';
import type { HostPlace, Label, Layout, PodPlace } from './places.ts';
import { podBehind } from './route-of.ts';

/** So much heavier than distance that a name is hidden only where there is no other way. */
const NAME = 60;
/** What is drawn there now and then, or may be covered if need be. */
const NOTE = 2;
/** Better to stay with one's own host. */
const ELSEWHERE = 0.04;
/** Half the breadth of a border. */
const BORDER = 2;
/** Letters do not fill their line: below their feet there is air already. */
const AIR = { side: 1, below: 1 };

/** Text that a layout puts on the stage, and boxes with text in them: what no card and no stone may lie on. */
export function namesDrawn(layout: Layout): readonly Obstacle[] {
  const old = known.get(layout);
  if (old !== undefined) return old;
  const hosts = [...layout.hosts.values()];
  const names = [
    ...hosts.flatMap(hostNames),
    ...[...layout.pods.values()].flatMap(podNames),
    ...[...layout.devices.values()].map((device) => device.box),
    ...[...layout.outside.values()].filter((place) => place.kind === 'cloud').map((place) => place.box),
    ...layout.regions.map((region) => aired(region.label.box)),
    ...(layout.routerTable === null ? [] : [layout.routerTable.box]),
    ...(layout.caption === null ? [] : [layout.caption]),
  ].map((box) => ({ box, weight: NAME }));
  const notes = hosts.flatMap(notesOf).map((box) => ({ box, weight: NOTE }));
  const all = [...names, ...notes];
  known.set(layout, all);
  return all;
}

const known = new WeakMap<Layout, readonly Obstacle[]>();

/** The hosts that a place does not belong to. */
export function otherHosts(layout: Layout, own: string | null): readonly Obstacle[] {
  return [...layout.hosts.values()]
    .filter((host) => host.netns !== own)
    .map((host) => ({ box: host.box, weight: ELSEWHERE }));
}

/** What lies below a pod's plug: a card that rests there would seem to have come out of its lxc. */
export function belowPlug(layout: Layout, pod: PodPlace): readonly Obstacle[] {
  const lxc = [...layout.devices.values()].find((device) => device.role === 'lxc' && podBehind(layout, device) === pod);
  const host = layout.hosts.get(pod.host);
  if (lxc === undefined || host === undefined) return [];
  const { x, w } = host.box;
  return [{ box: { x, y: lxc.box.y, w, h: bottomOf(host.box) - lxc.box.y }, weight: ELSEWHERE }];
}

/** Near enough as good as covered. */
const STRANGE = 8;

/** The row of cilium_host and cilium_net: what does not go there must not seem to, neither at rest nor on its way to it. */
export function signpostRow(layout: Layout, netns: NetnsName): readonly Obstacle[] {
  const host = layout.hosts.get(netns);
  const post = [...layout.devices.values()].find((device) => device.host === netns && device.role === 'cilium_host');
  if (host === undefined || post === undefined) return [];
  const { x, w } = host.box;
  const y = post.box.y - post.box.h / 2;
  return [{ box: { x, y, w, h: bottomOf(host.box) + post.box.h - y }, weight: STRANGE }];
}

/** Borders, for text that has no plate of its own: on either side of one it can be read, across it cannot. */
export function bordersDrawn(layout: Layout): readonly Obstacle[] {
  const boxes = [...[...layout.hosts.values()].map((host) => host.box), ...layout.regions.map((region) => region.box)];
  return boxes.flatMap(edgesOf).map((box) => ({ box, weight: NAME }));
}

function edgesOf({ x, y, w, h }: Box): readonly Box[] {
  const b = 2 * BORDER;
  return [
    { x: x - BORDER, y, w: b, h },
    { x: x + w - BORDER, y, w: b, h },
    { x, y: y - BORDER, w, h: b },
    { x, y: y + h - BORDER, w, h: b },
  ];
}

function hostNames(host: HostPlace): readonly Box[] {
  return [
    ...[host.title, host.subtitle].flatMap((label) => (label === null ? [] : [aired(label.box)])),
    ...(host.more === null ? [] : [host.more.box]),
  ];
}

const KERNEL = { w: 66, above: 11, h: 15 };

function notesOf({ kernelLine, lowNote, zone }: HostPlace): readonly Box[] {
  const kernel = kernelLine?.label ?? null;
  return [
    ...(kernel === null ? [] : [beside(kernel.at.x, kernel.at.y, KERNEL.w, kernel.anchor, 1)]),
    ...(lowNote === null ? [] : [beside(lowNote.x, lowNote.y, lowNote.w, lowNote.anchor, 2)]),
    ...(zone === null ? [] : [zone]),
  ];
}

function beside(x: number, y: number, w: number, anchor: 'start' | 'end', lines: number): Box {
  return { x: anchor === 'start' ? x : x - w, y: y - KERNEL.above, w, h: lines * KERNEL.h };
}

const MARK = { w: 20, h: 22 };

/** Its lines of text, and the mark of its identity at their end. */
function podNames(pod: PodPlace): readonly Box[] {
  const lines = [pod.name, pod.ip, pod.identity].flatMap((label): readonly Label[] => (label === null ? [] : [label]));
  const mark = {
    x: rightOf(pod.box) - MARK.w,
    y: pod.ip === null ? pod.box.y + 4 : bottomOf(pod.box) - MARK.h - 2,
    ...MARK,
  };
  return [...lines.map((label) => aired(label.box)), ...(pod.minor ? [] : [mark])];
}

function aired(box: Box): Box {
  return { x: box.x - AIR.side, y: box.y, w: box.w + 2 * AIR.side, h: box.h - AIR.below };
}
