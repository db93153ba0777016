import type { Context } from '../../command.ts';
import { FileSink } from '../../process/file-sink.ts';
import { absolute } from '../../process/files.ts';
import { NOWHERE, type Sink, write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { BadScript } from './script.ts';

/** Somewhere that sed writes to: what a last line without a line end left open is closed before more is written. */
export class Output {
  readonly #sink: Sink;
  #open = false;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  *line(text: string, whole: boolean): Task<void> {
    yield* this.raw(whole ? `${text}\n` : text);
    this.#open = !whole;
  }

  *raw(text: string): Task<void> {
    if (text === '') return;
    yield* write(this.#sink, this.#open ? `\n${text}` : text);
    this.#open = false;
  }
}

/** The files of `w`: emptied when the script is read, one of each name. */
export class Outputs {
  readonly #byName = new Map<string, Output>();
  readonly #context: Context;

  constructor(context: Context, stdout: Output) {
    this.#context = context;
    this.#byName.set('/dev/stdout', stdout);
    this.#byName.set('/dev/stderr', new Output(context.io.stderr));
    this.#byName.set('/dev/null', new Output(NOWHERE));
  }

  /** Throws BadScript when it cannot be written. */
  open(name: string): void {
    if (this.#byName.has(name)) return;
    const { host, shell } = this.#context;
    const path = absolute(name, shell.folder);
    const answer = host.files.write(path, '');
    if (!answer.ok) throw new BadScript(`couldn't open file ${name}: ${answer.error}`, 4);
    this.#byName.set(name, new Output(new FileSink(host.files, path)));
  }

  of(name: string): Output | undefined {
    return this.#byName.get(name);
  }
}
