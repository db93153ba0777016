import type { NetnsName } from '../lab/names.ts';
import type { Node } from '../lab/world.ts';
import { type Frame, isCast } from './layout-parts.ts';
import { NODE, nodeHeight, type Stretch, stretchFor } from './node-needs.ts';

/** What a column of nodes needs besides them: the name of its subnet, a foot, and room between two. */
export const COLUMN = { head: 30, foot: 13, gap: 26 } as const;

/** How tall the nodes of a layout are. */
export interface Heights {
  readonly stretch: Stretch;
  /** Of nodes without a part in the run; the same object when they are not told apart. */
  readonly quiet: Stretch;
  /** Nodes of which only the name is drawn. */
  readonly folds: ReadonlySet<NetnsName>;
}

/** From here on a node is at ease: cards with a tunnel around them have room above its devices. */
const EASE = 0.6;
const QUIET: Stretch = { terse: true, s: 0.05 };

/**
 * First everything at ease; then nodes without a part in the run as low as they go, so that the others have the room;
 * then shorter pods; then the nodes without a part folded to their names.
 */
export function heightsFor(frame: Frame, sides: readonly (readonly Node[])[], margin: number): Heights {
  const columns = sides.filter((nodes) => nodes.length > 0);
  const room = frame.height - 2 * margin - COLUMN.head - COLUMN.foot;
  const left = (nodes: readonly Node[]): number => room - (nodes.length - 1) * COLUMN.gap;
  const idle = columns.flat().filter((node) => !isCast(frame, node));
  const idleNames = new Set(idle.length === columns.flat().length ? [] : idle.map((node) => node.name));
  const share = (of: ReadonlySet<NetnsName>, each: number): number =>
    Math.min(
      ...columns.map((nodes) => {
        const others = nodes.filter((node) => of.has(node.name)).length;
        const rest = left(nodes) - others * each;
        return nodes.length === others ? (rest >= 0 ? Infinity : -Infinity) : rest / (nodes.length - others);
      }),
    );
  const none = new Set<NetnsName>();
  const fits = (height: number, terse: boolean, s: number): Stretch | null =>
    height >= nodeHeight({ terse, s }) ? stretchFor(height, terse) : null;
  const alike = share(none, 0);
  const eased = fits(alike, false, EASE);
  if (eased !== null) return { stretch: eased, quiet: eased, folds: none };
  const favoured = idleNames.size === 0 ? null : fits(share(idleNames, Math.floor(nodeHeight(QUIET))), false, 0.15);
  if (favoured !== null) return { stretch: favoured, quiet: QUIET, folds: none };
  const tight = fits(alike, false, 0.12) ?? fits(alike, true, 0.12);
  if (tight !== null) return { stretch: tight, quiet: tight, folds: none };
  const folded = share(idleNames, NODE.folded);
  const stretch = fits(folded, false, 0.1) ?? fits(folded, true, 0.1) ?? { terse: true, s: 0.1 };
  return { stretch, quiet: stretch, folds: idleNames };
}
