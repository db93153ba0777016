import type { Job } from '../kernel.ts';
import { METER_HEAD, meterLine, NOTHING_YET } from './curl-meter.ts';
import type { Curl, Request } from './curl-request.ts';
import type { HttpMessage } from './http-message.ts';
import { fieldOf } from './http-message.ts';

/** What one transfer prints besides its answer: -v, the meter, the error. */
export class CurlOutput {
  readonly #job: Job;
  readonly #curl: Curl;
  /** -v has told of data: further pieces are not told (src/tool_cb_dbg.c traced_data). */
  #toldData = false;

  constructor(job: Job, curl: Curl) {
    this.#job = job;
    this.#curl = curl;
  }

  /** The head of the meter, unless it stands there from an earlier attempt, and its first state: before anything else. */
  begin(isFirst: boolean): void {
    if (this.#metered()) this.#err((isFirst ? METER_HEAD : '') + meterLine(NOTHING_YET));
  }

  /** The meter's last state, where there has been a connection. `spent`: microseconds. */
  finish(answer: HttpMessage | null, request: Request, spent: number): void {
    if (!this.#metered()) return;
    const isHead = request.method === 'HEAD';
    const length = answer === null || isHead ? null : fieldOf(answer, 'Content-Length');
    const uploaded = answer === null ? 0 : request.body.length;
    const progress = {
      received: isHead ? 0 : (answer?.rest.length ?? 0),
      expected: length === null ? null : Number(length),
      uploaded,
      uploadSize: uploaded,
      spent,
    };
    this.#err(`${meterLine(progress)}\n`);
  }

  /** `* ` lines of -v. */
  notes(...lines: readonly string[]): void {
    if (!this.#curl.verbose) return;
    this.#err(lines.map((line) => `* ${line}\n`).join(''));
    this.#toldData = false;
  }

  /** `> ` lines of -v, with the line ends of the request. */
  request({ head, body }: Request): void {
    if (!this.#curl.verbose) return;
    const lines = head.split('\r\n').slice(0, -1);
    this.#err(lines.map((line) => `> ${line}\r\n`).join(''));
    this.#toldData = false;
    if (body.length > 0 && this.#curl.meter) this.#err(`} [${body.length} bytes data]\n`);
  }

  /** `< ` lines of -v. */
  head(lines: readonly string[]): void {
    if (this.#curl.verbose) this.#err(lines.map((line) => `< ${line}\r\n`).join(''));
    this.#toldData = false;
  }

  /** Bytes of the body are there: told once, unless they can be seen. */
  sawBody(length: number): void {
    if (!this.#curl.verbose || !this.#curl.meter || this.#toldData || length === 0) return;
    this.#err(`{ [${length} bytes data]\n`);
    this.#toldData = true;
  }

  /** What has been fetched, to where it goes. */
  body(text: string): void {
    if (this.#curl.discard) return;
    if (this.#curl.output === 'file') this.#job.print('stdout', text, 'file');
    else this.#job.print('stdout', text);
  }

  complain(text: string): void {
    if (!this.#curl.silent || this.#curl.showError) this.#err(text);
  }

  #metered(): boolean {
    return this.#curl.meter && !this.#curl.silent;
  }

  #err(text: string): void {
    this.#job.print('stderr', text);
  }
}
