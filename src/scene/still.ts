import type { Trace } from '../trace/trace.ts';
import { bottomOf, type Box } from './geometry.ts';
import { castOf, layoutOf } from './layout.ts';
import type { Layout } from './places.ts';

/** The lab laid out for a picture that stands by itself, and the part of the layout that has something in it. */
export interface Still {
  readonly layout: Layout;
  readonly view: Box;
}

const stills = new WeakMap<Trace, Map<string, Still>>();

/** Depends on the run and the size alone, never on a window: the same picture in a file, on paper and in a test. */
export function stillOf(trace: Trace, size: { readonly width: number; readonly height: number }): Still {
  const known = stills.get(trace) ?? new Map<string, Still>();
  stills.set(trace, known);
  const key = `${size.width} ${size.height}`;
  const old = known.get(key);
  if (old !== undefined) return old;
  const layout = layoutOf(trace.world, { ...size, cast: castOf(trace) });
  const still = { layout, view: { x: 0, y: 0, w: layout.size.w, h: heightOf(layout) } };
  known.set(key, still);
  return still;
}

const FOOT = 10;

/** Without the room for a caption below: a still has its caption beside it, as text. */
function heightOf(layout: Layout): number {
  const { regions, hosts, outside, devices } = layout;
  const boxes = [...regions, ...hosts.values(), ...outside.values(), ...devices.values()].map(({ box }) => box);
  return Math.min(layout.size.h, Math.max(0, ...boxes.map(bottomOf)) + FOOT);
}
