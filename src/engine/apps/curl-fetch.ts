import { concatBytes, latin1Of } from '../../base/bytes.ts';
import type { Nanos } from '../../lab/names.ts';
import { targetText } from '../../trace/stimulus-text.ts';
import type { Errno } from '../../trace/verdict.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Job, Timer } from '../kernel.ts';
import { MILLISECOND, SECOND } from '../timing.ts';
import type { SocketError, TcpSocket } from '../transport/sockets.ts';
import { bindTo } from './curl-bind.ts';
import { CODE, CONNECT_ERRORS } from './curl-codes.ts';
import { CurlOutput } from './curl-output.ts';
import type { Curl, Request } from './curl-request.ts';
import { requestOf } from './curl-request.ts';
import { CurlTimes, transferOf } from './curl-transfer.ts';
import { CURL_WORDS, curlVersionOf, type CurlWords } from './curl-version.ts';
import type { Transfer } from './curl-write-out.ts';
import type { AppHost } from './host.ts';
import type { HttpMessage } from './http-message.ts';
import { fieldOf, parseMessage } from './http-message.ts';
import { type Libc, libcOf } from '../../lab/libc.ts';
import { errorText } from './libc.ts';
import { resolve } from './resolver.ts';
import { THINK } from './think-time.ts';

/** Seconds that connecting may take when nobody says otherwise (DEFAULT_CONNECT_TIMEOUT). */
const CONNECT_TIMEOUT = 300;
const HTTP_PORT = 80;
const NO_BYTES = new Uint8Array(0);

/** One transfer: resolves, connects, asks, prints, and says with which code it has ended. */
export class Fetch {
  readonly #host: AppHost;
  readonly #curl: Curl;
  readonly #job: Job;
  readonly #done: (code: number) => void;
  /** Host or address as typed. */
  readonly #name: string;
  readonly #request: Request;
  readonly #out: CurlOutput;
  readonly #times: CurlTimes;
  #phase: 'resolving' | 'connecting' | 'open' | 'over' = 'resolving';
  #timer: Timer | null = null;
  #deadline: Timer | null = null;
  #stopResolving: () => void = () => {};
  #socket: TcpSocket | null = null;
  #received: Uint8Array = NO_BYTES;
  #answer: HttpMessage | null = null;
  #message = '';

  constructor(host: AppHost, curl: Curl, job: Job, done: (code: number) => void) {
    this.#host = host;
    this.#curl = curl;
    this.#job = job;
    this.#done = done;
    this.#name = targetText(curl.target);
    this.#request = requestOf(curl, curl.port === HTTP_PORT ? this.#name : `${this.#name}:${curl.port}`);
    this.#out = new CurlOutput(job, curl);
    this.#times = new CurlTimes(host.kernel.now());
  }

