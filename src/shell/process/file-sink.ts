import { ShellError } from '../language/flow.ts';
import { type Files, streamed } from './files.ts';
import type { Sink } from './stream.ts';

/** Writes into a file, piece by piece, so that others see it grow. */
export class FileSink implements Sink {
  readonly tty = false;
  readonly #files: Files;
  readonly #path: string;

  constructor(files: Files, path: string) {
    this.#files = files;
    this.#path = path;
  }

  put(text: string): boolean {
    const before = this.#files.read(this.#path);
    const answer = this.#files.write(this.#path, (before === null ? '' : streamed(before)) + text);
    if (!answer.ok) throw new ShellError(`write error: ${answer.error}`);
    return true;
  }

  end(): void {}
}
