import { cellsOf, graphemes } from '../base/graphemes.ts';

/** One row of character cells, on which later text covers earlier text. */
export class Grid {
  readonly #cells: string[];

  constructor(width: number) {
    this.#cells = Array.from({ length: width }, () => ' ');
  }

  /** Text from a cell on; what lies outside of the row is cut. A character two cells wide owns the second one too. */
  put(at: number, text: string): void {
    let cell = at;
    for (const character of graphemes(text)) {
      const width = cellsOf(character);
      if (width === 0) continue;
      if (cell < 0 || cell + width > this.#cells.length) return;
      this.#free(cell);
      this.#free(cell + width - 1);
      this.#cells[cell] = character;
      if (width === 2) this.#cells[cell + 1] = '';
      cell += width;
    }
  }

  text(): string {
    return this.#cells.join('').trimEnd();
  }

  /** Half of a wide character cannot stay. */
  #free(cell: number): void {
    if (this.#cells[cell] === '' && cell > 0) this.#cells[cell - 1] = ' ';
    if (this.#cells[cell + 1] === '') this.#cells[cell + 1] = ' ';
    this.#cells[cell] = ' ';
  }
}
