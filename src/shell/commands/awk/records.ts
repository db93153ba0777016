import { read, type Source } from '../../process/stream.ts';
import { Signalled, type Task } from '../../process/task.ts';
import { inward } from './octets.ts';
import type { Patterns } from './pattern.ts';

/** What a record may hold: more, and the machine has no memory left for it. Patterns are looked for in all of it again and again. */
const MEMORY = 1 << 22;
const MEMORY_FOR_PATTERN = 1 << 17;
/** What a piece takes besides its text. */
const PIECE = 16;

/** Splits what is read into records by RS, as it comes. */
export class RecordReader {
  readonly #source: Source;
  readonly #patterns: Patterns;
  /** The beginning of a record, in which no separator is; and what was read behind it. */
  readonly #begun: string[] = [];
  #held = 0;
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
    for (;;) {
      const cut = this.#cut(separator);
      if (cut !== null) {
        const record = this.#take(this.#buffer.slice(0, cut.start));
        this.#buffer = this.#buffer.slice(cut.end);
        return record;
      }
      if (this.#ended) {
        const rest = this.#take(separator === '' ? this.#buffer.replace(/\n$/, '') : this.#buffer);
        this.#buffer = '';
        return rest === '' ? null : rest;
      }
      this.#setAside(separator);
      yield* this.#more();
    }
  }

  #take(last: string): string {
    const record = this.#begun.join('') + last;
    this.#begun.length = 0;
    this.#held = 0;
    return record;
  }

  /** What was searched and can be no part of a separator is not searched again. */
  #setAside(separator: string): void {
    const kept = separator.length > 1 ? this.#buffer : separator === '' ? (/\n*$/.exec(this.#buffer)?.[0] ?? '') : '';
    const searched = this.#buffer.slice(0, this.#buffer.length - kept.length);
    if (searched !== '') this.#begun.push(searched);
    this.#held += searched.length + PIECE;
    this.#buffer = kept;
    if (this.#held > MEMORY || kept.length > MEMORY_FOR_PATTERN) throw new Signalled('KILL');
  }

  /** Waits for a piece, and takes what has come with it: a long record is not searched again for every few letters. */
  *#more(): Task<void> {
    const enough = 1_024 + this.#buffer.length / 8;
    const pieces: string[] = [];
    let length = 0;
    for (
      let piece: string | null | undefined = yield* read(this.#source);
      piece !== undefined;
      piece = length < enough ? this.#source.take() : undefined
    ) {
      if (piece === null) {
        this.#ended = true;
        break;
      }
      pieces.push(inward(piece));
      length += piece.length;
    }
    this.#buffer += pieces.join('');
  }

  *#skipNewlines(): Task<void> {
    for (;;) {
      this.#buffer = this.#buffer.replace(/^\n+/, '');
      if (this.#buffer !== '' || this.#ended) return;
      yield* this.#more();
    }
  }

  #cut(separator: string): { readonly start: number; readonly end: number } | null {
    if (separator.length === 1) {
      const start = this.#buffer.indexOf(separator);
      return start < 0 ? null : { start, end: start + 1 };
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
