import type { NetnsName } from '../lab/names.ts';
import type { Node, World } from '../lab/world.ts';
import { bottomOf, type Box, rightOf } from './geometry.ts';
import { type Frame, gather, isCast, railOf, regionAt, sidesOf } from './layout-parts.ts';
import { foldNode, placeNode } from './node-layout.ts';
import { NODE, nodeHeight } from './node-needs.ts';
import type { Layout, Placed } from './places.ts';
import { doorsOf, placeRouter, ROUTER, type RouterPlaced, tableHeight } from './router-layout.ts';

const MARGIN = 8;
const PAD = 8;
const HEAD = 30;
const FOOT = 12;
const RAIL = 44;
const ROW_GAP = 26;
const STRETCH = { terse: true, s: 0.2 };
const STREET = 64;
/** What lies outside, left of the router. Where the router's table needs the room, less of it. */
const LEFT = { usual: 104, small: 76, below: 360 };
/** Right of the router's name, for a card with a tunnel around it. */
const CARD = 92;

/** One above the other, the router between its subnets, all wires on the right: for narrow frames that scroll. */
export function stackLayout(world: World, frame: Frame): Layout {
  const sides = sidesOf(world);
  const railX = frame.width - MARGIN - ROUTER.door.w / 2;
  const upper = block(world, frame, sides.left.nodes, MARGIN);
  const routerTop = upper.bottom + (world.router === null ? 0 : 26);
  const router = world.router === null ? null : placeBetween(world, world.router, frame, routerTop, railX);
  const lowerTop = router === null ? upper.bottom + MARGIN : bottomOf(router.host.box) + 26;
  const shared = sides.left.segment === sides.right.segment;
  const hasLower = sides.right.segment !== null;
  const lower = hasLower ? block(world, frame, sides.right.nodes, lowerTop) : { parts: [], bottom: lowerTop - MARGIN };
  const width = frame.width - 2 * MARGIN;
  const boxes = {
    upper: { x: MARGIN, y: MARGIN, w: width, h: upper.bottom - MARGIN },
    lower: { x: MARGIN, y: lowerTop, w: width, h: lower.bottom - lowerTop },
  };
  const regions = [
    ...(sides.left.segment === null
      ? []
      : [regionAt(world, sides.left.segment, shared ? { ...boxes.upper, h: lower.bottom - MARGIN } : boxes.upper, 0)]),
    ...(hasLower && !shared ? [regionAt(world, sides.right.segment ?? '', boxes.lower, 1)] : []),
  ];
  const parts = [...upper.parts, ...lower.parts];
  const devices = [...parts.flatMap((part) => part.devices), ...(router?.devices ?? [])];
  const segments = [...new Set([sides.left.segment, sides.right.segment])].filter((segment) => segment !== null);
  return {
    arrangement: 'stack',
    slim: true,
    size: { w: frame.width, h: Math.max(lower.bottom + MARGIN, upper.bottom + MARGIN) },
    regions,
    rails: segments.map((segment) => railOf(world, segment, railX, devices)),
    ...gather(parts, router),
    routerTable: router?.table ?? null,
    caption: null,
  };
}

/** The nodes of one subnet; those without a part in the run are folded. */
function block(
  world: World,
  frame: Frame,
  nodes: readonly Node[],
  top: number,
): { readonly parts: readonly Placed[]; readonly bottom: number } {
  const x = MARGIN + PAD;
  const w = frame.width - 2 * MARGIN - PAD - RAIL;
  const someCast = world.nodes.some((node) => isCast(frame, node));
  let y = top + HEAD;
  const parts = nodes.map((node) => {
    const folded = someCast && !isCast(frame, node);
    const box = { x, y, w, h: folded ? NODE.folded : Math.round(nodeHeight(STRETCH)) };
    y = bottomOf(box) + ROW_GAP;
    return folded
      ? foldNode(world, node, box, 'right')
      : placeNode(world, node, { box, wire: 'right', stretch: STRETCH, cast: frame.cast, slim: true });
  });
  return { parts, bottom: nodes.length === 0 ? top + HEAD + FOOT : y - ROW_GAP + FOOT };
}

function placeBetween(world: World, router: NetnsName, frame: Frame, top: number, railX: number): RouterPlaced {
  const left = frame.width < LEFT.below ? LEFT.small : LEFT.usual;
  const x = MARGIN + left + 22;
  const below = tableHeight(world, router, 160);
  const h = STREET + below;
  const box: Box = { x, y: top, w: frame.width - MARGIN - x, h };
  const street = top + STREET / 2 + 4;
  const junction = { x: railX, y: street };
  const sides = doorsOf(world, router).sides;
  const doors = sides.map((_, i) => ({ x: railX, y: i === 0 ? top : bottomOf(box) }));
  const up = { x, y: street };
  const cloud = { x: MARGIN, y: street - 26, w: left - 8, h: 52 };
  return placeRouter(world, router, {
    box,
    junction,
    doors,
    up,
    titleAt: { x: x + 30, y: top + 24 },
    titleWidth: box.w - 30 - CARD,
    table: { x: x + 12, y: top + STREET + 6, w: Math.max(0, box.w - 24 - 36), h: below - ROUTER.foot - 10 },
    outside: {
      box: cloud,
      at: { x: rightOf(cloud), y: street },
      card: { x: MARGIN + left / 2 - 4, y: bottomOf(cloud) + 68 },
      stone: { x: MARGIN + left / 2 - 4, y: bottomOf(cloud) + 28 },
    },
    cardAt: (door) =>
      door.x === up.x ? { x: door.x, y: door.y + 34 } : { x: door.x - 48, y: door.y + (door.y === top ? 26 : -26) },
  });
}
