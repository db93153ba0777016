import type { NetnsName } from '../lab/names.ts';
import type { World } from '../lab/world.ts';
import type { Trace } from '../trace/trace.ts';
import { columnsLayout } from './columns.ts';
import type { Frame } from './layout-parts.ts';
import type { Layout } from './places.ts';
import { stackLayout } from './stack.ts';

/** Narrower frames stack the subnets. */
const COLUMNS_FROM = 600;

/** Where everything of the lab is drawn. Depends on the lab, the frame and who takes part, never on the mode or the moment. */
export function layoutOf(world: World, frame: Frame): Layout {
  return frame.width >= COLUMNS_FROM ? columnsLayout(world, frame) : stackLayout(world, frame);
}

const layouts = new WeakMap<World, { readonly key: string; readonly layout: Layout }>();

/** The room for the stage; `bar` of its height goes to the caption when that has to stand below. */
export interface Room {
  readonly width: number;
  readonly height: number;
  readonly bar?: number;
  /** In large type, for a projector, a caption needs more room than the stage mostly has. */
  readonly large?: boolean;
}

const LARGE_CAPTION = 320;

/** The layout of a run. The last one is kept, so that everybody who asks in between gets the same object. */
export function layoutFor(trace: Pick<Trace, 'events' | 'world' | 'stimuli'>, size: Room): Layout {
  const key = `${size.width} ${size.height} ${size.bar ?? 0} ${size.large ?? false}`;
  const known = layouts.get(trace.world);
  if (known?.key === key) return known.layout;
  const layout = layoutIn(trace.world, castOf(trace), size);
  layouts.set(trace.world, { key, layout });
  return layout;
}

/**
 * Whether the caption stands on the stage is decided once, for the whole room: a lower one may fold nodes and so make
 * room for it again, and the two would take turns for ever.
 */
export function layoutIn(
  world: World,
  cast: ReadonlySet<NetnsName>,
  { width, height, bar = 0, large = false }: Room,
): Layout {
  const whole = layoutOf(world, { width, height, cast });
  const stands = whole.caption !== null && (!large || whole.caption.h >= LARGE_CAPTION);
  if (stands) return whole;
  if (bar === 0) return { ...whole, caption: null };
  return { ...layoutOf(world, { width, height: height - bar, cast }), caption: null };
}

const casts = new WeakMap<Trace['events'], ReadonlySet<NetnsName>>();

/** Where the run wants to go, even if nothing ever arrives there. */
function goalsOf({ world, stimuli }: Pick<Trace, 'world' | 'stimuli'>): readonly NetnsName[] {
  return stimuli.flatMap((stimulus) => {
    const address = 'target' in stimulus && stimulus.target.kind === 'address' ? stimulus.target.address : null;
    const pod = [...world.pods.values()].find((candidate) => candidate.ip === address);
    const node = world.nodes.find((candidate) => candidate.ip === address);
    return [...(pod === undefined ? [] : [pod.name, pod.node]), ...(node === undefined ? [] : [node.name])];
  });
}

/** The namespaces that a packet or a command of the run comes to, and the nodes of pods among them. */
export function castOf(trace: Pick<Trace, 'events' | 'world' | 'stimuli'>): ReadonlySet<NetnsName> {
  const known = casts.get(trace.events);
  if (known !== undefined) return known;
  const cast = new Set<NetnsName>();
  casts.set(trace.events, cast);
  for (const event of trace.events) {
    // Servers open their sockets in every run: that alone gives nobody a part in it.
    if (event.packet === null && event.kind !== 'job') continue;
    cast.add(event.netns);
    const on = trace.world.netns.get(event.netns)?.on;
    if (on !== undefined && on !== null) cast.add(on);
  }
  for (const netns of goalsOf(trace)) cast.add(netns);
  return cast;
}
