import type { Trace } from '../trace/trace.ts';
import type { Box } from './geometry.ts';
import { placeOf } from './place-of.ts';
import type { Layout } from './places.ts';

/** What is to be seen large: places of the lab by their names, or where a stretch of the run happens. */
export type Sight = { readonly nodes: readonly string[] } | { readonly events: readonly [number, number] };

/** Where that is drawn. What is not on the stage is left out. */
export function boxesOf(layout: Layout, trace: Trace, sight: Sight): readonly Box[] {
  if ('nodes' in sight) {
    const places = new Map<string, Box>([
      ...[...layout.hosts].map(([name, { box }]): [string, Box] => [name, box]),
      ...[...layout.devices].map(([name, { box }]): [string, Box] => [name, box]),
    ]);
    return sight.nodes.flatMap((name) => places.get(name) ?? []);
  }
  const [from, to] = sight.events;
  return trace.events.slice(Math.floor(from), Math.floor(to) + 1).flatMap((event) => {
    const card = placeOf(layout, event)?.place.card;
    return card === undefined ? [] : [{ x: card.x - CARD / 2, y: card.y - CARD / 2, w: CARD, h: CARD }];
  });
}

const CARD = 90;
const AIR = 24;
const LARGEST = 5;

/** How the stage has to lie in its frame so that all of these are in sight, as large as they can be. */
export function zoomTo(
  boxes: readonly Box[],
  { width, height }: { readonly width: number; readonly height: number },
): { readonly x: number; readonly y: number; readonly k: number } {
  const left = Math.min(...boxes.map(({ x }) => x)) - AIR;
  const top = Math.min(...boxes.map(({ y }) => y)) - AIR;
  const right = Math.max(...boxes.map(({ x, w }) => x + w)) + AIR;
  const bottom = Math.max(...boxes.map(({ y, h }) => y + h)) + AIR;
  const k = Math.min(LARGEST, Math.max(1, Math.min(width / (right - left), height / (bottom - top))));
  const along = (middle: number, size: number): number => Math.min(0, Math.max(size - size * k, size / 2 - middle * k));
  return { x: along((left + right) / 2, width), y: along((top + bottom) / 2, height), k };
}
