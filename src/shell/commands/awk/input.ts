import type { Context } from '../../command.ts';
import { openInput } from '../input.ts';
import type { Task } from '../../process/task.ts';
import { AwkFailure } from './failure.ts';
import { inward, outward } from './octets.ts';
import { RecordReader } from './records.ts';
import type { Store } from './store.ts';
import { numberOf } from './value.ts';

/** `name=text` on the command line is an assignment, done when its turn comes. */
const ASSIGNMENT = /^([A-Za-z_]\w*)=([\s\S]*)$/;

/** The records of the files in ARGV, or of standard input when there are none. */
export class Input {
  readonly #context: Context;
  readonly #store: Store;
  #next = 1;
  #reader: RecordReader | null = null;
  #files = 0;

  constructor(context: Context, store: Store) {
    this.#context = context;
    this.#store = store;
  }

  *next(): Task<string | null> {
    for (;;) {
      this.#reader ??= this.#open();
      if (this.#reader === null) return null;
      const record = yield* this.#reader.next(this.#store.text('RS'));
      if (record !== null) return record;
      this.#reader = null;
    }
  }

  /** nextfile. */
  skipFile(): void {
    this.#reader?.close();
    this.#reader = new RecordReader({ take: () => null, close() {} }, this.#store.patterns);
  }

  close(): void {
    this.#reader?.close();
  }

  #open(): RecordReader | null {
    const store = this.#store;
    const argv = store.array({ kind: 'name', name: 'ARGV', local: null });
    for (; this.#next < numberOf(store.global('ARGC').value); this.#next++) {
      const key = `${this.#next}`;
      const name = argv.has(key) ? store.textOf(argv.get(key)) : '';
      if (name === '') continue;
      const assignment = ASSIGNMENT.exec(name);
      if (assignment !== null) {
        store.assign(assignment[1] ?? '', unescaped(assignment[2] ?? ''));
        continue;
      }
      this.#next += 1;
      return this.#file(name);
    }
    return this.#files === 0 ? this.#file('-') : null;
  }

  #file(name: string): RecordReader {
    this.#files += 1;
    const source = openInput(this.#context, outward(name));
    if (source === 'Is a directory') throw new AwkFailure(`read error (${source})`, false);
    if (typeof source === 'string') throw new AwkFailure(`cannot open ${name} (${source})`, false);
    this.#store.global('FILENAME').value = name;
    this.#store.global('FNR').value = 0;
    return new RecordReader(source, this.#store.patterns);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v' };

/** Escapes in what -v and the command line assign. */
export function unescaped(text: string): string {
  return inward(text).replace(/\\(?:([0-7]{1,3})|([\\"abfnrtv]))/g, (_, octal?: string, ch?: string) =>
    octal === undefined ? (ESCAPES[ch ?? ''] ?? ch ?? '') : String.fromCharCode(Number.parseInt(octal, 8) & 255),
  );
}
