import type { Nanos } from '../lab/names.ts';
import type { EventId } from '../trace/events.ts';
import type { Sink, Source } from './process/stream.ts';
import { Signalled } from './process/task.ts';

/** Something that was written to a terminal. */
export interface Chunk {
  readonly text: string;
  readonly stream: 'stdout' | 'stderr';
  readonly at: Nanos;
  /** Events that had happened by then: it appears when a reader has come to the last of them. */
  readonly events: number;
  /** The events that its lines tell of, in their order; null: nothing is known of that. */
  readonly tells: readonly EventId[] | null;
  /** What stood there before is gone; there is no text. */
  readonly clears?: true;
}

/** What a screen asks about the moment at which something is written. */
type Moment = Pick<Chunk, 'at' | 'events' | 'tells'>;

/** What one line may write, and what a terminal keeps of all of them. A chunk costs something besides its text. */
const LINE_ROOM = 10_000_000;
const KEPT_ROOM = 40_000_000;
const CHUNK = 64;
const CUT = '\n[the lab ended this command: it has written more than 10 MB]\n';

/** The output side of a terminal. */
export class Screen {
  readonly chunks: Chunk[] = [];
  #line = 0;
  #kept = 0;
  /** Chunks in front whose text was given up. */
  #forgotten = 0;
  readonly columns: number;
  readonly #moment: () => Moment;

  constructor(columns: number, moment: () => Moment) {
    this.columns = columns;
    this.#moment = moment;
  }

  sink(stream: Chunk['stream']): Sink {
    return {
      tty: true,
      put: (text) => {
        if (this.#line > LINE_ROOM) throw new Signalled('PIPE');
        this.#line += text.length + CHUNK;
        const cut = this.#line > LINE_ROOM;
        this.#add({ text: cut ? CUT : text, stream: cut ? 'stderr' : stream, ...this.#moment() });
        if (cut) throw new Signalled('PIPE');
        return true;
      },
      end() {},
      clear: () => this.#add({ text: '', stream, clears: true, ...this.#moment() }),
    };
  }

  /** Another line is typed: it has its own room. */
  begin(): void {
    this.#line = 0;
  }

  /** Positions of chunks stay what they are: what is too much is emptied from the oldest on. */
  #add(chunk: Chunk): void {
    this.chunks.push(chunk);
    this.#kept += chunk.text.length;
    while (this.#kept > KEPT_ROOM) {
      const oldest = this.chunks[this.#forgotten];
      if (oldest === undefined) return;
      this.#kept -= oldest.text.length;
      this.chunks[this.#forgotten++] = { ...oldest, text: '' };
    }
  }
}

/** The input side: what a reader types while a program runs. */
export class Keyboard implements Source {
  readonly keyboard = true;
  readonly #lines: string[] = [];
  #ends = 0;

  type(text: string): void {
    this.#lines.push(text);
  }

  /** Ctrl-D: whoever reads next meets the end of the input, once. */
  end(): void {
    this.#ends += 1;
  }

  take(): string | null | undefined {
    const line = this.#lines.shift();
    if (line !== undefined) return line;
    if (this.#ends === 0) return undefined;
    this.#ends -= 1;
    return null;
  }

  close(): void {}
}
