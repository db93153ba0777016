import type { NetnsName } from '../lab/names.ts';
import type { Node, World } from '../lab/world.ts';
import { bottomOf, type Box, clamp, rightOf } from './geometry.ts';
import { type Frame, gather, isCast, railOf, regionAt, sidesOf } from './layout-parts.ts';
import { foldNode, placeNode } from './node-layout.ts';
import { COLUMN, type Heights, heightsFor } from './node-heights.ts';
import { NODE, nodeHeight, nodeWidths } from './node-needs.ts';
import type { Layout, Placed } from './places.ts';
import { doorsOf, placeRouter, ROUTER, type RouterPlaced, routerWidth, tableHeight } from './router-layout.ts';

const { head: HEAD, foot: FOOT, gap: ROW_GAP } = COLUMN;
/** Less than a stone and a card above each other need. */
const TIGHT = 100;
const RAIL = { gap: 16, edge: 10 };
const PAD = 12;

interface Grid extends Heights {
  readonly margin: number;
  readonly lefts: Box;
  readonly rights: Box;
  readonly middle: Box;
}

/** Subnets left and right, the router between them: for wide frames. The first row of nodes and the router's doors are level. */
export function columnsLayout(world: World, frame: Frame): Layout {
  const sides = sidesOf(world);
  const grid = gridOf(world, frame, sides);
  const { stretch } = grid;
  // Below that a full card does not fit between the text of a pod and its lxc.
  const slim = stretch.s < 0.2;
  const columns = [
    { side: sides.left, box: grid.lefts, wire: 'right' as const },
    { side: sides.right, box: grid.rights, wire: 'left' as const },
  ].map((column) => ({
    ...column,
    placed: placeColumn(world, frame, grid, column.side.nodes, column.box, column.wire, slim),
  }));
  const street = streetOf(
    columns.flatMap((column) => column.placed),
    grid,
  );
  const router = world.router === null ? null : placeMiddle(world, world.router, grid, street, frame.height);
  const routerDoors = router?.devices ?? [];
  const shared = sides.left.segment !== null && sides.left.segment === sides.right.segment;
  const rails = columns
    .filter((column, i) => column.side.segment !== null && !(shared && i === 1))
    .map((column) => {
      const own = (shared ? columns : [column]).flatMap(({ placed }) => placed.flatMap((part) => part.devices));
      const x = column.wire === 'right' ? rightOf(column.box) - RAIL.edge : column.box.x + RAIL.edge;
      return railOf(world, column.side.segment ?? '', shared ? (grid.middle.x + rightOf(grid.middle)) / 2 : x, [
        ...own,
        ...routerDoors,
      ]);
    });
  const regions = shared
    ? [
        regionAt(
          world,
          sides.left.segment ?? '',
          {
            ...grid.lefts,
            w: rightOf(grid.rights) - grid.lefts.x,
            h: tallest(
              columns.map((c) => c.placed),
              grid,
            ),
          },
          0,
        ),
      ]
    : columns.flatMap((column, i) =>
        column.side.segment === null
          ? []
          : [
              regionAt(
                world,
                column.side.segment,
                { ...column.box, h: tallest([column.placed], grid) },
                i === 0 ? 0 : 1,
              ),
            ],
      );
  const parts = columns.flatMap((column) => column.placed);
  const contentBottom = Math.max(
    ...regions.map((region) => bottomOf(region.box)),
    router === null ? 0 : bottomOf(router.host.box) + 12,
  );
  const h = Math.max(frame.height, contentBottom + grid.margin);
  return {
    arrangement: 'columns',
    slim,
    size: { w: frame.width, h },
    regions,
    rails,
    ...gather(parts, router),
    routerTable: router?.table ?? null,
    caption: captionIn(
      regions.map((region) => region.box),
      h,
      grid.margin,
    ),
  };
}

function gridOf(world: World, frame: Frame, sides: ReturnType<typeof sidesOf>): Grid {
  const margin = frame.width < 800 ? 8 : 16;
  const routerW = world.router === null ? 0 : routerWidth(world, world.router);
  const stub = clamp((frame.width - 860) / 5, 18, 44);
  const middleW = world.router === null ? 2 * stub : routerW + 2 * stub;
  const frill = PAD + RAIL.gap + RAIL.edge;
  const needs = [sides.left, sides.right].map((side) => {
    const widths = side.nodes.map((node) => nodeWidths(world, node));
    const most = (key: 'min' | 'want'): number =>
      Math.max(side.segment === null ? 0 : 150, ...widths.map((width) => width[key] + frill));
    return { min: most('min'), want: most('want') };
  });
  const [left, right] = [needs[0] ?? { min: 0, want: 0 }, needs[1] ?? { min: 0, want: 0 }];
  const avail = frame.width - 2 * margin - middleW;
  const flex = left.want + right.want - left.min - right.min || 1;
  const spare = avail - left.min - right.min;
  const ideal = left.min + (spare * (left.want - left.min)) / flex;
  const leftW =
    right.min === 0
      ? avail
      : left.min === 0
        ? 0
        : Math.round(spare < 0 ? (avail * left.min) / (left.min + right.min) : ideal);
  const lefts = { x: margin, y: margin, w: leftW, h: 0 };
  const middle = { x: margin + leftW, y: margin, w: middleW, h: 0 };
  const rights = { x: margin + leftW + middleW, y: margin, w: avail - leftW, h: 0 };
  return { margin, lefts, middle, rights, ...heightsFor(frame, [sides.left.nodes, sides.right.nodes], margin) };
}

