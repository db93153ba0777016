import { concatBytes, latin1Of } from '../../base/bytes.ts';
import type { Nanos } from '../../lab/names.ts';
import { targetText } from '../../trace/stimulus-text.ts';
import type { Errno } from '../../trace/verdict.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Job, Timer } from '../kernel.ts';
import { MILLISECOND, SECOND } from '../timing.ts';
import type { SocketError, TcpSocket } from '../transport/sockets.ts';
import type { App, AppHost, AppStimulus } from './host.ts';
import { fieldOf, messageBytes, parseMessage } from './http-message.ts';
import { errorText, libcOf } from './libc.ts';
import { resolve } from './resolver.ts';
import { THINK } from './think-time.ts';

/** Seconds that connecting may take when nobody says otherwise (DEFAULT_CONNECT_TIMEOUT). */
const CONNECT_TIMEOUT = 300;
const HTTP_PORT = 80;
const NO_BYTES = new Uint8Array(0);

/** Exit codes (curl's include/curl/curl.h CURLcode). */
const CODE = { resolve: 6, connect: 7, partial: 18, timeout: 28, bind: 45, empty: 52, receive: 56 } as const;

/** What connect() itself can end with. */
export const CONNECT_ERRORS: readonly SocketError[] = [
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EACCES',
];

/** curl 8.14.1 with one URL. */
export const curl: App<'curl'> = (host, stimulus, job) => new Fetch(host, stimulus, job).start();

class Fetch {
  readonly #host: AppHost;
  readonly #stimulus: AppStimulus<'curl'>;
  readonly #job: Job;
  /** Host or address as typed. */
  readonly #name: string;
  readonly #began: number;
  #phase: 'resolving' | 'connecting' | 'open' | 'over' = 'resolving';
  #timer: Timer | null = null;
  #stopResolving: () => void = () => {};
  #socket: TcpSocket | null = null;
  #received: Uint8Array = NO_BYTES;

  constructor(host: AppHost, stimulus: AppStimulus<'curl'>, job: Job) {
    this.#host = host;
    this.#stimulus = stimulus;
    this.#job = job;
    this.#name = targetText(stimulus.target);
    this.#began = host.kernel.now();
  }

  start(): void {
    const { kernel } = this.#host;
    const seconds = this.#stimulus.connectTimeout ?? CONNECT_TIMEOUT;
    this.#timer = kernel.after(Math.round(seconds * SECOND), () => this.#tooLate());
    this.#stopResolving = resolve(this.#host, this.#stimulus.target, {
      job: this.#job,
      process: 'curl',
      done: (found) => {
        if (found.ok) this.#connect(found.address);
        else this.#quit(CODE.resolve, `Could not resolve host: ${this.#name}`);
      },
    });
  }

  #connect(address: Ipv4Addr): void {
    const { sockets, kernel } = this.#host;
    const { port, localPort } = this.#stimulus;
    this.#phase = 'connecting';
    this.#job.step({ kind: 'connecting', address, port });
    const recorded = kernel.world.file.recorded.curlSourcePort;
    const answer = sockets.connectTcp({
      job: this.#job,
      process: 'curl',
      to: { address, port },
      localPort: localPort ?? (recorded !== null && sockets.isPortFree(recorded) ? recorded : null),
      events: {
        connected: () => this.#connected(address),
        data: (bytes) => this.#take(bytes),
        end: () => this.#ended(),
        failed: (errno) => this.#failed(errno),
      },
    });
    if (answer.ok) this.#socket = answer.socket;
    else this.#failed(answer.errno);
  }

  #connected(address: Ipv4Addr): void {
    const { port, path, host, userAgent } = this.#stimulus;
    this.#phase = 'open';
    this.#timer?.cancel();
    this.#job.step({ kind: 'connected', address, port });
    const fields = [
      ['Host', host ?? (port === HTTP_PORT ? this.#name : `${this.#name}:${port}`)],
      ['User-Agent', userAgent],
      ['Accept', '*/*'],
    ] as const;
    const request = messageBytes(`GET ${path} HTTP/1.1`, fields, NO_BYTES);
    this.#timer = this.#host.kernel.after(THINK.request, () => this.#socket?.write(request));
  }

  #take(bytes: Uint8Array): void {
    this.#received = concatBytes(this.#received, bytes);
    if (this.#missing() !== 0) return;
    this.#show();
    this.#timer = this.#host.kernel.after(THINK.close, () => this.#quit(0));
  }

  /** Bytes that are still to come, by the Content-Length; without one, all until the end (RFC 9112 section 6.3). Null: no head yet. */
  #missing(): number | null {
    const answer = parseMessage(this.#received);
    return answer && Number(fieldOf(answer, 'Content-Length') ?? Infinity) - answer.rest.length;
  }

  #show(): void {
    const body = parseMessage(this.#received)?.rest ?? NO_BYTES;
    if (!this.#stimulus.discard) this.#job.print('stdout', latin1Of(body));
  }

  /** The server has closed: fine after a whole answer, which `#take` has dealt with. */
  #ended(): void {
    const missing = this.#missing();
    if (missing === null) this.#quit(CODE.empty, 'Empty reply from server');
    else if (missing > 0) {
      this.#show();
      if (missing === Infinity) this.#quit(0);
      else this.#quit(CODE.partial, `end of response with ${missing} bytes missing`);
    }
  }

  #failed(errno: SocketError): void {
    const { kernel } = this.#host;
    const text = errorText(errno, libcOf(kernel.world.netns.get(kernel.netns)?.kind ?? 'node'));
    if (errno === 'EADDRINUSE') return this.#quit(CODE.bind, `bind failed with errno 98: ${text}`);
    if (this.#phase === 'open') return this.#quit(CODE.receive, `Recv failure: ${text}`);
    if (CONNECT_ERRORS.includes(errno)) this.#job.step({ kind: 'refused', errno: errno as Errno });
    const code = errno === 'ETIMEDOUT' ? CODE.timeout : CODE.connect;
    return this.#quit(code, this.#connectFailure('Could not connect to server'));
  }

  #tooLate(): void {
    this.#job.step({ kind: 'timeout', after: (this.#host.kernel.now() - this.#began) as Nanos });
    if (this.#phase === 'connecting') this.#quit(CODE.timeout, this.#connectFailure('Timeout was reached'));
    else this.#quit(CODE.timeout, `Resolving timed out after ${this.#elapsed()} milliseconds`);
  }

  #connectFailure(why: string): string {
    return `Failed to connect to ${this.#name} port ${this.#stimulus.port} after ${this.#elapsed()} ms: ${why}`;
  }

  #elapsed(): number {
    return Math.trunc((this.#host.kernel.now() - this.#began) / MILLISECOND);
  }

  #quit(code: number, message: string | null = null): void {
    if (this.#phase === 'over') return;
    if (this.#phase === 'resolving') this.#stopResolving();
    this.#phase = 'over';
    this.#timer?.cancel();
    this.#socket?.close();
    if (message !== null && !this.#stimulus.silent) this.#job.print('stderr', `curl: (${code}) ${message}\n`);
    this.#job.exit(code);
  }
}
