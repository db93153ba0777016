import type { Context } from '../../command.ts';
import { LineReader, write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { openInput } from '../input.ts';

export interface Line {
  readonly text: string;
  /** It had a line end; the last line of a file may have none. */
  readonly whole: boolean;
}

/** The lines of all files one after the other, as they come: the end is looked for only when somebody asks. */
export class Lines {
  readonly #context: Context;
  readonly #names: readonly string[];
  readonly #separate: boolean;
  #next = 0;
  #reader: LineReader | null = null;
  #held: Line | null = null;
  /** Which file, counted from 1: the one being read, and the one that the last line came from. */
  #reading = 0;
  #current = 0;
  /** The file that the last line came from. */
  name = '-';
  number = 0;
  /** A file could not be read. */
  failed = false;
  /** Called when the first line of a file is taken. */
  readonly #begins: (name: string) => Task<void>;

  constructor(context: Context, names: readonly string[], separate: boolean, begins: (name: string) => Task<void>) {
    this.#context = context;
    this.#names = names.length === 0 ? ['-'] : names;
    this.#separate = separate;
    this.#begins = begins;
  }

  *take(): Task<Line | null> {
    const line = this.#held ?? (yield* this.#fetch());
    this.#held = null;
    if (line === null) return null;
    if (this.#current !== this.#reading) {
      this.#current = this.#reading;
      if (this.#separate) this.number = 0;
      this.name = this.#names[this.#reading - 1] ?? '-';
      yield* this.#begins(this.name);
    }
    this.number += 1;
    return line;
  }

  /** Whether the line that was taken is the last: of all files, or of its own when they are separate. */
  *last(): Task<boolean> {
    if (this.#held === null) this.#held = yield* this.#fetch();
    return this.#held === null || (this.#separate && this.#current !== this.#reading);
  }

  /** Whether nothing at all comes any more. */
  *ended(): Task<boolean> {
    if (this.#held === null) this.#held = yield* this.#fetch();
    return this.#held === null;
  }

  *#fetch(): Task<Line | null> {
    for (;;) {
      if (this.#reader !== null) {
        const line = yield* this.#reader.next();
        if (line !== null) return line;
        this.#reader = null;
      }
      const name = this.#names[this.#next];
      if (name === undefined) return null;
      this.#next += 1;
      const opened = openInput(this.#context, name);
      if (typeof opened === 'string') {
        this.failed = true;
        const what =
          opened === 'Is a directory' ? `couldn't edit ${name}: not a regular file` : `can't read ${name}: ${opened}`;
        const text = opened === 'Is a directory' && !this.#separate ? `read error on ${name}: ${opened}` : what;
        yield* write(this.#context.io.stderr, `sed: ${text}\n`);
      } else {
        this.#reader = new LineReader(opened);
        this.#reading = this.#next;
      }
    }
  }
}