function placeColumn(
  world: World,
  frame: Frame,
  grid: Grid,
  nodes: readonly Node[],
  column: Box,
  wire: 'left' | 'right',
  slim: boolean,
): readonly Placed[] {
  const rail = RAIL.gap + RAIL.edge;
  const x = wire === 'right' ? column.x + PAD : column.x + rail;
  const w = column.w - PAD - rail;
  let y = grid.margin + HEAD;
  // Who takes part comes first, so that the street runs through it.
  const last = (node: Node): number =>
    Number(grid.folds.has(node.name) || (grid.quiet !== grid.stretch && !isCast(frame, node)));
  const ordered = nodes.toSorted((a, b) => last(a) - last(b));
  return ordered.map((node) => {
    const folded = grid.folds.has(node.name);
    const stretch = grid.quiet !== grid.stretch && !isCast(frame, node) ? grid.quiet : grid.stretch;
    const box = { x, y, w, h: folded ? NODE.folded : Math.floor(nodeHeight(stretch)) };
    y = bottomOf(box) + ROW_GAP;
    return folded
      ? foldNode(world, node, box, wire)
      : placeNode(world, node, { box, wire, stretch, cast: frame.cast, slim });
  });
}

/** The height at which the first open node's NIC lies: the router's doors are put level with it. */
function streetOf(parts: readonly Placed[], grid: Grid): number {
  const open = parts.find((part) => !part.host.folded) ?? parts[0];
  const nic = open?.devices.find((device) => device.role === 'nic');
  return nic?.at.y ?? grid.margin + 200;
}

function placeMiddle(world: World, router: NetnsName, grid: Grid, street: number, height: number): RouterPlaced {
  const w = routerWidth(world, router);
  const x = Math.round(grid.middle.x + (grid.middle.w - w) / 2);
  const below = tableHeight(world, router, height - grid.margin - 12 - street - ROUTER.corridor);
  const box = { x, y: street - ROUTER.corridor, w, h: 2 * ROUTER.corridor + below };
  const centre = x + w / 2;
  const cloud = { x: centre - ROUTER.cloud.w / 2, y: grid.margin, w: ROUTER.cloud.w, h: ROUTER.cloud.h };
  const sides = doorsOf(world, router).sides;
  const doors = sides.map((_, i) => ({ x: i === 0 ? x : x + w, y: street + (i > 1 ? (i - 1) * 30 : 0) }));
  const up = { x: centre, y: box.y };
  const between = (bottomOf(cloud) + up.y - ROUTER.door.h / 2) / 2;
  const tight = up.y - ROUTER.door.h / 2 - bottomOf(cloud) < TIGHT;
  return placeRouter(world, router, {
    box,
    junction: { x: centre, y: street },
    doors,
    up,
    titleAt: { x: x + 14, y: street + ROUTER.corridor + 16 },
    titleWidth: w - 24,
    table: {
      x: x + 10,
      y: street + ROUTER.corridor + ROUTER.head - 4,
      w: w - 20,
      h: below - ROUTER.head - ROUTER.foot + 4,
    },
    outside: {
      box: cloud,
      at: { x: centre, y: bottomOf(cloud) },
      // Where there is no room for both on the way out, the stone stands beside it.
      card: { x: centre, y: tight ? between : Math.max(bottomOf(cloud) + 60, between + 18) },
      stone: tight ? { x: centre - 84, y: between } : { x: centre, y: bottomOf(cloud) + 28 },
    },
    cardAt: (door) => ({ x: door.x, y: door.y - 46 }),
  });
}

function tallest(columns: readonly (readonly Placed[])[], grid: Grid): number {
  const bottoms = columns.flat().map((part) => bottomOf(part.host.box) + FOOT + (part.outside.length > 0 ? 8 : 0));
  return Math.max(HEAD + 60, ...bottoms.map((bottom) => bottom - grid.margin));
}

/** What the caption of a lost packet needs: verdict, title, three lines, and the button that would help. */
const CAPTION = { w: 270, h: 190 };

/** The room under the shorter column, when a caption fits there. */
function captionIn(regions: readonly Box[], height: number, margin: number): Box | null {
  if (regions.length < 2) return null;
  const rooms = regions.map((box) => ({
    x: box.x,
    y: bottomOf(box) + margin,
    w: box.w,
    h: height - margin - bottomOf(box) - margin,
  }));
  const best = rooms.toSorted((a, b) => b.h - a.h)[0];
  return best !== undefined && best.h >= CAPTION.h && best.w >= CAPTION.w ? best : null;
}
