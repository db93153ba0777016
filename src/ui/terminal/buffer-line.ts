/** What is read of xterm's buffer. */
export interface Cells {
  getLine(y: number): CellRow | undefined;
}
interface CellRow {
  readonly isWrapped: boolean;
  readonly length: number;
  getCell(x: number): { getChars(): string; getWidth(): number } | undefined;
}

export interface CellPlace {
  readonly x: number;
  readonly y: number;
}

/** A line as it was written, over as many rows as it takes. */
export interface BufferLine {
  readonly text: string;
  /** The cell of every UTF-16 unit of the text. */
  readonly cells: readonly CellPlace[];
  /** Its last row. */
  readonly last: number;
}

/** The line that begins in row `y`: rows that the terminal has wrapped are put together, cells without text are blanks. */
export function bufferLine(buffer: Cells, y: number): BufferLine {
  const cells: CellPlace[] = [];
  let text = '';
  let row = buffer.getLine(y);
  let last = y;
  for (; row !== undefined; last++) {
    const next = buffer.getLine(last + 1);
    const goesOn = next?.isWrapped === true;
    for (let x = 0; x < row.length; x++) {
      const cell = row.getCell(x);
      const chars = cell?.getChars() ?? '';
      // The second half of a wide letter, and the cell at the end of a row that a wide letter did not fit into.
      if (cell === undefined || cell.getWidth() === 0 || (chars === '' && goesOn && x === row.length - 1)) continue;
      const shown = chars === '' ? ' ' : chars;
      text += shown;
      for (let i = 0; i < shown.length; i++) cells.push({ x, y: last });
    }
    if (!goesOn) break;
    row = next;
  }
  return { text, cells, last };
}
