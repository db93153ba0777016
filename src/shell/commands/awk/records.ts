import { read, type Source } from '../../process/stream.ts';
import { Signalled, type Task } from '../../process/task.ts';
import { inward } from './octets.ts';
import type { Patterns } from './pattern.ts';

/** What a record may hold: more, and the machine has no memory left for it. */
const MEMORY = 1 << 22;
/** What a piece takes besides its text. */
const PIECE = 16;

/** Splits what is read into records by RS, as it comes. */
export class RecordReader {
  readonly #source: Source;
  readonly #patterns: Patterns;
  #buffer = '';
  #ended = false;

  constructor(source: Source, patterns: Patterns) {
    this.#source = source;
    this.#patterns = patterns;
  }

  close(): void {
    this.#source.close();
  }

  /** The next record, or null at the end. `separator`: one character, '' for paragraphs, else a pattern. */
  *next(separator: string): Task<string | null> {
    if (separator === '') yield* this.#skipNewlines();
    for (let from = 0; ;) {
      const cut = this.#cut(separator, from);
      if (cut !== null) {
        const record = this.#buffer.slice(0, cut.start);
        this.#buffer = this.#buffer.slice(cut.end);
        return record;
      }
      if (this.#ended) {
        const rest = separator === '' ? this.#buffer.replace(/\n$/, '') : this.#buffer;
        this.#buffer = '';
        return rest === '' ? null : rest;
      }
      from = this.#buffer.length;
      yield* this.#more();
      // Pieces without the separator are gathered first: a long record is not searched again for each of them.
      if (separator.length === 1) yield* this.#upTo(separator);
    }
  }

  *#more(): Task<void> {
    const piece = yield* read(this.#source);
    if (piece === null) this.#ended = true;
    else if (this.#buffer.length + piece.length > MEMORY) throw new Signalled('KILL');
    else this.#buffer += inward(piece);
  }

  *#upTo(separator: string): Task<void> {
    const pieces = [this.#buffer];
    let held = this.#buffer.length;
    this.#buffer = '';
    try {
      while (!this.#ended && pieces.at(-1)?.includes(separator) !== true) {
        const piece = yield* read(this.#source);
        if (piece === null) this.#ended = true;
        else if ((held += piece.length + PIECE) > MEMORY) throw new Signalled('KILL');
        else pieces.push(inward(piece));
      }
    } finally {
      this.#buffer = pieces.join('');
    }
  }

  *#skipNewlines(): Task<void> {
    for (;;) {
      this.#buffer = this.#buffer.replace(/^\n+/, '');
      if (this.#buffer !== '' || this.#ended) return;
      yield* this.#more();
    }
  }

  #cut(separator: string, from: number): { readonly start: number; readonly end: number } | null {
    if (separator.length === 1) {
      const start = this.#buffer.indexOf(separator, from);
      if (start < 0) return null;
      // The line end of the last line does not make another record.
      return { start, end: start + 1 };
    }
    if (separator === '') {
      const found = /\n\n+/.exec(this.#buffer);
      if (found === null || (found.index + found[0].length === this.#buffer.length && !this.#ended)) return null;
      return { start: found.index, end: found.index + found[0].length };
    }
    const match = this.#patterns.of(separator).exec(this.#buffer);
    // A match at the end of what has come could go on in what is still to come.
    if (match === null || match.end === match.index || (match.end === this.#buffer.length && !this.#ended)) return null;
    return { start: match.index, end: match.end };
  }
}
