import type { ILink, ILinkProvider, IMarker, Terminal } from '@xterm/xterm';
import { wordsOfLine } from '../../state/terminal/line-words.ts';
import { bufferLine, type CellPlace, type Cells } from './buffer-line.ts';

/** A typed line on the screen, and the row in which it begins. */
export interface TypedLine {
  /** Its place among the pieces; null: the line being typed. */
  readonly piece: number | null;
  readonly prompt: string;
  readonly text: string;
  readonly row: number;
}

/** A word of it, and the cells from the first to the last. */
export interface WordOnScreen {
  readonly piece: number | null;
  readonly from: number;
  readonly first: CellPlace;
  readonly last: CellPlace;
}

/** The words of a typed line that have a cell in row `y`. None when something else stands there by now. */
export function wordsInRow(buffer: Cells, { piece, prompt, text, row }: TypedLine, y: number): readonly WordOnScreen[] {
  const places: (CellPlace | undefined)[] = [];
  let at = row;
  for (const [i, part] of text.split('\n').entries()) {
    const line = bufferLine(buffer, at);
    const before = i === 0 ? prompt : '> ';
    const found = line.text.indexOf(before + part);
    if (found < 0) return [];
    for (let j = 0; j < part.length; j++) places.push(line.cells[found + before.length + j]);
    places.push(undefined);
    at = line.last + 1;
  }
  return wordsOfLine(text).flatMap(({ from, to }) => {
    const own = places.slice(from, to).filter((place) => place !== undefined);
    const [first, last] = [own[0], own.at(-1)];
    return first === undefined || last === undefined || y < first.y || y > last.y ? [] : [{ piece, from, first, last }];
  });
}

/** Lets the pointer find the words of typed lines: xterm says which one it is on. */
export class TypedLinks implements ILinkProvider {
  readonly #terminal: Terminal;
  readonly #onPoint: (word: { readonly piece: number | null; readonly from: number } | null) => void;
  readonly #current: () => TypedLine | null;
  #typed: { readonly marker: IMarker; readonly line: Omit<TypedLine, 'row'> }[] = [];

  constructor(
    terminal: Terminal,
    current: () => TypedLine | null,
    onPoint: (word: { readonly piece: number | null; readonly from: number } | null) => void,
  ) {
    this.#terminal = terminal;
    this.#current = current;
    this.#onPoint = onPoint;
    terminal.registerLinkProvider(this);
  }

  /** A typed line begins where the cursor is now. */
  begin(line: Omit<TypedLine, 'row'>): void {
    const marker = this.#terminal.registerMarker(0);
    this.#typed.push({ marker, line });
  }

  /** The screen is written anew. */
  forget(): void {
    for (const { marker } of this.#typed) marker.dispose();
    this.#typed = [];
  }

  provideLinks(number: number, give: (links: ILink[] | undefined) => void): void {
    const y = number - 1;
    const line = this.#lineAt(y);
    const words = line === null ? [] : wordsInRow(this.#terminal.buffer.active, line, y);
    give(words.map((word) => this.#linkOf(word)));
  }

  #lineAt(y: number): TypedLine | null {
    const current = this.#current();
    if (current !== null && current.row <= y) return current;
    this.#typed = this.#typed.filter(({ marker }) => !marker.isDisposed);
    const found = this.#typed.findLast(({ marker }) => marker.line <= y);
    return found === undefined ? null : { ...found.line, row: found.marker.line };
  }

  #linkOf({ piece, from, first, last }: WordOnScreen): ILink {
    return {
      text: '',
      range: { start: { x: first.x + 1, y: first.y + 1 }, end: { x: last.x + 1, y: last.y + 1 } },
      decorations: { pointerCursor: false, underline: true },
      activate: () => undefined,
      hover: () => this.#onPoint({ piece, from }),
      leave: () => this.#onPoint(null),
    };
  }
}
