import type { Nanos } from '../lab/names.ts';
import type { Sink, Source } from './process/stream.ts';

/** Something that was written to a terminal. */
export interface Chunk {
  readonly text: string;
  readonly stream: 'stdout' | 'stderr';
  readonly at: Nanos;
  /** Events that had happened by then: it appears when a reader has come to the last of them. */
  readonly events: number;
}

/** The output side of a terminal. */
export class Screen {
  readonly chunks: Chunk[] = [];
  readonly columns: number;
  readonly #moment: () => { readonly at: Nanos; readonly events: number };

  constructor(columns: number, moment: () => { readonly at: Nanos; readonly events: number }) {
    this.columns = columns;
    this.#moment = moment;
  }

  sink(stream: Chunk['stream']): Sink {
    return {
      tty: true,
      put: (text) => {
        this.chunks.push({ text, stream, ...this.#moment() });
        return true;
      },
      end() {},
    };
  }
}

/** The input side: what a reader types while a program runs. */
export class Keyboard implements Source {
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
