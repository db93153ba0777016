const MIN_WIDTH = 6;
const PADDING = 3;

/** Rows as kubectl prints them (cli-runtime printers GetNewTabWriter): columns of at least six, the last one as it is. */
export function tableText(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows
    .map(
      (row) =>
        `${row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(Math.max(MIN_WIDTH, (widths[i] ?? 0) + PADDING)))).join('')}\n`,
    )
    .join('');
}
