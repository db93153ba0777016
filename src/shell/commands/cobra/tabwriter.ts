export interface TabSettings {
  readonly min: number;
  readonly padding: number;
}

/** cilium-dbg's tables of maps. */
export const BPF_TABLE: TabSettings = { min: 5, padding: 3 };

/**
 * Go's text/tabwriter with spaces: lines of cells that tabs end. A column is a run of neighbouring lines that have that
 * cell; what follows the last tab of a line belongs to no column and is not padded.
 */
export function tabwriter(lines: readonly string[], { min, padding }: TabSettings): string {
  const rows = lines.map((line) => line.split('\t'));
  const widths: number[][] = rows.map(() => []);
  layout(rows, widths, 0, rows.length, 0, { min, padding });
  return rows
    .map((cells, at) => {
      const padded = cells.map((cell, column) => {
        if (column === cells.length - 1) return cell;
        return cell + ' '.repeat(Math.max(0, (widths[at]?.[column] ?? 0) - width(cell)));
      });
      return `${padded.join('')}\n`;
    })
    .join('');
}

function layout(
  rows: readonly (readonly string[])[],
  widths: number[][],
  from: number,
  to: number,
  column: number,
  settings: TabSettings,
): void {
  for (let start = from; start < to; start++) {
    if ((rows[start]?.length ?? 0) - 1 <= column) continue;
    let end = start;
    let widest = settings.min;
    while (end < to && (rows[end]?.length ?? 0) - 1 > column) {
      widest = Math.max(widest, width(rows[end]?.[column] ?? '') + settings.padding);
      end += 1;
    }
    for (let row = start; row < end; row++) (widths[row] ??= [])[column] = widest;
    layout(rows, widths, start, end, column + 1, settings);
    start = end - 1;
  }
}

/** tabwriter counts runes; terminal colours are runes to it as well. */
function width(cell: string): number {
  return [...cell].length;
}
