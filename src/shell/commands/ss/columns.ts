/** misc/ss.c columns[]: heading, how it is aligned, and what stands before it. */
const COLUMNS = [
  { head: 'Netid', right: false, before: '' },
  { head: 'State', right: false, before: ' ' },
  { head: 'Recv-Q', right: false, before: ' ' },
  { head: 'Send-Q', right: false, before: ' ' },
  { head: 'Local Address:', right: true, before: ' ' },
  { head: 'Port', right: false, before: '' },
  { head: 'Peer Address:', right: true, before: ' ' },
  { head: 'Port', right: false, before: '' },
  { head: 'Process', right: false, before: '' },
] as const;

/** One row: as many cells as there are columns. */
export type Cells = readonly [
  netid: string,
  state: string,
  receive: string,
  send: string,
  local: string,
  localPort: string,
  peer: string,
  peerPort: string,
  process: string,
];

export interface Layout {
  readonly header: boolean;
  readonly hides: { readonly netid: boolean; readonly state: boolean };
  /** Of the terminal; null: not a terminal, so columns are as wide as what is in them. */
  readonly width: number | null;
}

/** The table as ss lays it out (misc/ss.c render, render_calc_width): on a terminal what is left of a line is shared out. */
export function renderTable(rows: readonly Cells[], { header, hides, width }: Layout): string {
  const shown = COLUMNS.map((_, i) => !(i === 0 && hides.netid) && !(i === 1 && hides.state));
  const heads = COLUMNS.map(({ head }) => head);
  const lines = [...(header ? [heads as unknown as Cells] : []), ...rows];
  if (lines.length === 0) return '';
  const widths = widthsOf(lines, shown, width);
  return lines.map((cells) => `${lineOf(cells, shown, widths)}\n`).join('');
}

function widthsOf(lines: readonly Cells[], shown: readonly boolean[], screen: number | null): readonly number[] {
  let first = true;
  const widths = COLUMNS.map(({ before }, i) => {
    if (!shown[i]) return 0;
    const longest = Math.max(...lines.map((cells) => cells[i]!.length));
    const wide = Math.min(first || longest === 0 ? longest : longest + before.length, screen ?? Infinity);
    if (wide > 0) first = false;
    return wide;
  });
  if (screen !== null) spread(widths, screen);
  return widths;
}

/** Shares what is left of each line of the terminal among its columns, the last ones first. */
function spread(widths: number[], screen: number): void {
  let [lineStart, length, columns] = [0, 0, 0];
  for (let at = 0; at < widths.length; at++) {
    if (widths[at] === 0) continue;
    columns += 1;
    length += widths[at]!;
    const isLast = widths.slice(at + 1).every((wide) => wide === 0);
    if (!isLast && length < screen) continue;
    if (length > screen && columns > 1) {
      length -= widths[at]!;
      columns -= 1;
      at -= 1;
      while (widths[at] === 0) at -= 1;
    }
    let left = Math.max(0, screen - length) % columns;
    const each = Math.floor(Math.max(0, screen - length) / columns);
    for (let i = at; i >= lineStart; i--) {
      if (widths[i] === 0) continue;
      widths[i]! += each + (left > 0 ? 1 : 0);
      left -= 1;
    }
    [lineStart, length, columns] = [at + 1, 0, 0];
  }
}

function lineOf(cells: Cells, shown: readonly boolean[], widths: readonly number[]): string {
  let line = '';
  let started = false;
  for (const [i, { right, before }] of COLUMNS.entries()) {
    if (!shown[i]) continue;
    const lead = started ? before : '';
    started = true;
    const text = cells[i]!;
    const wide = widths[i]!;
    line += right ? `${lead}${text.padStart(wide - lead.length)}` : `${lead}${text}`.padEnd(wide);
  }
  return line;
}
