import { BadScript } from './script.ts';

/** The text of one -e or one file, read letter by letter; knows where it is for error messages. */
export class Reader {
  readonly text: string;
  at = 0;
  readonly #place: (at: number, line: number) => string;

  constructor(text: string, place: (at: number, line: number) => string) {
    this.text = text;
    this.#place = place;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  peek(): string {
    return this.text[this.at] ?? '';
  }

  take(): string {
    return this.text[this.at++] ?? (this.at--, '');
  }

  skip(what: RegExp): void {
    while (!this.done && what.test(this.peek())) this.at += 1;
  }

  number(): number {
    let digits = '';
    while (/[0-9]/.test(this.peek())) digits += this.take();
    return Number(digits);
  }

  /** The rest of the line, and the line end is gone. */
  line(): string {
    const end = this.text.indexOf('\n', this.at);
    const text = end < 0 ? this.text.slice(this.at) : this.text.slice(this.at, end);
    this.at = end < 0 ? this.text.length : end + 1;
    return text;
  }

  fail(message: string, at = this.at): BadScript {
    const line = this.text.slice(0, this.at).split('\n').length;
    return new BadScript(`${this.#place(at, line)}: ${message}`);
  }
}
