/** cli-runtime printers.GetNewTabWriter: no column narrower than this, and so much room between two. */
const NARROWEST = 6;
const PADDING = 3;

/**
 * Rows as kubectl prints them: padded columns, nothing after the last. A watch goes on with the widths of what it has
 * printed before: `widths` remembers them.
 */
export function tableText(rows: readonly (readonly string[])[], widths: number[] = []): string {
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? NARROWEST, lengthOf(cell) + PADDING);
  }
  const padded = (cell: string, i: number): string => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - lengthOf(cell)));
  return rows
    .map((row) => `${row.map((cell, i) => (i === row.length - 1 ? cell : padded(cell, i))).join('')}\n`)
    .join('');
}

function lengthOf(cell: string): number {
  return [...cell].length;
}
