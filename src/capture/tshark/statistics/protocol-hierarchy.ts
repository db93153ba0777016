import { type Counted, type CountedPacket, isCounted, type Statistic } from './statistic.ts';

interface Level {
  readonly name: string;
  frames: number;
  bytes: number;
  readonly inside: Level[];
}

const LINE = '='.repeat(67);
const NAME_WIDTH = 40;
/** Deeper than this the indentation ends in dots. */
const DEEPEST = 15;

/** -z io,phs: how many packets and bytes have which protocol in which (tap-protohierstat.c). */
export class ProtocolHierarchy implements Statistic {
  readonly #levels: Level[] = [];
  readonly #counted: Counted;

  constructor(counted: Counted) {
    this.#counted = counted;
  }

  add(packet: CountedPacket): void {
    if (!isCounted(this.#counted, packet)) return;
    let levels = this.#levels;
    for (const { spec } of packet.tree.children) {
      // A line of a tree that belongs to no field is a field called text.
      const called = spec?.name ?? 'text';
      if (called === 'frame' || (spec !== null && spec.type !== 'protocol' && called !== 'data')) continue;
      let level = levels.find(({ name }) => name === called);
      if (level === undefined) levels.push((level = { name: called, frames: 0, bytes: 0, inside: [] }));
      level.frames += 1;
      level.bytes += packet.frame.length;
      levels = level.inside;
    }
  }

  lines(): readonly string[] {
    const head = ['', LINE, 'Protocol Hierarchy Statistics', `Filter: ${this.#counted.said ?? ''}`, ''];
    return [...head, ...linesOf(this.#levels, 0), LINE];
  }
}

function linesOf(levels: readonly Level[], depth: number): readonly string[] {
  const indent = '  '.repeat(Math.min(depth, DEEPEST + 1)) + (depth > DEEPEST + 1 ? '...' : '');
  return levels.flatMap(({ name, frames, bytes, inside }) => [
    `${`${indent}${name}`.padEnd(NAME_WIDTH)} frames:${frames} bytes:${bytes}`,
    ...linesOf(inside, depth + 1),
  ]);
}
