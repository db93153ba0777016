import { Signalled, type Task, until } from './task.ts';

/** Where a program reads. Text; bytes of a file pass as Latin-1, one character each. */
export interface Source {
  /** The next piece; null at the end; undefined when there is nothing yet. */
  take(): string | null | undefined;
  /** A person types it. */
  readonly keyboard?: true;
  /** Nobody will read any more: who writes gets SIGPIPE. */
  close(): void;
}

/** Where a program writes. */
export interface Sink {
  /** False when it is full: wait, and try again. Throws Signalled('PIPE') when nobody reads any more. */
  put(text: string): boolean;
  /** Nothing more will be written. */
  end(): void;
  /** Whether it is a terminal. */
  readonly tty: boolean;
  /** Terminals only: what stands there goes. No text does that, wherever it comes from. */
  clear?(): void;
}

/** Pieces, and characters in them, that a pipe holds before its writer has to wait. */
const CAPACITY = 64;
const CHARACTERS = 1 << 20;
/** What one program may hold of its input; more, and the machine has no memory left for it. */
const MEMORY = 1 << 24;
/** What a piece takes besides its text. */
const PIECE = 16;

/** A pipe between two programs. Both ends may be shared by several. */
export class Pipe implements Source, Sink {
  readonly tty = false;
  readonly #pieces: string[] = [];
  #characters = 0;
  #writers: number;
  #broken = false;

  constructor(writers = 1) {
    this.#writers = writers;
  }

  take(): string | null | undefined {
    const piece = this.#pieces.shift();
    if (piece !== undefined) {
      this.#characters -= piece.length;
      return piece;
    }
    return this.#writers > 0 ? undefined : null;
  }

  put(text: string): boolean {
    if (this.#broken) throw new Signalled('PIPE');
    if (this.#pieces.length >= CAPACITY || this.#characters >= CHARACTERS) return false;
    this.#pieces.push(text);
    this.#characters += text.length;
    return true;
  }

  end(): void {
    this.#writers -= 1;
  }

  close(): void {
    this.#broken = true;
    this.#pieces.length = 0;
    this.#characters = 0;
  }
}

/** A source that holds a text and nothing more. */
export function textSource(text: string): Source {
  let rest: string | null = text;
  return {
    take() {
      const all = rest;
      rest = null;
      return all === '' ? null : all;
    },
    close() {
      rest = null;
    },
  };
}

/** Collects what is written: for $(…) and for files. */
export class Collector implements Sink {
  readonly tty = false;
  readonly #parts: string[] = [];
  readonly #limit: number;
  #length = 0;

  /** Characters beyond the limit (64 MiB) end the writer with SIGPIPE: no loop fills the memory of the page. */
  constructor(limit = 1 << 26) {
    this.#limit = limit;
  }

  put(text: string): boolean {
    this.#length += text.length;
    if (this.#length > this.#limit) throw new Signalled('PIPE');
    this.#parts.push(text);
    return true;
  }

  end(): void {}

  get text(): string {
    return this.#parts.join('');
  }
}

/** /dev/null, and what a background job reads. */
export const NOWHERE: Source & Sink = { take: () => null, close() {}, put: () => true, end() {}, tty: false };

export function* write(sink: Sink, text: string): Task<void> {
  if (text === '' || sink.put(text)) return;
  let done = false;
  let failure: Signalled | null = null;
  yield* until(() => {
    if (done || failure !== null) return true;
    try {
      done = sink.put(text);
    } catch (error) {
      if (!(error instanceof Signalled)) throw error;
      failure = error;
    }
    return done || failure !== null;
  });
  if (failure !== null) throw failure as Signalled;
}

/** The next piece, or null at the end. */
export function* read(source: Source): Task<string | null> {
  let piece = source.take();
  if (piece === undefined) yield* until(() => piece !== undefined || (piece = source.take()) !== undefined);
  return piece as string | null;
}

/** Everything up to the end. Throws Signalled('KILL') when that is more than a machine can hold. */
export function* readAll(source: Source): Task<string> {
  const parts: string[] = [];
  let held = 0;
  for (let piece = yield* read(source); piece !== null; piece = yield* read(source)) {
    held += piece.length + PIECE;
    if (held > MEMORY) throw new Signalled('KILL');
    parts.push(piece);
  }
  return parts.join('');
}

/** Reads line by line, as they come. */
export class LineReader {
  readonly #source: Source;
  /** What was read: the first of these pieces may hold lines, the others are the beginning of one. */
  #ready = '';
  readonly #begun: string[] = [];
  #held = 0;
  #ended = false;

  constructor(source: Source) {
    this.#source = source;
  }

  /**
   * The next line without its line end, and whether it had one; null at the end. Throws Signalled('KILL') for a line that
   * is longer than what a machine can hold.
   */
  *next(): Task<{ readonly text: string; readonly whole: boolean } | null> {
    for (;;) {
      const end = this.#ready.indexOf('\n');
      if (end >= 0) {
        const text = this.#take() + this.#ready.slice(0, end);
        this.#ready = this.#ready.slice(end + 1);
        return { text, whole: true };
      }
      if (this.#ready !== '') {
        this.#held += this.#ready.length + PIECE;
        if (this.#held > MEMORY) throw new Signalled('KILL');
        this.#begun.push(this.#ready);
        this.#ready = '';
      }
      if (this.#ended) {
        const text = this.#take();
        return text === '' ? null : { text, whole: false };
      }
      const piece = yield* read(this.#source);
      if (piece === null) this.#ended = true;
      else this.#ready = piece;
    }
  }

  #take(): string {
    const text = this.#begun.join('');
    this.#begun.length = 0;
    this.#held = 0;
    return text;
  }

  /** What was read but not asked for. */
  rest(): string {
    return this.#begun.join('') + this.#ready;
  }
}
