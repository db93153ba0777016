import { hash32 } from '../base/prng.ts';

const ROWS = 4;

/**
 * A number as twelve cells, alike on both sides: the same mark on a pod and on the tunnel header that carries its
 * identity, so that 'VNI = identity of the sender' can be seen and not only read.
 */
export function identityMark(identity: number): readonly (readonly [column: number, row: number])[] {
  const hash = hash32(`identity ${identity}`);
  const cells: (readonly [number, number])[] = [];
  for (let row = 0; row < ROWS; row++) {
    const kind = (hash >>> (row * 2)) & 3;
    // Per row: the middle, the sides, all, or (never twice in a row) nothing.
    const empty = kind === 3 && row % 2 === 1;
    if (empty) continue;
    if (kind !== 1) cells.push([1, row]);
    if (kind !== 0) cells.push([0, row], [2, row]);
  }
  return cells;
}
