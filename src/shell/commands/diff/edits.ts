/** A stretch that two texts do not share: lines from `a` up to, but not including `aEnd`, and the like. */
export interface Hunk {
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
}

/** Cells of the table that finds the longest common subsequence; more, and all is taken as changed. */
const MAX_CELLS = 4_000_000;

/** What has to be changed to make `b` of `a`, by the longest common subsequence. */
export function hunksOf(a: readonly string[], b: readonly string[]): readonly Hunk[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const rows = a.length - head - tail;
  const columns = b.length - head - tail;
  if (rows === 0 && columns === 0) return [];
  const changedA = new Uint8Array(a.length);
  const changedB = new Uint8Array(b.length);
  if (rows * columns > MAX_CELLS) {
    changedA.fill(1, head, head + rows);
    changedB.fill(1, head, head + columns);
  } else mark(a, b, head, rows, columns, changedA, changedB);
  slide(a, changedA);
  slide(b, changedB);
  return gathered(changedA, changedB);
}

function mark(
  a: readonly string[],
  b: readonly string[],
  head: number,
  rows: number,
  columns: number,
  changedA: Uint8Array,
  changedB: Uint8Array,
): void {
  const width = columns + 1;
  const longest = new Uint32Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      longest[i * width + j] =
        a[head + i] === b[head + j]
          ? (longest[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0);
    }
  }
  let i = 0;
  let j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && a[head + i] === b[head + j]) {
      i += 1;
      j += 1;
    } else if (j >= columns || (i < rows && (longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0))) {
      changedA[head + i++] = 1;
    } else changedB[head + j++] = 1;
  }
}

/** A run of changed lines that can be moved down without a difference is moved down (shift_boundaries of GNU diff). */
function slide(lines: readonly string[], changed: Uint8Array): void {
  for (let start = 0; start < lines.length; start++) {
    if (changed[start] !== 1) continue;
    let end = start;
    while (end < lines.length && changed[end] === 1) end += 1;
    while (end < lines.length && changed[end] !== 1 && lines[start] === lines[end]) {
      changed[start++] = 0;
      changed[end++] = 1;
      while (end < lines.length && changed[end] === 1) end += 1;
    }
    start = end;
  }
}

function gathered(changedA: Uint8Array, changedB: Uint8Array): readonly Hunk[] {
  const out: Hunk[] = [];
  let i = 0;
  let j = 0;
  while (i < changedA.length || j < changedB.length) {
    if (changedA[i] !== 1 && changedB[j] !== 1) {
      i += 1;
      j += 1;
      continue;
    }
    const [a, b] = [i, j];
    while (changedA[i] === 1) i += 1;
    while (changedB[j] === 1) j += 1;
    out.push({ a, aEnd: i, b, bEnd: j });
  }
  return out;
}
