import { hexOf } from '../base/bytes.ts';
import { eventsOf } from '../trace/by-packet.ts';
import type { EventId, PacketId } from '../trace/events.ts';
import { frameLink } from '../trace/frame.ts';
import type { Trace } from '../trace/trace.ts';
import { dissect } from '../wire/dissect.ts';
import { HUE, type Hue } from './card.ts';
import type { Box, Point } from './geometry.ts';
import { type Obstacle, shared } from './obstacles.ts';

/** One row of bytes: its text, and what lies under it. Positions are relative to the plate. */
export interface ByteRow {
  readonly y: number;
  readonly text: string;
  /** Stretches of one layer. */
  readonly runs: readonly { readonly x: number; readonly w: number; readonly hue: Hue; readonly inner: boolean }[];
  /** Bytes that are not what they were one event ago. */
  readonly changed: readonly { readonly x: number; readonly w: number }[];
}

/** The frame itself, byte by byte, beside its packet. */
export interface BytePlate {
  readonly box: Box;
  readonly rows: readonly ByteRow[];
  /** Bytes of the whole frame, and how many of them have no row. */
  readonly length: number;
  readonly left: number;
  /** Where the packet rests: the plate hangs on it. */
  readonly from: Point;
}

export const PLATE = { cell: 18, line: 16, columns: 16, head: 22, pad: 8, rows: 9 } as const;
const STEP = 16;
/** A plate may cover an idle node rather than lie far away. */
const FAR = 14;

/** The bytes of a packet when `event` has happened, placed where they hide least; null when it has none. */
export function bytePlateAt(
  trace: Pick<Trace, 'events' | 'frames'>,
  packet: PacketId,
  event: EventId,
  rest: Point,
  size: { readonly w: number; readonly h: number },
  obstacles: readonly Obstacle[],
): BytePlate | null {
  const own = eventsOf(trace, packet).filter((candidate) => candidate.id <= event && candidate.frame !== null);
  const now = own.at(-1)?.frame ?? null;
  const bytes = now === null ? undefined : trace.frames[now];
  if (bytes === undefined) return null;
  const before = own.findLast((candidate) => candidate.id < event)?.frame ?? null;
  const old = before === null ? undefined : trace.frames[before];
  const columns = size.w >= 2 * PLATE.pad + PLATE.columns * PLATE.cell + 8 ? PLATE.columns : PLATE.columns / 2;
  const rows = Math.min(PLATE.rows, Math.ceil(bytes.length / columns));
  const w = columns * PLATE.cell + 2 * PLATE.pad - 6;
  const h = PLATE.head + rows * PLATE.line + PLATE.pad;
  return {
    box: { ...freePlace(rest, w, h, size, obstacles), w, h },
    rows: Array.from({ length: rows }, (_, i) => rowOf(bytes, old, i, columns)),
    length: bytes.length,
    left: Math.max(0, bytes.length - rows * columns),
    from: rest,
  };
}

function rowOf(bytes: Uint8Array, old: Uint8Array | undefined, row: number, columns: number): ByteRow {
  const from = row * columns;
  const to = Math.min(bytes.length, from + columns);
  const x = (at: number): number => PLATE.pad + (at - from) * PLATE.cell - 3;
  const runs = layersOf(bytes).flatMap(({ start, end, hue, inner }) => {
    const a = Math.max(start, from);
    const b = Math.min(end, to);
    return a < b ? [{ x: x(a), w: (b - a) * PLATE.cell, hue, inner }] : [];
  });
  const changed: { x: number; w: number }[] = [];
  for (let at = from; at < to; at++) {
    // Tunnels are put around the outside: two frames are laid on each other from their ends.
    const twin = old === undefined ? -1 : old.length - (bytes.length - at);
    if (old === undefined || twin < 0 || old[twin] === bytes[at]) continue;
    changed.push({ x: x(at), w: PLATE.cell });
  }
  const text = hexOf(bytes.subarray(from, to)).replace(/..(?!$)/g, '$& ');
  return { y: PLATE.head + row * PLATE.line, text, runs, changed };
}

interface LayerBytes {
  readonly start: number;
  readonly end: number;
  readonly hue: Hue;
  readonly inner: boolean;
}

const known = new WeakMap<Uint8Array, readonly LayerBytes[]>();

function layersOf(bytes: Uint8Array): readonly LayerBytes[] {
  const old = known.get(bytes);
  if (old !== undefined) return old;
  const layers = dissect(bytes, frameLink(bytes)).map((node) => ({
    start: node.offset,
    end: node.offset + node.length,
    hue: HUE[node.layer],
    inner: node.depth > 0,
  }));
  known.set(bytes, layers);
  return layers;
}

/** The place for a plate that covers least of what matters, near its packet. Looks at every sixteenth pixel. */
function freePlace(
  rest: Point,
  w: number,
  h: number,
  size: { readonly w: number; readonly h: number },
  obstacles: readonly Obstacle[],
): Point {
  let best = { x: 4, y: 4 };
  let least = Infinity;
  for (let y = 4; y <= Math.max(4, size.h - h - 4); y += STEP) {
    for (let x = 4; x <= Math.max(4, size.w - w - 4); x += STEP) {
      const box = { x, y, w, h };
      const away = Math.hypot(x + w / 2 - rest.x, y + h / 2 - rest.y);
      let cost = away * FAR;
      for (const { box: other, weight } of obstacles) {
        cost += shared(box, other) * weight;
        if (cost >= least) break;
      }
      if (cost < least) {
        least = cost;
        best = { x, y };
      }
    }
  }
  return best;
}
