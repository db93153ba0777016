import { hash32 } from '../base/prng.ts';

/**
 * A number as nine cells, alike on both sides: the same mark on a pod and on the tunnel header that carries its
 * identity, so that 'VNI = identity of the sender' can be seen and not only read.
 */
export function identityMark(identity: number): readonly (readonly [column: number, row: number])[] {
  const hash = hash32(`identity ${identity}`);
  const cells: (readonly [number, number])[] = [];
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 2; column++) {
      if (((hash >>> (row * 2 + column)) & 1) === 0 && !(row === 1 && column === 1)) continue;
      cells.push([column, row]);
      if (column === 0) cells.push([2, row]);
    }
  }
  return cells;
}