  start(isFirst: boolean): void {
    const { kernel } = this.#host;
    const { connectTimeout, maxTime, target, ipv4 } = this.#curl;
    this.#timer = kernel.after(Math.round((connectTimeout ?? CONNECT_TIMEOUT) * SECOND), () =>
      this.#tooSlow('connect'),
    );
    if (maxTime !== null) this.#deadline = kernel.after(Math.round(maxTime * SECOND), () => this.#tooSlow('whole'));
    this.#out.begin(isFirst);
    this.#stopResolving = resolve(this.#host, target, {
      job: this.#job,
      process: 'curl',
      onlyIpv4: ipv4,
      done: (found) => {
        if (found.ok) this.#connect(found.address);
        else this.#quit(CODE.resolve, `Could not resolve host: ${this.#name}`);
      },
    });
  }

  #connect(address: Ipv4Addr): void {
    const { sockets, kernel } = this.#host;
    const { port, localPort, target } = this.#curl;
    this.#phase = 'connecting';
    this.#times.set('namelookup', kernel.now());
    if (target.kind === 'name')
      this.#out.notes(`Host ${this.#name}:${port} was resolved.`, 'IPv6: (none)', `IPv4: ${address}`);
    this.#out.notes(`  Trying ${address}:${port}...`);
    const bound = bindTo(kernel, this.#curl.interface);
    this.#out.notes(...bound.notes);
    if (bound.error !== null) return this.#quit(CODE.bind, bound.error);
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
    if (!answer.ok) return this.#refused(answer.errno, address);
    this.#socket = answer.socket;
    if (localPort !== null) this.#out.notes(`Local port: ${localPort}`);
    return undefined;
  }

  #connected(address: Ipv4Addr): void {
    const { port } = this.#curl;
    const { protocol, sentOff } = this.#words();
    this.#phase = 'open';
    this.#timer?.cancel();
    this.#times.set('connect', this.#host.kernel.now());
    this.#job.step({ kind: 'connected', address, port });
    this.#out.notes(`Connected to ${this.#name} (${address}) port ${port}`, ...(protocol === null ? [] : [protocol]));
    this.#timer = this.#host.kernel.after(THINK.request, () => {
      this.#times.set('pretransfer', this.#host.kernel.now());
      this.#times.set('posttransfer', this.#host.kernel.now());
      this.#out.request(this.#request);
      const sent = sentOff(this.#request.body.length);
      if (sent !== null) this.#out.notes(sent);
      this.#socket?.write(this.#request.bytes);
    });
  }

  #take(bytes: Uint8Array): void {
    this.#received = concatBytes(this.#received, bytes);
    this.#times.setOnce('starttransfer', this.#host.kernel.now());
    const first = this.#answer === null;
    this.#answer = parseMessage(this.#received);
    if (this.#answer === null) return;
    if (first) this.#tookHead(this.#answer);
    if (this.#phase === 'over') return;
    this.#out.sawBody(this.#answer.rest.length);
    if (this.#missing() !== 0) return;
    this.#show();
    this.#timer = this.#host.kernel.after(THINK.close, () => this.#quit(0));
  }

  #tookHead({ start, fields, rest }: HttpMessage): void {
    const head = [start, ...fields.map(([name, value]) => `${name}: ${value}`)];
    const bytes = latin1Of(this.#received.subarray(0, this.#received.length - rest.length));
    const failure =
      this.#curl.fail && this.#status() >= 400 ? `The requested URL returned error: ${this.#status()}` : null;
    this.#out.head(head);
    if (failure !== null && this.#words().verdict === 'before-empty-line') this.#out.notes(failure);
    this.#out.head(['']);
    if (failure !== null && this.#words().verdict === 'after-empty-line') this.#out.notes(failure);
    if (this.#curl.head || this.#curl.include) this.#out.body(bytes);
    if (failure !== null) this.#quit(CODE.status, failure, 'told');
  }

  #status(): number {
    return Number(this.#answer?.start.split(' ')[1] ?? 0);
  }

  /** Bytes that are still to come, by the Content-Length; without one, all until the end (RFC 9112 section 6.3). Null: no head yet. */
  #missing(): number | null {
    if (this.#answer === null) return null;
    if (this.#request.method === 'HEAD') return 0;
    return Number(fieldOf(this.#answer, 'Content-Length') ?? Infinity) - this.#answer.rest.length;
  }

  #show(): void {
    if (this.#request.method !== 'HEAD') this.#out.body(latin1Of(this.#answer?.rest ?? NO_BYTES));
  }

  /** The server has closed: fine after a whole answer, which `#take` has dealt with. */
  #ended(): void {
    const missing = this.#missing();
    if (missing === null) this.#quit(CODE.empty, 'Empty reply from server');
    else if (missing > 0) {
      this.#show();
      if (missing === Infinity) this.#quit(0);
      else this.#quit(CODE.partial, this.#words().missing(missing));
    }
  }

  /** connect() has said so at once. */
  #refused(errno: SocketError, address: Ipv4Addr): void {
    if (errno !== 'EADDRINUSE') {
      this.#out.notes(`Immediate connect fail for ${address}: ${errorText(errno, this.#libc())}`);
    }
    this.#failed(errno);
  }

  #failed(errno: SocketError): void {
    const text = errorText(errno, this.#libc());
    if (errno === 'EADDRINUSE') return this.#quit(CODE.bind, `bind failed with errno 98: ${text}`);
    if (this.#phase === 'open') return this.#quit(CODE.receive, `Recv failure: ${text}`);
    if (CONNECT_ERRORS.includes(errno)) this.#job.step({ kind: 'refused', errno: errno as Errno });
    if (this.#socket !== null) {
      const { peer, local } = this.#socket;
      const ways = `${peer.address} port ${peer.port} from ${local.address} port ${local.port}`;
      this.#out.notes(`connect to ${ways} failed: ${text}`);
    }
    const code = errno === 'ETIMEDOUT' ? CODE.timeout : CODE.connect;
    return this.#quit(code, this.#connectFailure(this.#words().noConnection));
  }

  /**
   * Time is up: for connecting, which lib/connect.c baller_connect tells, or for everything, which lib/multi.c
   * multi_handle_timeout tells by what curl is doing.
   */
  #tooSlow(limit: 'connect' | 'whole'): void {
    this.#job.step({ kind: 'timeout', after: (this.#host.kernel.now() - this.#times.began) as Nanos });
    const after = `timed out after ${this.#elapsed()} milliseconds`;
    if (this.#phase === 'resolving') return this.#quit(CODE.timeout, `Resolving ${after}`);
    if (this.#phase === 'connecting') {
      if (limit === 'whole') return this.#quit(CODE.timeout, `Connection ${after}`);
      this.#out.notes(`ipv4 connect timeout after ${this.#elapsed()}ms, move on!`);
      return this.#quit(CODE.timeout, this.#connectFailure('Timeout was reached'));
    }
    if (this.#answer !== null) this.#show();
    const got = this.#answer?.rest.length ?? 0;
    const size = this.#answer === null ? null : fieldOf(this.#answer, 'Content-Length');
    return this.#quit(
      CODE.timeout,
      `Operation ${after} with ${got}${size === null ? '' : ` out of ${size}`} bytes received`,
    );
  }

  #connectFailure(why: string): string {
    return `Failed to connect to ${this.#name} port ${this.#curl.port} after ${this.#elapsed()} ms: ${why}`;
  }

  #elapsed(): number {
    return Math.trunc((this.#host.kernel.now() - this.#times.began) / MILLISECOND);
  }

  #words(): CurlWords {
    const { world, netns } = this.#host.kernel;
    return CURL_WORDS[curlVersionOf(this.#curl.userAgent, world.netns.get(netns)?.kind ?? 'node')];
  }

  #libc(): Libc {
    const { world, netns } = this.#host.kernel;
    return libcOf(world, netns);
  }

  /** What -w may ask for. */
  transfer(exitCode: number): Transfer {
    return transferOf({
      exitCode,
      curl: this.#curl,
      name: this.#name,
      request: this.#times.has('pretransfer') ? this.#request : null,
      answer: this.#answer,
      received: this.#received.length,
      socket: this.#times.has('connect') ? this.#socket : null,
      times: this.#times,
      message: this.#message,
      scheme: this.#words().scheme,
    });
  }

  close(): void {
    if (this.#phase === 'resolving') this.#stopResolving();
    this.#phase = 'over';
    this.#timer?.cancel();
    this.#deadline?.cancel();
    this.#socket?.close();
  }

  /** `told`: -v has said why already. */
  #quit(code: number, message: string | null = null, told: 'told' | null = null): void {
    if (this.#phase === 'over') return;
    const was = this.#phase;
    this.#times.end = this.#host.kernel.now();
    this.#message = message ?? '';
    this.close();
    if (message !== null && told === null) this.#out.notes(message);
    // A transfer that has not even found an address has no connection, whose end would end the meter's line (multi_done).
    if (was !== 'resolving') this.#out.finish(this.#answer, this.#request, this.#times.micros('end'));
    this.#out.notes(code === 0 ? `Connection #0 to host ${this.#name} left intact` : this.#words().closing);
    if (message !== null) this.#out.complain(`curl: (${code}) ${message}\n`);
    this.#done(code);
  }
}
