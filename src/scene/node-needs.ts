import type { NetnsName } from '../lab/names.ts';
import type { Node, Pod, World } from '../lab/world.ts';

/** Rows of a node from top to bottom; gaps stretch between the two numbers with the room there is. */
export const NODE = {
  pad: 12,
  head: 32,
  pod: 46,
  podTerse: 30,
  plug: 16,
  vethGap: [18, 46],
  lxc: 24,
  laneGap: [10, 14],
  rowGap: [26, 84],
  row: 26,
  lowGap: 23,
  low: 22,
  foot: 14,
  folded: 34,
  podGap: 8,
} as const;

const MAJOR = { min: 84, want: 140 };
const MINOR = { min: 60, want: 78 };

const NODE_MIN_WIDTH = 188;

export interface Stretch {
  readonly terse: boolean;
  /** 0: as tight as it goes; 1: as roomy as it should get. */
  readonly s: number;
}

export function gap([low, high]: readonly [number, number], s: number): number {
  return low + (high - low) * s;
}

export function nodeHeight({ terse, s }: Stretch): number {
  const { head, pod, podTerse, plug, lxc, row, lowGap, low, foot } = NODE;
  const fixed = head + (terse ? podTerse : pod) + plug / 2 + lxc + row + lowGap + low + foot;
  return fixed + gap(NODE.vethGap, s) + gap(NODE.laneGap, s) + gap(NODE.rowGap, s);
}

/** The stretch that makes a node `height` tall, held between 0 and 1. */
export function stretchFor(height: number, terse: boolean): Stretch {
  const low = nodeHeight({ terse, s: 0 });
  const high = nodeHeight({ terse, s: 1 });
  return { terse, s: Math.min(1, Math.max(0, (height - low) / (high - low))) };
}

export function isMinor(pod: Pod): boolean {
  return pod.namespace === 'kube-system';
}

export function podsOn(world: World, node: NetnsName): readonly Pod[] {
  return [...world.pods.values()].filter((pod) => pod.node === node);
}

/** The least that a tunnel device and a NIC side by side need, and what the node's pods would like. */
export function nodeWidths(world: World, node: Node): { readonly min: number; readonly want: number } {
  const pods = podsOn(world, node.name);
  const majors = pods.filter((pod) => !isMinor(pod)).length;
  const gaps = Math.max(0, pods.length - 1) * NODE.podGap + 2 * NODE.pad;
  const want = majors * MAJOR.want + (pods.length - majors) * MINOR.want + gaps;
  return { min: NODE_MIN_WIDTH, want: Math.max(300, Math.min(want, 620)) };
}

export interface PodSlot {
  readonly pod: Pod;
  readonly w: number;
}

/** Below this the pods of the lab itself are squeezed, and those of the system make room for them. */
const EASE = 100;

/** Which pods get a column, in the lab's order, and how wide; the rest is only counted. */
export function podSlots(
  pods: readonly Pod[],
  inner: number,
  cast: ReadonlySet<NetnsName>,
): { readonly slots: readonly PodSlot[]; readonly more: readonly Pod[] } {
  const rank = (pod: Pod): number => (cast.has(pod.name) ? 0 : isMinor(pod) ? 2 : 1);
  const byRank = pods.toSorted((a, b) => rank(a) - rank(b));
  const kept = new Set<Pod>();
  let used = 0;
  const helpers = byRank.filter((pod) => rank(pod) === 2);
  const others = byRank.length - helpers.length;
  const allEase = (others - 1) * NODE.podGap + others * EASE + helpers.length * (MINOR.min + NODE.podGap);
  for (const pod of byRank) {
    // The system's pods are drawn all together or not at all: half of them would only raise questions.
    if (rank(pod) === 2 && kept.size > 0 && allEase > inner) break;
    const between = kept.size === 0 ? 0 : NODE.podGap;
    const width = (isMinor(pod) ? MINOR : MAJOR).min + between;
    if (kept.size > 0 && used + width > inner) break;
    kept.add(pod);
    used += width;
  }
  const more = pods.filter((pod) => !kept.has(pod));
  const shown = pods.filter((pod) => kept.has(pod));
  const wish = shown.reduce((sum, pod) => sum + wishOf(pod), 0);
  const share = wish === 0 ? 0 : Math.min(1, Math.max(0, inner - used) / wish);
  return {
    slots: shown.map((pod) => ({ pod, w: Math.floor((isMinor(pod) ? MINOR : MAJOR).min + wishOf(pod) * share) })),
    more,
  };
}

function wishOf(pod: Pod): number {
  const size = isMinor(pod) ? MINOR : MAJOR;
  return size.want - size.min;
}
