import type { NetnsName } from '../lab/names.ts';
import type { EventId, PacketId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { type BytePlate, bytePlateAt } from './byte-plate.ts';
import type { Detail } from './detail.ts';
import { type Box, boxAround, type Point } from './geometry.ts';
import { type HookLabel, hookLabelsAt } from './hook-labels.ts';
import { castOf } from './layout.ts';
import type { Ghost } from './ghosts.ts';
import { fixedObstacles, movingObstacles, noteObstacles, type Obstacle } from './obstacles.ts';
import { bordersDrawn } from './names-drawn.ts';
import type { Place } from './place-of.ts';
import type { Layout } from './places.ts';
import { restsAt } from './rests.ts';
import { type Stone, stoneBox } from './stones.ts';
import { type Leg, walkOf } from './walk.ts';

/** What a closer look adds to the stage. */
export interface CloserLook {
  /** From the second level of detail on. */
  readonly hooks: readonly HookLabel[];
  /** At the third. */
  readonly plate: BytePlate | null;
}

/** What lies on the stage already when one looks closer. */
interface Drawn {
  readonly event: EventId;
  readonly focus: PacketId | null;
  readonly legs: readonly Leg[];
  readonly stones: readonly Stone[];
  readonly ghosts: readonly Ghost[];
  readonly slip: { readonly box: Box } | null;
  readonly helper: { readonly at: Point } | null;
}

/** What is added to the picture at the second and third level of detail, where it hides least. */
export function closerLook(
  trace: Trace,
  layout: Layout,
  stage: Drawn,
  place: Place | null,
  detail: Detail,
): CloserLook {
  const { focus, event, legs } = stage;
  if (detail === 1 || focus === null) return { hooks: [], plate: null };
  const last = walkOf(trace, layout, focus).stops.findLast((stop) => stop.first <= event);
  const rest = restsAt(trace, layout, event).get(focus)?.at ?? last?.place.place.card ?? null;
  const cast = castOf(trace);
  const obstacles = [
    ...fixedObstacles(layout, (netns) => cast.has(netns as NetnsName)),
    ...legs.flatMap(({ from, to }) => [from, to]).flatMap(onTheWay),
    ...movingObstacles(legs, rest),
    ...noteObstacles(layout, stage.ghosts),
    ...stage.stones.map((stone) => ({ box: stoneBox(stone), weight: 8 })),
    ...(stage.slip === null ? [] : [{ box: stage.slip.box, weight: 6 }]),
    ...(stage.helper === null ? [] : [{ box: boxAround(stage.helper.at, 130, 22), weight: 8 }]),
  ];
  const hooks = hookLabelsAt(
    trace,
    layout,
    focus,
    event,
    [...obstacles, ...bordersDrawn(layout)].map(({ box }) => box),
  );
  const labelled = hooks.flatMap((hook) => hook.lines.map((line) => ({ box: line.box, weight: 24 })));
  const at = place === null ? rest : place.place.card;
  const plate =
    detail < 3 || at === null
      ? null
      : bytePlateAt(trace, focus, event, rest ?? at, layout.size, [...obstacles, ...labelled]);
  return { hooks, plate };
}

/** What the packet has passed must stay to be seen. */
function onTheWay({ place }: Leg['from']): readonly Obstacle[] {
  return place.kind === 'device' || place.kind === 'pod' ? [{ box: place.place.box, weight: 20 }] : [];
}
